// The process of the topologies is killed while it answers: it comes back where it was, and what it had handed on is kept.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { forkTopology } from '../../../electron/cli/opening/fork-topology.ts'
import { connect as connectPage, type CoreCaller } from '../../../electron/contract/connect.ts'
import { portPair } from '../../../electron/contract/port.ts'
import { openCore, type Core } from '../../../electron/core/core.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import type { StructuredDraft } from '../../../electron/model/draft.ts'
import { learnersView } from '../../../electron/model/exchange.ts'
import { HAS_CURL } from '../../support/play.ts'

const LABS = join(import.meta.dirname, '..', '..', '..', 'labs')
const LANES = 4
const PIPELINED = 8

let folder: string
let core: Core
let page: CoreCaller
let processes: number[]
let log: string[]
let noticed: string[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-death-'))
  processes = []
  log = []
  noticed = []
  core = await openCore({
    dataFolder: folder, packFolders: [LABS], entry: 'tests', version: '0', log: line => log.push(line), simulatorPort: 0,
    launch: () => forkTopology(pid => processes.push(pid)),
  })
  const [ours, theirs] = portPair()
  core.serve(theirs)
  page = connectPage(ours)
  page.on('attempt.noticed', ({ notice }) => noticed.push(notice.id))
})
afterEach(async () => {
  page.close()
  await core[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const kill = () => process.kill(processes.at(-1) ?? 0, 'SIGKILL')
const backAgain = (times: number) => expect.poll(() => noticed.length).toBe(times)
const draft = (method: string, target = '/widgets'): StructuredDraft => ({ kind: 'structured', method, target, fields: [], content: '' })

/** Asks without end on one connection. @returns how many answers came, once the connection is gone */
function keepAsking(port: number): Promise<number> {
  return new Promise(resolve => {
    let [answered, tail] = [0, '']
    const socket = connect({ port, host: '127.0.0.1' })
    const ask = () => socket.write('FROBNICATE /widgets HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(PIPELINED))
    socket.on('connect', ask).on('error', () => undefined).on('close', () => resolve(answered)).setEncoding('latin1').on('data', (part: string) => {
      const found = (tail + part).match(/HTTP\/1\.1 501 /g)?.length ?? 0
      answered += found
      tail = (tail + part).slice(-12)
      if (found > 0 && answered % PIPELINED === 0) ask()
    })
  })
}

it('killed under load, it is started again at the same port, numbers on, and has lost nothing that it had handed on', async () => {
  const { attempt, entries } = await page.call('attempts.open', { lab: 'reproduce-501' })
  const port = entries[0]?.port ?? 0
  let saved = 0
  page.on('exchanges.saved', ({ upToSeq }) => { saved = upToSeq })
  let answered = 0
  for (const round of [1, 2]) {
    const lanes = Array.from({ length: LANES }, () => keepAsking(port))
    const before = saved
    await expect.poll(() => saved).toBeGreaterThan(before + 200)
    kill()
    for (const count of await Promise.all(lanes)) answered += count
    await backAgain(round)
  }
  await page.call('captures.export', { attempt: attempt.id })
  using store = openStore(folder)
  const seqs = store.exchanges(attempt.id, 0, 1_000_000).map(({ seq }) => seq)
  expect(seqs).toEqual(Array.from({ length: saved }, (_, at) => at + 1))
  // What was answered in the turns in which it was killed could not be handed on any more.
  expect(saved).toBeGreaterThanOrEqual(answered - 2 * LANES * PIPELINED)
  expect(noticed).toEqual(['notice.simulator-restarted', 'notice.simulator-restarted'])
  expect([new Set(processes).size, log.length]).toEqual([3, 2])
  expect(log[0]).toBe('simulator: its process ended (SIGKILL) and is started again')
})

it.runIf(HAS_CURL)('the next curl to the same address is answered, and the topology stands as it stood', async () => {
  const { attempt, entries } = await page.call('attempts.open', { lab: 'reproduce-501' })
  await page.call('topologies.control', { attempt: attempt.id, control: { kind: 'advance', ms: 3_600_000 } })
  const { exchanges: [first] } = await page.call('requests.send', { attempt: attempt.id, draft: draft('GET') })
  kill()
  await backAgain(1)
  const { stdout } = await promisify(execFile)('curl', ['-sSi', '--noproxy', '*', '-X', 'FROBNICATE', `${entries[0]?.url}/widgets`])
  expect(stdout).toContain('HTTP/1.1 501 Not Implemented')
  expect(stdout).toContain('Date: Mon, 05 Jan 2026 10:00:00 GMT')
  await expect.poll(async () => learnersView(await page.call('exchanges.list', { attempt: attempt.id, afterSeq: 0 })).map(({ id, source }) => [id, source])).toEqual([[first, 'composer'], ['x3', 'outside']])
})

it('a request that was under way is answered in words, and the next one goes through', async () => {
  const { attempt } = await page.call('attempts.open', { lab: '501-or-500' })
  const sending = page.call('requests.send', { attempt: attempt.id, draft: { kind: 'raw', bytes: Buffer.from('GET /never HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n').toString('base64') } })
  // It waits for content that does not come.
  await page.call('topologies.control', { attempt: attempt.id, control: { kind: 'advance', ms: 1 } })
  kill()
  expect(await sending).toEqual({ exchanges: [], failure: { id: 'failure.simulator-died', values: {} } })
  const { exchanges } = await page.call('requests.send', { attempt: attempt.id, draft: draft('GET') })
  expect(exchanges).toHaveLength(1)
})

it('dying again and again, it is given up, and says so, until a lab is begun anew', async () => {
  const { attempt } = await page.call('attempts.open', { lab: 'reproduce-501' })
  for (let death = 1; death <= 5; death += 1) {
    kill()
    await backAgain(death)
  }
  expect(noticed).toEqual([...Array.from({ length: 4 }, () => 'notice.simulator-restarted'), 'notice.simulator-gone'])
  expect((await page.call('requests.send', { attempt: attempt.id, draft: draft('GET') })).failure?.id).toBe('notice.simulator-gone')
  await expect(page.call('topologies.control', { attempt: attempt.id, control: { kind: 'advance', ms: 1 } })).rejects.toThrow('the simulator stopped again and again and was given up; what was captured is kept')
  const anew = await page.call('attempts.restart', { lab: 'reproduce-501' })
  const { exchanges, failure } = await page.call('requests.send', { attempt: anew.attempt.id, draft: draft('GET') })
  expect([exchanges.length, failure, processes.length]).toEqual([1, undefined, 6])
  kill()
  await backAgain(6)
  expect(noticed.at(-1)).toBe('notice.simulator-restarted')
})
