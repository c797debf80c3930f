// `npm run survey`: measures the servers that are here and writes the dataset.
//   npm run survey                       all that are installed; what was measured of others stays
//   npm run survey -- nginx express      these only
//   npm run survey -- --missing [ID …]   asks only what the dataset has no answer to
//   npm run survey -- --check [ID …]     writes nothing; says what differs from the dataset
//   npm run survey -- --dataset FILE …   another file than the one that ships
// Exit codes: 0 done, or no drift; 1 drift, or a server that did not start; 2 bad arguments.
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { startBackend } from './backend.ts'
import { DATASET, readSurvey, writeSurvey } from './dataset.ts'
import { writePersonas } from './derive.ts'
import { lastingDrift, measureForKeeps } from './drift.ts'
import { find, type Found } from './find.ts'
import { merge, missingFrom, sameVersion, serverRow, versionText } from './merge.ts'
import { REQUESTS } from './requests.ts'
import type { Server } from './server.ts'
import { SERVERS } from './servers.ts'
import { summary } from './summary.ts'
import { writeTable } from './table.ts'
import type { Measurement, Survey, SurveyServer } from '../../electron/model/survey.ts'

interface Measured { readonly row: SurveyServer; readonly measurements: readonly Measurement[] }

const say = (text: string) => void process.stdout.write(`${text}\n`)
const { isCheck, isMissing, dataset, ids } = readArguments()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => process.exit(1))

const old: Survey = existsSync(dataset) ? readSurvey(dataset) : { format: 1, requests: [], servers: [], measurements: [] }
const chosen = SERVERS.filter(({ id }) => ids.length === 0 || ids.includes(id))
const failures: string[] = []
const drifts: string[] = []
const measured: Measured[] = []
const backend = await startBackend()
await inLanes(isCheck ? check : measureAnew)
backend.stop()

if (!isCheck && measured.length > 0) {
  const survey = merge(old, measured)
  writeSurvey(survey, dataset)
  if (dataset === DATASET) {
    writeTable(survey)
    writePersonas(survey)
  }
  say(summary(survey))
}
for (const line of [...drifts, ...failures]) say(line)
if (isCheck) say(drifts.length > 0 ? `${drifts.length} answers differ.` : 'No answer differs.')
process.exit(drifts.length + failures.length > 0 ? 1 : 0)

function readArguments(): { isCheck: boolean; isMissing: boolean; dataset: string; ids: string[] } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean', default: false }, missing: { type: 'boolean', default: false }, dataset: { type: 'string', default: DATASET } } })
    const unknown = positionals.filter(id => !SERVERS.some(server => server.id === id))
    if (unknown.length > 0) throw new Error(`There is no server ${unknown.join(', ')}. The servers are: ${SERVERS.map(({ id }) => id).join(', ')}.`)
    return { isCheck: values.check, isMissing: values.missing, dataset: values.dataset, ids: positionals }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return process.exit(2)
  }
}

/** Does `one` with every server that is here, a few at a time: most of it is waiting. */
async function inLanes(one: (server: Server, found: Found) => Promise<void>): Promise<void> {
  const waiting = [...chosen]
  const lane = async () => {
    for (let server = waiting.shift(); server; server = waiting.shift()) {
      const found = await find(server)
      if (found) await one(server, found).catch((error: unknown) => failures.push(`failed: ${error instanceof Error ? error.message : String(error)}`))
      else say(`skipped: ${server.name} is not installed`)
    }
  }
  await Promise.all(Array.from({ length: 3 * availableParallelism() }, lane))
}

async function measureAnew(server: Server, found: Found): Promise<void> {
  const requests = isMissing ? missingFrom(old, server.id, found) : [...REQUESTS]
  if (requests.length === 0) return say(`complete: ${server.name}`)
  measured.push({ row: serverRow(server, found), measurements: await measureForKeeps(requests, server, backend.port) })
  say(`measured: ${server.name} ${found.version}`)
}

/** A new version may well answer in another way: that is said apart, and is drift all the same. */
async function check(server: Server, found: Found): Promise<void> {
  const row = old.servers.find(({ id }) => id === server.id)
  if (!row) return void drifts.push(`${server.id}: not in the dataset`)
  if (!sameVersion(row, found)) say(`version: ${server.name} was ${versionText(row)}, is ${versionText(found)}`)
  drifts.push(...await lastingDrift(old, server, backend.port))
  say(`checked: ${server.name} ${found.version}`)
}
