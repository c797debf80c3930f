// What a running app finds out about its own seat, over the bridge as the page asks for it.
import { join } from 'node:path'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { connect } from '../../../electron/contract/connect.ts'
import { portPair } from '../../../electron/contract/port.ts'
import { openCore } from '../../../electron/core/core.ts'
import { openRoom, scratch } from '../collector/room.ts'

const LABS = join(import.meta.dirname, '..', '..', '..', 'labs')
const PROXIES = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY']
const IDS = ['store', 'keeping', 'room', 'clock', 'packs', 'composer', 'proxy']
afterEach(() => vi.unstubAllEnvs())

async function openApp(packFolders: readonly string[] = [LABS]) {
  for (const name of PROXIES) vi.stubEnv(name, '')
  const core = await openCore({ dataFolder: scratch(), packFolders, entry: 'tests', version: '0', log: () => undefined, simulatorPort: 0 })
  const [ours, theirs] = portPair()
  core.serve(theirs)
  const page = connect(ours)
  onTestFinished(async () => {
    page.close()
    await core[Symbol.asyncDispose]()
  })
  return page
}

it('a seat that is ready is found to be, while a lab is open and nothing of it is touched', async () => {
  const page = await openApp()
  const { attempt } = await page.call('attempts.open', { lab: 'reproduce-501' })
  const findings = await page.call('seat.check', {})
  expect(findings.map(({ id }) => id)).toEqual(IDS)
  expect(findings.filter(({ ok }) => !ok)).toEqual([])
  expect(await page.call('exchanges.list', { attempt: attempt.id, afterSeq: 0 })).toEqual([])
})

it('a proxy in the way and a house without labs stop a learner, and each says what to mend', async () => {
  const page = await openApp([scratch()])
  vi.stubEnv('http_proxy', 'http://127.0.0.1:9')
  vi.stubEnv('no_proxy', '')
  const bad = (await page.call('seat.check', {})).filter(({ ok, needed }) => !ok && needed)
  expect(bad.map(({ id }) => id)).toEqual(['packs', 'proxy'])
  expect(bad.filter(({ what, mend }) => what === '' || mend === '')).toEqual([])
})

it('the collector that was joined is asked too: while it is there, and when it is gone', async () => {
  const { collecting } = await openRoom()
  const page = await openApp()
  await page.call('sending.join', { code: collecting.codes[0]?.code ?? '', name: 'Ada', carriesCaptures: true })
  const collector = async () => (await page.call('seat.check', {})).find(({ id }) => id === 'collector')
  expect(await collector()).toMatchObject({ ok: true, needed: true })
  await collecting.close()
  expect(await collector()).toMatchObject({ ok: false, needed: true, what: expect.stringContaining('ECONNREFUSED'), mend: expect.stringContaining('lab501 collect') })
})
