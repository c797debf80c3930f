// `npm run survey`: measures the servers that are here and writes the dataset.
//   npm run survey                       all that are installed; what was measured of others stays
//   npm run survey -- nginx express      these only
//   npm run survey -- --check [ID …]     writes nothing; says what differs from the dataset
// Exit codes: 0 done, or no drift; 1 drift, or a server that did not start; 2 bad arguments.
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { startBackend } from './backend.ts'
import { DATASET, readSurvey, writeSurvey } from './dataset.ts'
import { drift } from './drift.ts'
import { find, type Found } from './find.ts'
import { measure } from './measure.ts'
import { merge, sameVersion, serverRow } from './merge.ts'
import type { Server } from './server.ts'
import { SERVERS } from './servers.ts'
import { summary } from './summary.ts'
import { writeTable } from './table.ts'
import type { Measurement, Survey } from '../../electron/model/survey.ts'

interface Measured { readonly server: Server; readonly found: Found; readonly measurements: Measurement[] }

const say = (text: string) => void process.stdout.write(`${text}\n`)
const words = process.argv.slice(2)
const isCheck = words.includes('--check')
const ids = words.filter(word => word !== '--check')
const unknown = ids.filter(id => !SERVERS.some(server => server.id === id))
if (unknown.length > 0) {
  process.stderr.write(`There is no server ${unknown.join(', ')}. The servers are: ${SERVERS.map(({ id }) => id).join(', ')}.\n`)
  process.exit(2)
}
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => process.exit(1))

const old: Survey = existsSync(DATASET) ? readSurvey() : { format: 1, requests: [], servers: [], measurements: [] }
const failures: string[] = []
const measured = await measureAll(SERVERS.filter(({ id }) => ids.length === 0 || ids.includes(id)))
const drifts = isCheck ? measured.flatMap(({ server, found, measurements }) => report(server, found, measurements)) : []
if (!isCheck && measured.length > 0) {
  const survey = merge(old, measured.map(({ server, found, measurements }) => ({ row: serverRow(server, found), measurements })))
  writeSurvey(survey)
  writeTable(survey)
  say(summary(survey))
}
for (const line of [...drifts, ...failures]) say(line)
say(isCheck ? `${measured.length} servers measured again, ${drifts.length} answers differ.` : `${measured.length} servers measured.`)
process.exit(drifts.length + failures.length > 0 ? 1 : 0)

async function measureAll(servers: readonly Server[]): Promise<Measured[]> {
  const backend = await startBackend()
  const all: Measured[] = []
  const waiting = [...servers]
  const lane = async () => {
    for (let server = waiting.shift(); server; server = waiting.shift()) {
      const found = await find(server)
      if (!found) say(`skipped: ${server.name} is not installed`)
      else await measureIt(server, found)
    }
  }
  const measureIt = async (server: Server, found: Found) => {
    try {
      all.push({ server, found, measurements: await measure(server, backend.port, 1) })
      say(`measured: ${server.name} ${found.version}`)
    } catch (error) {
      failures.push(`failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, lane))
  backend.stop()
  return all
}

/** A new version may well answer in another way: that is said, and is drift all the same. */
function report(server: Server, found: Found, measurements: readonly Measurement[]): string[] {
  const row = old.servers.find(({ id }) => id === server.id)
  if (!row) return [`${server.id}: not in the dataset`]
  if (!sameVersion(row, found)) say(`version: ${server.name} was ${[row.version, row.runtime].filter(Boolean).join(' on ')}, is ${[found.version, found.runtime].filter(Boolean).join(' on ')}`)
  return drift(old, server.id, measurements)
}
