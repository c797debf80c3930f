// `lab501 collect --listen ADDRESS`: takes learners' results over the network, until Ctrl-C.
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { renderUnicodeCompact } from 'uqr'
import type { Kept } from '../../core/collector/collector-server.ts'
import { startCollecting, type Collecting } from '../../core/collector/collecting.ts'
import { Forwarder } from '../../core/collector/forwarder.ts'
import { isEverywhere, isLoopback, NoAddress, ownAddresses, readListenAddress } from '../../core/collector/listen-address.ts'
import { arePair, NoRecordStore, statementsUrl, type RecordStore } from '../../core/collector/record-store.ts'
import { REFUSALS, type Refusal } from '../../core/collector/refusals.ts'
import { authorityOf } from '../../model/join-code.ts'
import { sayInEnglish } from '../../model/phrase.ts'
import { openRate } from '../../model/rate.ts'
import { tally } from '../../model/verdict.ts'
import { startVerifier } from '../../verifier-thread.ts'
import { allLabs } from '../find-lab.ts'
import { folderFor } from '../folder-for.ts'
import { VERIFIER } from '../opening/project.ts'
import { untilStopped } from '../opening/serve-until-stopped.ts'
import { DATA, PACKS, readArgs } from '../read-args.ts'
import { packFoldersFor } from '../read-packs.ts'
import { UsageError } from '../usage-error.ts'

const FORM = {
  options: {
    listen: { takes: 'ADDRESS[:PORT]', must: true, says: 'one of this machine\'s addresses, in numbers; it has to be named' },
    into: { takes: 'FOLDER', says: 'where results are kept, for "results FOLDER"; without it "collected" in the data folder' },
    'new-code': { says: 'makes codes that were handed out hold no longer' },
    forward: { takes: 'URL', says: 'a learning record store: what was taken is told there as xAPI 1.0.3 statements' },
    credentials: { takes: 'FILE', says: 'holds "name:password" for it, for you alone; without it the variable LAB501_XAPI_CREDENTIALS' },
    data: DATA, packs: PACKS,
  },
} as const
/** Of one kind of refusal, and from one place, so many lines a minute are enough. */
const MOST_LINES = 20
const PER_SECOND = 1 / 3

/** @returns 0 after it was stopped. @throws UsageError, StoreUnavailable */
export async function run(argv: readonly string[]): Promise<number> {
  const { values } = readArgs(FORM, argv)
  if (values.listen === undefined) throw new UsageError(`name the address with --listen; this machine has ${ownAddresses().join(', ')}`)
  const say = (line: string) => console.error(line)
  const stopped = untilStopped()
  const lines = openRate(MOST_LINES, PER_SECOND)
  const dataFolder = folderFor(values.data)
  const store = values.forward === undefined ? undefined : recordStore(values.forward, values.credentials)
  let forwarder: Forwarder | undefined
  const listen = inWords(() => readListenAddress(values.listen ?? ''))
  const collecting = await startCollecting({
    dataFolder, folder: values.into === undefined ? undefined : resolve(values.into), listen, isNewCode: values['new-code'], startVerifier: () => startVerifier(VERIFIER), log: say,
    onStrange: (file, why) => say(`${file} is left aside: ${why}`),
    onKept: kept => {
      say(keptLine(kept))
      forwarder?.poke()
    },
    onRefused: (kind, from, detail) => { if (lines.take()) say(refusedLine(kind, from, detail)) },
  }).catch((error: unknown) => { throw error instanceof NoAddress ? new UsageError(`--listen: ${error.message}`) : error })
  const { codes, collected, collector, notices } = collecting
  for (const notice of notices) say(sayInEnglish(notice))
  if (isEverywhere(listen.host)) say(`${listen.host} means every network of this machine: whoever reaches one of its addresses reaches the collector. Name one address to listen there alone.`)
  if (codes.every(({ address }) => isLoopback(address))) say(`${codes.map(({ address }) => address).join(', ')} leads here from this machine alone: for learners at others, name an address that they reach.`)
  for (const { address, code } of codes) console.log(shown(authorityOf({ host: address, port: collector.port }), code, process.stdout.isTTY))
  if (store) {
    forwarder = forwarding(collecting, store, values, say)
    say(`What is taken is told to ${store.url.origin} as well, as long as this runs.`)
    forwarder.poke()
  }
  console.log(`Results are kept in ${collected.folder}${collected.count > 0 ? `, where ${collected.count} ${collected.count === 1 ? 'is' : 'are'} already` : ''}. Ctrl C ends this.`)
  await stopped
  await forwarder?.[Symbol.asyncDispose]()
  await collecting.close()
  const { kept, again, refused } = collector.counts()
  const each = Object.entries(refused).map(([kind, count]) => `${kind} ${count}`).join(', ')
  say(`kept: ${kept}, sent again: ${again}, refused: ${Object.values(refused).reduce((sum, count) => sum + count, 0)}${each && ` (${each})`}, in the folder: ${collected.count}`)
  if (forwarder) say(`statements told: ${forwarder.statements}, results that wait to be told: ${forwarder.waiting}`)
  return 0
}

function forwarding({ collected }: Collecting, store: RecordStore, values: { readonly data?: string | undefined; readonly packs?: readonly string[] | undefined }, log: (line: string) => void): Forwarder {
  return new Forwarder({ collected, store, log, labs: new Map(allLabs(packFoldersFor(values)).labs.map(lab => [lab.id, lab])) })
}

/** Never from the command line, which others on this machine can read. @throws UsageError */
function recordStore(typed: string, file: string | undefined): RecordStore {
  const credentials = file === undefined ? process.env['LAB501_XAPI_CREDENTIALS'] ?? '' : credentialsIn(resolve(file))
  if (!arePair(credentials)) throw new UsageError(`--forward needs "name:password" of the record store, in ${file ?? 'LAB501_XAPI_CREDENTIALS or in the FILE of --credentials'}`)
  return { url: inWords(() => statementsUrl(typed)), credentials }
}

function credentialsIn(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size > 10_000) throw new UsageError(`--credentials ${file}: there is no such file, or it is longer than a name and a password`)
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) throw new UsageError(`--credentials ${file}: others than you may read it; run: chmod 600 ${file}`)
  return readFileSync(file, 'utf8').trim()
}

/** Dark on light whatever the terminal's colours are, for a camera. */
function shown(address: string, code: string, isTerminal: boolean): string {
  const picture = renderUnicodeCompact(code, { border: 2 })
  const drawn = isTerminal ? picture.split('\n').map(line => `\u001B[97;40m${line}\u001B[0m`).join('\n') : picture
  return `\n${drawn}\n\n  Join code for ${address}\n\n      ${code.replaceAll('-', '  ').replaceAll(/((?:\S+ {2}){4}\S+) {2}/g, '$1\n      ')}\n`
}

function keptLine({ sheet, from }: Kept): string {
  const labs = sheet.attempts.map(({ title, verdicts }) => {
    const { met, required } = tally(verdicts.map(verdict => ({ ...verdict, says: '', evidence: [] })), 0)
    return `${title} ${met} of ${required} met`
  })
  return `${time()}  ${sheet.learner.name}  ${labs.slice(0, 3).join('; ')}${labs.length > 3 ? ` and ${labs.length - 3} more` : ''}  (${from})`
}

function refusedLine(kind: Refusal, from: string, detail: string): string {
  return `${time()}  refused (${kind})  ${REFUSALS[kind].title}${detail && ` (${detail.slice(0, 200)})`}  ${from}`
}

function time(): string {
  return new Date().toTimeString().slice(0, 8)
}

function inWords<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof NoAddress) throw new UsageError(`--listen: ${error.message}`)
    throw error instanceof NoRecordStore ? new UsageError(`--forward: ${error.message}`) : error
  }
}
