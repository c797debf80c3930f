// Handlers with a state, on real sockets: a collection whose items are made, changed and removed, and a feature toggle.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isJsonObject, mergePatch, type Json } from '../../../electron/core/simulator/merge-patch.ts'
import { openScenario, type Simulation } from '../../../electron/core/simulator/simulator.ts'
import { Scenario } from '../../../electron/model/scenario.ts'

const OWN = { kind: 'collection', at: '/teas', most: 3, items: { green: { name: 'Green', cups: 1 } } } as const
const SCENARIO = {
  participants: [{
    role: 'origin', name: 'origin', implements: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    resources: {
      '/teas': { GET: OWN, POST: OWN, DELETE: OWN }, '/teas/{id}': { GET: OWN, PUT: OWN, PATCH: OWN, DELETE: OWN },
      '/new': { GET: { kind: 'toggle', toggle: 'brewing', on: { kind: 'reply', text: 'brewed' }, off: { kind: 'planned', detail: 'Soon.' } } },
    },
  }],
}
interface Answered { readonly status: number; readonly fields: Headers; readonly text: string }
let simulation: Simulation
const open = () => openScenario(Scenario.parse(SCENARIO), { port: 0, onExchange: () => undefined })
beforeEach(async () => { simulation = await open() })
afterEach(() => simulation[Symbol.asyncDispose]())

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }
  const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await fetch(`${simulation.entries[0]?.url}${path}`, { method, headers: { ...type, ...headers }, ...content })
  return { status: response.status, fields: response.headers, text: await response.text() }
}
const statusOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).status

describe('a collection', () => {
  it('begins with what the lab declares, each time anew', async () => {
    expect(JSON.parse((await ask('GET', '/teas')).text)).toEqual([{ name: 'Green', cups: 1, id: 'green' }])
    await ask('DELETE', '/teas/green')
    expect((await ask('GET', '/teas')).text.trim()).toBe('[]')
    await simulation[Symbol.asyncDispose]()
    simulation = await open()
    expect(JSON.parse((await ask('GET', '/teas/green')).text)).toEqual({ name: 'Green', cups: 1 })
  })

  it('makes with POST what then is there, under an id that is the same on every run', async () => {
    const made = await ask('POST', '/teas', '{"name":"Oolong"}')
    const location = made.fields.get('location')
    expect([made.status, location, made.text]).toEqual([201, '/teas/03c1cb242d80', '{"name":"Oolong"}'])
    const got = await ask('GET', location ?? '')
    expect([got.status, got.text, got.fields.get('etag'), got.fields.get('content-type')]).toEqual([200, made.text, made.fields.get('etag'), 'application/json'])
    expect(await ask('HEAD', location ?? '')).toMatchObject({ status: 200, text: '' })
  })

  it('makes and replaces with PUT, and says by the ETag that it kept what was sent', async () => {
    const made = await ask('PUT', '/teas/white', { name: 'White' })
    const replaced = await ask('PUT', '/teas/white', { name: 'White', cups: 2 })
    const got = await ask('GET', '/teas/white')
    expect([made.status, made.fields.get('location'), replaced.status, replaced.text, got.text]).toEqual([201, '/teas/white', 204, '', '{"name":"White","cups":2}'])
    expect([made.fields.get('etag') === got.fields.get('etag'), replaced.fields.get('etag') === got.fields.get('etag')]).toEqual([false, true])
  })

  it('changes with PATCH what the patch names, and nothing else', async () => {
    const patched = await ask('PATCH', '/teas/green', { cups: 3, origin: { country: 'Japan' } })
    expect([patched.status, JSON.parse(patched.text)]).toEqual([200, { name: 'Green', cups: 3, origin: { country: 'Japan' } }])
    expect(JSON.parse((await ask('PATCH', '/teas/green', { cups: null })).text)).toEqual({ name: 'Green', origin: { country: 'Japan' } })
  })

  it('removes with DELETE, one or all', async () => {
    expect([await statusOf('DELETE', '/teas/green'), await statusOf('DELETE', '/teas/green'), await statusOf('GET', '/teas/green')]).toEqual([204, 404, 404])
    await ask('PUT', '/teas/white', {})
    expect([await statusOf('DELETE', '/teas'), (await ask('GET', '/teas')).text.trim()]).toEqual([204, '[]'])
  })

  it('keeps to If-Match and If-None-Match: 412, and 304 for GET', async () => {
    const tag = (await ask('GET', '/teas/green')).fields.get('etag') ?? ''
    const put = (field: string, value: string, path = '/teas/green') => statusOf('PUT', path, { name: 'New' }, { [field]: value })
    expect([await put('if-match', '"other"'), await put('if-match', `W/${tag}`), await put('if-match', '*', '/teas/none'), await put('if-none-match', '*'), await put('if-none-match', tag)]).toEqual([412, 412, 412, 412, 412])
    expect([await statusOf('GET', '/teas/green', undefined, { 'if-none-match': `"x", W/${tag}` }), await statusOf('DELETE', '/teas/none', undefined, { 'if-match': '"x"' })]).toEqual([304, 404])
    expect([await put('if-match', `"x", ${tag}`), await put('if-match', tag), await put('if-none-match', '*', '/teas/black')]).toEqual([204, 412, 201])
    expect(await statusOf('PATCH', '/teas/black', { a: 1 }, { 'if-match': '"old"' })).toBe(412)
  })

  it.each([
    ['content that is not JSON', 'PUT', '/teas/x', '{', {}, 400, undefined], ['JSON that is no object', 'POST', '/teas', '[1]', {}, 422, undefined], ['another type', 'PUT', '/teas/x', '{}', { 'content-type': 'text/plain' }, 415, 'accept'],
    ['a patch without the type of patches', 'PATCH', '/teas/green', '{}', { 'content-type': 'application/json' }, 415, 'accept-patch'], ['a patch that makes it no object', 'PATCH', '/teas/green', '[1]', {}, 422, undefined],
    ['a patch of nothing', 'PATCH', '/teas/none', '{}', {}, 404, undefined], ['an id that cannot be', 'PUT', `/teas/${'x'.repeat(65)}`, '{}', {}, 404, undefined],
    ['great depth', 'PUT', '/teas/x', `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`, {}, 422, undefined], ['a method that it does not take', 'PUT', '/teas', '{}', {}, 405, 'allow'],
  ] as const)('refuses %s', async (_, method, path, body, headers, status, field) => {
    const answered = await ask(method, path, body, headers)
    expect([answered.status, answered.fields.get('content-type'), field === undefined || answered.fields.has(field)]).toEqual([status, 'application/problem+json', true])
    expect(JSON.parse((await ask('GET', '/teas')).text)).toHaveLength(1)
  })

  it('holds no more than it may', async () => {
    const statuses = [await statusOf('POST', '/teas', {}), await statusOf('PUT', '/teas/two', {}), await statusOf('POST', '/teas', {}), await statusOf('PUT', '/teas/four', {}), await statusOf('PUT', '/teas/two', { a: 1 })]
    expect(statuses).toEqual([201, 201, 507, 507, 204])
    expect([await statusOf('PUT', '/teas/two', { a: 'x'.repeat(1_000_000) }), await statusOf('PUT', '/teas/green', { a: 'x'.repeat(100_000) })]).toEqual([204, 507])
  })

  it('keeps a name such as __proto__ to itself', async () => {
    await ask('PUT', '/teas/odd', '{"__proto__":{"cups":9}}')
    const patched = await ask('PATCH', '/teas/odd', '{"__proto__":{"name":"x"}}')
    expect([JSON.stringify(JSON.parse(patched.text)), Object.hasOwn(Object.prototype, 'cups')]).toEqual(['{"__proto__":{"cups":9,"name":"x"}}', false])
  })

  it('works with curl', async () => {
    const curl = async (...args: string[]) => (await promisify(execFile)('curl', ['-s', '--noproxy', '*', ...args])).stdout
    const url = `${simulation.entries[0]?.url}/teas/green`
    await curl('-X', 'PATCH', '-H', 'Content-Type: application/merge-patch+json', '--data', '{"cups":7}', url)
    expect(JSON.parse(await curl(url))).toEqual({ name: 'Green', cups: 7 })
    expect(await curl('-w', '%{http_code}', '-X', 'DELETE', url)).toBe('204')
  })
})

describe('a collection in the wrong place', () => {
  it.each([['/teas', 'PUT', '/teas'], ['/teas/{id}', 'POST', '/teas'], ['/other', 'GET', '/teas'], ['/teas/{id}/cups', 'GET', '/teas']])('is refused when it is read: %s %s', (path, method, at) => {
    const scenario = { participants: [{ role: 'origin', name: 'origin', implements: [method], resources: { [path]: { [method]: { kind: 'collection', at } } } }] }
    expect(Scenario.safeParse(scenario).error?.issues[0]).toMatchObject({ path: ['participants', 0, 'resources', path, method], message: expect.stringContaining('one segment below') as string })
  })
})

describe('a toggle', () => {
  it('decides which of two handlers answers, and can be flipped while the lab runs', async () => {
    const before = await ask('GET', '/new')
    await simulation.control({ kind: 'toggle', toggle: 'brewing', on: true })
    const after = await ask('GET', '/new')
    await simulation.control({ kind: 'toggle', toggle: 'brewing', on: false })
    expect([before.status, after.status, after.text, await statusOf('GET', '/new')]).toEqual([501, 200, 'brewed', 501])
  })
})

describe('a JSON merge patch', () => {
  // RFC 7396, appendix A.
  it.each<[Json, Json, Json]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }], [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }], [{ a: 'b' }, { a: null }, {}], [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }], [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }], [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }], [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }], [['a', 'b'], ['c', 'd'], ['c', 'd']], [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null], [{ a: 'foo' }, 'bar', 'bar'], [{ e: null }, { a: 1 }, { e: null, a: 1 }], [[1, 2], { a: 'b', c: null }, { a: 'b' }], [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('makes of %j with %j: %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result)
    expect(isJsonObject(result)).toBe(!Array.isArray(result) && typeof result === 'object' && result !== null)
  })
})
