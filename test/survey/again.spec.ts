// The servers that come from npm or with the system answer as the dataset says.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from './backend.ts'
import { readSurvey } from './dataset.ts'
import { lastingDrift } from './drift.ts'
import { find } from './find.ts'
import { sameVersion, versionText } from './merge.ts'
import { SERVERS } from './servers.ts'

const survey = readSurvey()
let backend: Awaited<ReturnType<typeof startBackend>>

beforeAll(async () => { backend = await startBackend() })
afterAll(() => backend.stop())

describe('measured again', () => {
  for (const server of SERVERS.filter(({ from }) => !('debian' in from))) {
    it(`${server.name} answers as it did`, { timeout: 120_000 }, async ({ skip }) => {
      const [found, row] = [await find(server), survey.servers.find(({ id }) => id === server.id)]
      if (!row) throw new Error(`${server.id} is not in the dataset: npm run survey -- ${server.id}`)
      if (!found) return skip(`${server.name} is not installed`)
      skip(!sameVersion(row, found), `the dataset has ${server.name} ${versionText(row)}, here is ${versionText(found)}`)
      expect(await lastingDrift(survey, server, backend.port)).toEqual([])
    })
  }
})
