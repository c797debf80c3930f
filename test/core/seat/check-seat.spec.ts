// What a running app finds out about its own seat, over the bridge as the page asks for it.
import { afterEach, expect, it, vi } from 'vitest'
import { openApp, openRoom, scratch } from '../collector/room.ts'

const PROXIES = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY']
const IDS = ['store', 'keeping', 'room', 'clock', 'packs', 'composer', 'proxy']
afterEach(() => vi.unstubAllEnvs())

/** Whatever proxies this machine has. */
function openSeat(packFolders?: readonly string[]) {
  for (const name of PROXIES) vi.stubEnv(name, '')
  return openApp(packFolders && { packFolders })
}

it('a seat that is ready is found to be, while a lab is open and nothing of it is touched', async () => {
  const page = await openSeat()
  const { attempt } = await page.call('attempts.open', { lab: 'reproduce-501' })
  const findings = await page.call('seat.check', {})
  expect(findings.map(({ id }) => id)).toEqual(IDS)
  expect(findings.filter(({ ok }) => !ok)).toEqual([])
  expect(await page.call('exchanges.list', { attempt: attempt.id, afterSeq: 0 })).toEqual([])
})

it('a proxy in the way and a house without labs stop a learner, and each says what to mend', async () => {
  const page = await openSeat([scratch()])
  vi.stubEnv('http_proxy', 'http://127.0.0.1:9')
  vi.stubEnv('no_proxy', '')
  const bad = (await page.call('seat.check', {})).filter(({ ok, needed }) => !ok && needed)
  expect(bad.map(({ id }) => id)).toEqual(['packs', 'proxy'])
  expect(bad.filter(({ what, mend }) => what === '' || mend === '')).toEqual([])
})

it('the collector that was joined is asked too: while it is there, and when it is gone', async () => {
  const { collecting } = await openRoom()
  const page = await openSeat()
  await page.call('sending.join', { code: collecting.codes[0]?.code ?? '', name: 'Ada', carriesCaptures: true })
  const collector = async () => (await page.call('seat.check', {})).find(({ id }) => id === 'collector')
  expect(await collector()).toMatchObject({ ok: true, needed: true })
  await collecting.close()
  expect(await collector()).toMatchObject({ ok: false, needed: true, what: expect.stringContaining('ECONNREFUSED'), mend: expect.stringContaining('lab501 collect') })
})
