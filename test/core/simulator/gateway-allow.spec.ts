// A gateway that refuses a method with 405 has to say what is taken (RFC 9110 §15.5.6), and that is decided by those behind it.
import { afterEach, expect, it } from 'vitest'
import { openScenario, type Simulation } from '../../../electron/core/simulator/simulator.ts'
import { Scenario } from '../../../electron/model/scenario.ts'
import { exchangeBytes, statuses } from '../../support/raw-exchange.ts'

const GET = { kind: 'reply', text: 'a' } as const
const origin = (name: string, methods: readonly string[]) => ({ role: 'origin', name, implements: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], resources: { '/a': Object.fromEntries(methods.map(method => [method, GET])) }, builds: { v2: { resources: { '/a': { GET, PATCH: GET } } } } })
const edge = (more: object) => ({ role: 'gateway', name: 'edge', routes: [{ pool: [{ to: 'one' }] }], refuses: { DELETE: 405 }, ...more })

let running: Simulation | undefined
afterEach(async () => running?.[Symbol.asyncDispose]())
async function open(...participants: object[]): Promise<Simulation> {
  running = await openScenario(Scenario.parse({ participants }), { port: 0, onExchange: () => undefined })
  return running
}
const ask = async (startLine: string, more = '') => (await exchangeBytes(running?.entries[0]?.port ?? 0, `${startLine} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`, { quietMs: 5_000 })).text
const allow = async (startLine = 'DELETE /a', more = '') => {
  const text = await ask(startLine, more)
  expect(statuses(text)).toEqual([405])
  return /^Allow:(.*)\r$/m.exec(text)?.[1]?.trim()
}

it('lists what the origin takes, without what the gateway refuses, and each of them is taken', async () => {
  await open(edge({ refuses: { DELETE: 405, OPTIONS: 405 } }), origin('one', ['GET', 'PUT', 'DELETE']))
  expect(await allow()).toBe('GET, PUT, HEAD')
  for (const method of ['GET', 'PUT', 'HEAD']) expect(statuses(await ask(`${method} /a`))).toEqual([200])
})

it('follows gateways and caches inwards', async () => {
  await open(edge({ routes: [{ pool: [{ to: 'store' }] }] }), { role: 'cache', name: 'store', to: 'inner' }, { role: 'gateway', name: 'inner', routes: [{ pool: [{ to: 'one' }] }], refuses: { PUT: 501 } }, origin('one', ['GET', 'PUT', 'PATCH']))
  expect(await allow()).toBe('GET, PATCH, OPTIONS, HEAD')
})

it('lists of a pool what every member takes that gets requests', async () => {
  const simulation = await open(edge({ routes: [{ pool: [{ to: 'one' }, { to: 'two' }, { to: 'idle', weight: 0 }] }] }), origin('one', ['GET', 'PUT', 'PATCH']), origin('two', ['GET', 'PATCH']), origin('idle', []))
  expect(await allow()).toBe('GET, PATCH, OPTIONS, HEAD')
  await simulation.control({ kind: 'drain', participant: 'two' })
  expect(await allow()).toBe('GET, PUT, PATCH, OPTIONS, HEAD')
})

it('takes the route that each method would take, with the fields of the request, and what it is translated to', async () => {
  await open(edge({ routes: [{ field: { name: 'X-Canary' }, pool: [{ to: 'two' }] }, { method: ['GET', 'HEAD'], pool: [{ to: 'one' }] }], translates: { FETCH: 'GET' } }), origin('one', ['GET', 'PUT']), origin('two', ['PATCH']))
  expect(await allow()).toBe('GET, HEAD')
  expect(await allow('DELETE /a', 'X-Canary: 1\r\n')).toBe('PATCH, OPTIONS')
})

it('is asked when the request comes: another build takes other methods', async () => {
  const simulation = await open(edge({}), origin('one', ['GET']))
  expect(await allow()).toBe('GET, OPTIONS, HEAD')
  await simulation.control({ kind: 'deploy', participant: 'one', build: 'v2' })
  expect(await allow()).toBe('GET, PATCH, OPTIONS, HEAD')
})

it('is empty where there is no resource, or no route: no method would be taken', async () => {
  await open(edge({ routes: [{ path: '/a', pool: [{ to: 'one' }] }] }), origin('one', ['GET']))
  expect([await allow('DELETE /anything'), await allow('DELETE /a/none')]).toEqual(['', ''])
})

it('is what the origins implement for the server as a whole', async () => {
  await open(edge({ refuses: { OPTIONS: 405 } }), origin('one', ['GET']))
  expect(await allow('OPTIONS *')).toBe('GET, PUT, PATCH, DELETE, HEAD')
})
