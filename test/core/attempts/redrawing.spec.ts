// A topology that is drawn otherwise while it runs: who did not change goes on, addresses stay, and the capture says what was done.
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Workbench } from '../../../electron/core/attempts/workbench.ts'
import type { RunningAttempt } from '../../../electron/core/attempts/running-attempt.ts'
import { openStore, type Store } from '../../../electron/core/store/store.ts'
import { PlaygroundSetup } from '../../../electron/model/bench.ts'
import { standingOf } from '../../../electron/model/control.ts'
import { finalResponse } from '../../../electron/model/exchange.ts'
import { sayInEnglish } from '../../../electron/model/phrase.ts'

let folder = ''
let store: Store
let bench: Workbench
let running: RunningAttempt

const reports = (status: number) => ({ GET: { kind: 'reply', status, fields: { 'Cache-Control': 'max-age=60' } } })
const app = (implemented: string[], resources: object = { '/a': { GET: { kind: 'reply' } }, '/reports': reports(501) }, more = {}) => ({ role: 'origin', name: 'app', implements: implemented, resources, ...more })
const edge = { role: 'cache', name: 'edge', to: 'app' }
const gateway = (more = {}) => ({ role: 'gateway', name: 'gw', routes: [{ pool: [{ to: 'app' }] }], ...more })
const setup = (...participants: object[]) => PlaygroundSetup.parse({ kind: 'playground', title: 'Mine', scenario: { participants } })
const begin = async (...participants: object[]) => { running = await bench.beginBench(setup(...participants)) }
const redraw = async (...participants: object[]) => { await bench.changeBench(running.attempt.id, setup(...participants)) }
const status = async (method: string, target = '/a', to?: string) => {
  const { exchanges: [id] } = await running.send({ kind: 'structured', method, target, fields: [], content: '' }, undefined, to)
  const exchange = running.exchanges().find(one => one.id === id)
  return exchange && (finalResponse(exchange)?.status ?? exchange.ending)
}
const says = () => store.events(running.attempt.id).flatMap(({ control }) => (control.kind === 'redraw' ? [control.says.map(sayInEnglish)] : []))
const ports = () => Object.fromEntries(running.entries.map(({ participant, port }) => [participant, port]))
const open = () => {
  store = openStore(folder)
  bench = new Workbench({ labs: [], store, port: 0, log: line => { throw new Error(line) }, onSaved: () => undefined, onJudged: () => undefined, onNoticed: () => undefined })
}
const close = async () => {
  await bench[Symbol.asyncDispose]()
  store[Symbol.dispose]()
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-redraw-'))
  open()
})
afterEach(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

it('an origin learns a method while it runs: 501, then 405, then 200, on one connection of an outside client', async () => {
  await begin(app(['GET']))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = () => new Promise<[number | undefined, number | undefined]>((resolve, reject) => {
    get({ agent, method: 'PATCH', path: '/a', port: running.entries[0]?.port, host: '127.0.0.1' }, response => {
      const { statusCode, socket: { localPort } } = response
      response.resume().on('end', () => resolve([statusCode, localPort]))
    }).on('error', reject)
  })
  const seen = [await ask()]
  await redraw(app(['GET', 'PATCH']))
  seen.push(await ask())
  await redraw(app(['GET', 'PATCH'], { '/a': { GET: { kind: 'reply' }, PATCH: { kind: 'reply' } } }))
  seen.push(await ask())
  agent.destroy()
  expect([seen.map(([code]) => code), new Set(seen.map(([, port]) => port)).size]).toEqual([[501, 405, 200], 1])
  expect(says()).toEqual([['app implements PATCH now: where a resource does not take it, that is 405 and no longer 501.'], ['app has no /reports any more: that is 404, where the method is implemented.', '/a takes PATCH now; the answer is 200, and was 405.']])
})

it('what a cache has stored outlives the change that made it untrue', async () => {
  await begin(edge, app(['GET']))
  expect(await status('GET', '/reports')).toBe(501)
  await redraw(edge, app(['GET'], { '/reports': reports(200) }))
  expect([await status('GET', '/reports'), await status('GET', '/reports', 'app')]).toEqual([501, 200])
})

it('a gateway put before everybody has the address that the entry had; a route of its own needs no new address for those behind', async () => {
  await begin(app(['GET']))
  const first = ports()
  await redraw(gateway({ refuses: { GET: 405 } }), app(['GET']))
  expect([ports()['gw'], await status('GET'), await status('GET', '/a', 'app')]).toEqual([first['app'], 405, 200])
  const second = ports()
  await redraw(gateway(), app(['GET']))
  expect([ports(), await status('GET')]).toEqual([second, 200])
  await redraw(app(['GET']))
  expect([ports(), await status('GET')]).toEqual([first, 200])
})

it('another way to reach one behind is known to those before it', async () => {
  await begin(gateway(), app(['GET']))
  await redraw(gateway(), app(['GET'], undefined, { http2: true }))
  expect([await status('GET'), running.entries[1]?.protocols]).toEqual([200, ['http/1.1', 'h2']])
  await redraw(gateway({ upstreamMs: 50 }), app(['GET'], { '/a': { GET: { kind: 'reply', delayMs: 500 } } }))
  expect(await status('GET')).toBe(504)
})

it('who was killed stays so, and one of the same name who comes later is another; so after a restart', async () => {
  await begin(gateway(), app(['GET']))
  await running.control({ kind: 'kill', participant: 'app' })
  await redraw(gateway({ proxyStatus: true }), app(['GET'], undefined, { server: 'other' }))
  expect(await status('GET')).toBe(502)
  await redraw(gateway({ routes: [{ pool: [{ to: 'new' }] }] }), { ...app(['GET']), name: 'new' })
  expect(await status('GET')).toBe(200)
  await redraw(gateway(), app(['GET']))
  expect([await status('GET'), [...standingOf({ clock: '2026-01-05T09:00:00Z' }, store.events(running.attempt.id)).killed]]).toEqual([200, []])
  const { attempt } = running
  await close()
  open()
  const again = await bench.openBench(attempt.id)
  if (again) running = again
  expect(await status('GET')).toBe(200)
})

it('what was deployed stays deployed while there is such a build', async () => {
  const builds = { v2: { implements: ['GET', 'PATCH'] } }
  await begin(app(['GET'], undefined, { builds }))
  await running.control({ kind: 'deploy', participant: 'app', build: 'v2' })
  await redraw(app(['GET', 'PUT'], undefined, { builds }))
  expect([await status('PATCH'), await status('PUT')]).toEqual([405, 501])
  await redraw(app(['GET', 'PUT']))
  expect([await status('PATCH'), await status('PUT')]).toEqual([501, 405])
})

it('changes with no request between them are one event, and none when they were taken back', async () => {
  await begin(app(['GET']))
  await redraw(app(['GET', 'PUT']))
  await redraw(app(['GET', 'PUT', 'PATCH']))
  expect(says().map(({ length }) => length)).toEqual([2])
  await redraw(app(['GET']))
  expect(says()).toEqual([])
  await redraw(app(['GET', 'PUT']))
  await status('PUT')
  await redraw(app(['GET']))
  expect(says()).toEqual([[expect.stringContaining('implements PUT now')], ['app implements PUT nowhere now: that is 501, whatever the resource.']])
})

it('another clock begins anew, at the same addresses', async () => {
  await begin(gateway(), app(['GET']))
  const first = ports()
  const { scenario, ...rest } = setup(gateway(), app(['GET']))
  await bench.changeBench(running.attempt.id, { ...rest, scenario: { ...scenario, clock: '2030-01-01T00:00:00Z' } })
  expect([ports(), await status('GET')]).toEqual([first, 200])
  expect(Buffer.from(running.exchanges().at(-1)?.responseBytes ?? '', 'base64').toString()).toContain('2030')
})
