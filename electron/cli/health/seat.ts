// What the doctor asks of a seat in a workshop besides: whether attempts can be kept, whether a 501 comes back, whether a learner can see the page.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { ExchangeRecord } from '../../model/exchange.ts'
import { finalResponse } from '../../model/exchange.ts'
import { Scenario } from '../../model/scenario.ts'
import { readExchange } from '../../core/recorder/read-exchange.ts'
import { readSegment } from '../../core/segment/read-segment.ts'
import { openStore, StoreUnavailable } from '../../core/store/store.ts'
import { openTopology } from '../../core/topology/topology.ts'
import type { Machine } from '../opening/electron-binary.ts'
import { oneLine } from '../usage-error.ts'
import { finding, type Finding } from './finding.ts'
import { onPath } from './machine.ts'

const MIB = 1_048_576
/** A course with long captures fits many times. */
const LEAST_ROOM = 200 * MIB
/** No Lab 501 is older, and nobody will hold a workshop with this one later. */
const [EARLIEST, LATEST] = [Date.UTC(2026, 0, 1), Date.UTC(2056, 0, 1)]
const CURL_MS = 5_000
const METHOD = 'FROBNICATE'
const SCENARIO = Scenario.parse({ participants: [{ role: 'origin', name: 'seat', implements: ['GET'], resources: { '/widgets': { GET: { kind: 'reply', text: 'one widget' } } } }] })
const BROWSERS = ['firefox', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'epiphany', 'falkon', 'konqueror', 'brave-browser', 'opera', 'vivaldi']

/** Works as the store will, on the disk where it will: some shared folders open a database and then cannot lock it. */
export function keepingFinding(folder: string): Finding {
  let within: string | undefined
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    within = mkdtempSync(join(folder, '.doctor-'))
    using store = openStore(within)
    const { id } = store.beginAttempt({ lab: 'doctor', packVersion: '1.0.0', step: 'one', startedWallMs: Date.now() })
    const isKept = store.attempt(id) !== undefined && store.check() === 'ok'
    return finding('keeping', true, `An attempt was written to ${folder} and read again`, isKept ? undefined : { what: `${folder}: an attempt was written and did not come back`, mend: 'Name a folder on a local disk with --data' })
  } catch (error) {
    const why = error instanceof StoreUnavailable || error instanceof Error ? oneLine(error) : String(error)
    return finding('keeping', true, '', { what: `${folder}: no attempt can be written there (${why})`, mend: 'Name a folder that may be written to with --data' })
  } finally {
    if (within !== undefined) rmSync(within, { recursive: true, force: true })
  }
}

/** @param least octets */
export function roomFinding(folder: string, least = LEAST_ROOM): Finding {
  try {
    const { bavail, bsize } = statfsSync(folder)
    const free = Math.floor(bavail * bsize / MIB)
    return finding('room', true, `${free} MiB are free for ${folder}`, bavail * bsize >= least ? undefined : { what: `${folder}: only ${free} MiB are free, and ${Math.ceil(least / MIB)} MiB are wanted`, mend: 'Make room on this disk, or name a folder on another one with --data' })
  } catch (error) {
    return finding('room', true, '', { what: `${folder}: how much room there is cannot be seen (${oneLine(error)})`, mend: 'Name a folder that is there with --data' })
  }
}

/** Results are told apart by their times, and certificates have a first and a last day. */
export function clockFinding(nowMs: number): Finding {
  const shown = Number.isFinite(nowMs) ? new Date(nowMs).toISOString().slice(0, 16).replace('T', ' ') : 'no time at all'
  const isSane = nowMs >= EARLIEST && nowMs < LATEST
  return finding('clock', true, `The clock says ${shown} UTC`, isSane ? undefined : { what: `The clock of this machine says ${shown} UTC, which cannot be`, mend: 'Set date and time of the machine' })
}

/** A browser is needed where the app has no window of its own. On Windows and macOS there always is one. */
export function pageBrowserFinding(machine: Machine, isNeeded: boolean): Finding {
  const { platform, env } = machine
  const found = platform === 'win32' || platform === 'darwin' ? 'that came with the system' : onPath(BROWSERS, machine)
  return finding('page-browser', isNeeded, `The page can be seen in the browser ${found}`, found !== undefined ? undefined
    : { what: `No browser is on the path (${env['PATH'] ?? ''})`, mend: isNeeded ? 'Install a browser, such as Firefox or Chromium: the app opens in it' : 'Nothing, if the desktop app opens; else install a browser' })
}

/** One request from the composer and one from real curl, to a server of ours. @param port another than any free one, for those who have a reason */
export async function roundTripFindings({ env, platform }: Machine, port = 0): Promise<Finding[]> {
  const records: ExchangeRecord[] = []
  try {
    const topology = await openTopology({ scenario: SCENARIO, port, lastSeq: 0, controls: [] }, { onSegment: segment => records.push(...readSegment(segment)), onNotice: () => undefined, onTrouble: () => undefined })
    let curl: CurlSaid
    try {
      await topology.send({ kind: 'structured', method: METHOD, target: '/widgets', fields: [], content: '' })
      curl = await askByCurl(`${topology.entries[0]?.url ?? ''}/widgets`, env, platform)
    } finally {
      await topology[Symbol.asyncDispose]()
    }
    const answered = (isOurs: boolean) => records.some(record => (record.source === 'outside') !== isOurs && finalResponse(readExchange(record))?.status === 501)
    return [
      finding('composer', true, `A request of the app, ${METHOD} /widgets, got its 501`, answered(true) ? undefined : { what: `A request of the app to ${topology.entries[0]?.url ?? 'this machine'} got no 501`, mend: 'Look whether a firewall or a security program keeps programs from talking to 127.0.0.1, and allow it for Node' }),
      curlFinding(curl, answered(false)),
    ]
  } catch (error) {
    return [finding('composer', true, '', { what: `A server for a lab could not be opened on 127.0.0.1 (${oneLine(error)})`, mend: 'Look whether a firewall or a security program keeps programs from listening on 127.0.0.1, and allow it for Node' })]
  }
}

interface CurlSaid { readonly isThere: boolean; readonly status: string; readonly trouble: string }

/** As a learner's own shell has it: proxies of the environment count. */
function askByCurl(url: string, env: Machine['env'], platform: NodeJS.Platform): Promise<CurlSaid> {
  return new Promise(resolve => {
    execFile(platform === 'win32' ? 'curl.exe' : 'curl', ['-sS', '--max-time', String(CURL_MS / 1_000), '-w', '\n%{http_code}', '-X', METHOD, url], { env: { ...env }, timeout: CURL_MS + 1_000, encoding: 'utf8' }, (error, out, err) => {
      const isThere = !(error && 'code' in error && (error.code as unknown) === 'ENOENT')
      resolve({ isThere, status: out.trimEnd().split('\n').at(-1) ?? '', trouble: err.trim().split('\n')[0] ?? '' })
    })
  })
}

function curlFinding({ isThere, status, trouble }: CurlSaid, hasCome: boolean): Finding {
  if (!isThere) return finding('curl', false, '', { what: 'There is no curl on the path; what the labs ask for can be sent from the page', mend: 'Install curl, for the labs that show how to ask from a shell' })
  const fine = hasCome && status === '501'
  const what = hasCome ? `curl reached the lab's server and reports "${status}" in place of 501` : `curl did not reach the lab's server${status !== '' && status !== '000' ? `; somebody else answered ${status}` : ''}${trouble === '' ? '' : ` (${trouble})`}`
  return finding('curl', true, 'A request of curl got its 501', fine ? undefined : { what, mend: 'If a proxy is named below, spare this machine from it; else look into .curlrc, and try curl -v http://127.0.0.1:4501/ while a lab is open' })
}
