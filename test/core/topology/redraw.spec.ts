// A topology in its own process is drawn otherwise, asked behind its entry, and comes back as it was drawn last when that process dies.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { forkTopology } from '../../../electron/cli/opening/fork-topology.ts'
import { connect, type CoreCaller } from '../../../electron/contract/connect.ts'
import { portPair } from '../../../electron/contract/port.ts'
import { openCore, type Core } from '../../../electron/core/core.ts'
import { PlaygroundSetup } from '../../../electron/model/bench.ts'
import { finalResponse } from '../../../electron/model/exchange.ts'

let folder: string
let core: Core
let page: CoreCaller
const processes: number[] = []
const log: string[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-redrawn-'))
  core = await openCore({ dataFolder: folder, packFolders: [], entry: 'tests', version: '0', log: line => log.push(line), simulatorPort: 0, launch: () => forkTopology(pid => processes.push(pid)) })
  const [ours, theirs] = portPair()
  core.serve(theirs)
  page = connect(ours)
})
afterEach(async () => {
  page.close()
  await core[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const setup = (implemented: string[], more: object = {}) => PlaygroundSetup.parse({ kind: 'playground', title: 'Mine', scenario: { participants: [
  { role: 'gateway', name: 'gw', refuses: { GET: 501 }, routes: [{ pool: [{ to: 'app' }] }] }, { role: 'origin', name: 'app', implements: implemented, resources: { '/a': { GET: { kind: 'reply' } } }, ...more },
] } })

it('goes on as it is drawn, at its addresses, over a death of its process too', async () => {
  const noticed = vi.fn()
  page.on('attempt.noticed', noticed)
  const { attempt: { id: attempt }, entries } = await page.call('benches.begin', { setup: setup(['GET']) })
  const status = async (method: string, to?: string) => {
    const { exchanges: [id] } = await page.call('requests.send', { attempt, draft: { kind: 'structured', method, target: '/a', fields: [], content: '' }, ...(to !== undefined && { to }) })
    const exchange = (await page.call('exchanges.list', { attempt, afterSeq: 0 })).find(one => one.id === id)
    return exchange && [exchange.hop, finalResponse(exchange)?.status]
  }
  const change = async ({ title, scenario }: PlaygroundSetup) => {
    const { standing, faults } = await page.call('benches.change', { attempt, drawing: { title, scenario } })
    if (!standing) throw new Error(JSON.stringify(faults))
    return standing
  }
  const refused = await page.call('benches.change', { attempt, drawing: { title: 'Mine', scenario: { participants: [{ role: 'origin', name: 'A', resources: {} }] } } })
  expect(refused).toEqual({ faults: [{ path: ['scenario', 'participants', 0, 'name'], what: '"name" is "A", but a participant is named in small letters, digits and hyphens', mend: 'Write it in that form.' }] })
  expect([await status('GET'), await status('GET', 'app'), await status('PUT')]).toEqual([['client-gw', 501], ['client-app', 200], ['client-gw', 501]])
  const changed = await change(setup(['GET', 'PUT']))
  expect([changed.entries, await status('PUT')]).toEqual([entries, ['client-gw', 405]])
  const secured = await change(setup(['GET', 'PUT'], { tls: true }))
  expect([secured.entries[1]?.url, await status('GET', 'app'), await status('PUT')]).toEqual([entries[1]?.url.replace('http:', 'https:'), ['client-app', 200], ['client-gw', 405]])
  process.kill(processes.at(-1) ?? 0, 'SIGKILL')
  await expect.poll(() => noticed.mock.calls.length).toBeGreaterThan(0)
  expect([await status('PUT'), await status('GET', 'app')]).toEqual([['client-gw', 405], ['client-app', 200]])
  expect(log).toEqual(['simulator: its process ended (SIGKILL) and is started again'])
})
