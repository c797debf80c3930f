// Requests of kinds that were measured, but not these: real servers on this machine and their personas answer them alike.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toBase64 } from '../../electron/model/bytes.ts'
import type { PersonaId } from '../../electron/model/persona.ts'
import { ask } from './ask.ts'
import { startBackend } from './backend.ts'
import { standIn } from './behind.ts'
import { readSurvey } from './dataset.ts'
import { find } from './find.ts'
import { launch } from './launch.ts'
import { sameVersion } from './merge.ts'
import { outcomeOf, outcomeText } from './outcome.ts'
import { SERVERS } from './servers.ts'
import { UNLISTED } from './unlisted.ts'

const survey = readSurvey()
let backend: Awaited<ReturnType<typeof startBackend>>
beforeAll(async () => { backend = await startBackend() })
afterAll(() => backend.stop())

describe('a request that was not measured', () => {
  for (const server of SERVERS.filter(({ from }) => !('debian' in from))) {
    it(`${server.name} and its persona answer alike`, { timeout: 120_000 }, async ({ skip }) => {
      const [found, row] = [await find(server), survey.servers.find(({ id }) => id === server.id)]
      skip(!found || !row || !sameVersion(row, found), `this machine has no ${server.name} as it was measured`)
      const [real, persona] = [await launch(server, backend.port), await standIn(server.id as PersonaId)]
      try {
        expect(await outcomesAt(persona.port)).toEqual(await outcomesAt(real.place.port))
      } finally {
        persona.stop()
        await real.stop()
      }
    })
  }
})

async function outcomesAt(port: number): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {}
  const waiting = Object.entries(UNLISTED)
  const lane = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const [name, text] = one
      const { response, ending } = await ask(port, Buffer.from(text, 'latin1'))
      outcomes[name] = outcomeText(outcomeOf({ response: toBase64(response), ending }, text.split(' ', 1)[0] ?? ''))
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  return outcomes
}
