import { describe, expect, it } from 'vitest'
import { compareContracts } from '../../../electron/core/audit/compare-contracts.ts'
import { readContract } from '../../../electron/core/audit/contract.ts'
import { planContract, planDifference, planMatrix } from '../../../electron/core/audit/plan.ts'
import type { Contract } from '../../../electron/model/audit.ts'

const read = (text: string, fill: Record<string, string> = {}) => readContract('api.yaml', text, new Map(Object.entries(fill)))
const contractOf = (text: string, fill: Record<string, string> = {}): Contract => {
  const result = read(text, fill)
  if ('refusal' in result) throw new Error(result.refusal)
  return result.contract
}
const api = (paths: string, more = '') => `openapi: 3.1.0\ninfo: { title: Shop, version: 1.2 }\n${more}paths:\n${paths}`
const targets = (text: string, fill: Record<string, string> = {}) => contractOf(text, fill).operations.map(({ method, target, guessed }) => [method, target, guessed.join()])

describe('an OpenAPI document', () => {
  it('is read from YAML and from JSON, with its title, its operations and their targets', () => {
    const yaml = contractOf(api('  /a:\n    get: { operationId: list }\n    post: {}\n'))
    expect(yaml).toEqual({ title: 'Shop', version: '1.2', operations: [
      { method: 'GET', path: '/a', operationId: 'list', target: '/a', guessed: [] }, { method: 'POST', path: '/a', target: '/a', guessed: [] },
    ] })
    expect(contractOf('{"openapi":"3.0.3","info":{"title":"Shop","version":"1.2"},"paths":{"/a":{"get":{"operationId":"list"},"post":{}}}}')).toEqual(yaml)
  })

  it.each([
    ['what --fill says', '  /a/{id}:\n    get: { parameters: [{ name: id, in: path, example: 3 }] }\n', { id: '7' }, '/a/7', ''],
    ['an example', '  /a/{id}:\n    get: { parameters: [{ name: id, in: path, example: 3, schema: { default: 4 } }] }\n', {}, '/a/3', ''],
    ['the first of several examples', '  /a/{id}:\n    get: { parameters: [{ name: id, in: path, examples: { one: { value: x y } } }] }\n', {}, '/a/x%20y', ''],
    ['a default', '  /a/{id}:\n    get: { parameters: [{ name: id, in: path, schema: { default: 4, enum: [5] } }] }\n', {}, '/a/4', ''],
    ['an enumeration', '  /a/{id}:\n    get: { parameters: [{ name: id, in: path, schema: { enum: [red, blue] } }] }\n', {}, '/a/red', ''],
    ['the path item', '  /a/{id}:\n    parameters: [{ name: id, in: path, example: 9 }]\n    get: {}\n', {}, '/a/9', ''],
    ['nothing', '  /a/{id}/{part}:\n    get: {}\n', { part: '..' }, '/a/1/..', 'id'],
    ['a required query', '  /a:\n    get: { parameters: [{ name: q, in: query, required: true, example: a&b }, { name: r, in: query }] }\n', {}, '/a?q=a%26b', ''],
    ['a hostile path', '  "/a b\\r\\nX: 1":\n    get: {}\n', {}, '/a%20b%0D%0AX:%201', ''],
  ])('fills its templates from %s', (_from, paths, fill, target, guessed) => {
    expect(targets(api(paths), fill as Record<string, string>)).toEqual([['GET', target, guessed]])
  })

  it('follows references to parameters, takes the path of its first server, and content from an example', () => {
    const text = api('  /a/{id}:\n    put:\n      parameters: [{ $ref: "#/components/parameters/Id" }]\n      requestBody: { content: { application/json: { example: { n: 1 } } } }\n',
      'servers: [{ url: https://example.org/v2/ }]\ncomponents: { parameters: { Id: { name: id, in: path, example: 5 } } }\n')
    expect(contractOf(text).operations).toEqual([{ method: 'PUT', path: '/a/{id}', target: '/v2/a/5', guessed: [], content: { type: 'application/json', text: '{"n":1}' } }])
  })

  it.each([
    ['swagger: "2.0"\npaths: {}\n', /^api\.yaml: this is Swagger 2\.0; convert it to OpenAPI 3$/],
    ['openapi: 4.0.0\npaths: {}\n', /4\.0\.0 is not read, only 3\.x/],
    ['openapi: 3.1.0\n', /there is no operation under paths/],
    ['a: [1\n', /^api\.yaml:\d+:\d+: /],
    ['openapi: 3.1.0\npaths:\n  /a:\n    get: 7\n', /^api\.yaml:4:\d+: paths\.\/a\.get: /],
    ['- 1\n', /this is no OpenAPI 3 document/],
    [`openapi: 3.1.0\nx: ${'y'.repeat(4 * 1_048_576)}\n`, /is longer than 4194304 characters/],
    [`openapi: 3.1.0\npaths:\n${Array.from({ length: 1_001 }, (_, nth) => `  /a${nth}: { get: {} }\n`).join('')}`, /1001 operations are more than the 1000/],
  ])('that is none is refused with the place and the mend: %#', (text, says) => {
    const result = read(text)
    expect('refusal' in result && result.refusal).toMatch(says)
  })
})

describe('two versions of a contract', () => {
  const before = contractOf(api('  /a:\n    get: {}\n    put: {}\n  /b/{x}:\n    get: { operationId: b }\n  /c:\n    get: {}\n'))
  const now = contractOf(api('  /a:\n    get: {}\n    patch: {}\n  /bb/{y}:\n    get: { operationId: b }\n  /d:\n    get: {}\n'))

  it('differ in what came, what went, what moved and what changed its method', () => {
    const said = compareContracts(before, now).map(change => [change.kind, ...('before' in change ? [`${change.before.method} ${change.before.path}`] : []), ...('now' in change ? [`${change.now.method} ${change.now.path}`] : [])].join(' '))
    expect(said).toEqual(['method-changed PUT /a PATCH /a', 'moved GET /b/{x} GET /bb/{y}', 'added GET /d', 'removed GET /c'])
  })

  it('do not differ in the names of placeholders, and a contract does not differ from itself', () => {
    expect(compareContracts(contractOf(api('  /a/{x}: { get: {} }\n')), contractOf(api('  /a/{y}: { get: {} }\n')))).toEqual([])
    expect(compareContracts(now, now)).toEqual([])
  })

  it('give the probes: what came is expected, what went is not', () => {
    const plan = planDifference(compareContracts(before, now)).map(({ id, expects }) => `${id} ${expects}`)
    expect(plan.sort()).toEqual(['GET /b/{x} absent', 'GET /bb/{y} implemented', 'GET /c absent', 'GET /d implemented', 'PATCH /a implemented', 'PUT /a absent'])
  })
})

it('a contract is probed for what it has, and for what it leaves out; HEAD and OPTIONS need not be in it; DELETE comes last', () => {
  const plan = planContract(contractOf(api('  /a:\n    delete: {}\n    get: {}\n')), ['GET', 'DELETE', 'HEAD', 'OPTIONS', 'PUT'])
  expect(plan.map(({ id, expects }) => [id, expects])).toEqual([['GET /a', 'implemented'], ['HEAD /a', undefined], ['OPTIONS /a', undefined], ['PUT /a', 'absent'], ['DELETE /a', 'implemented']])
})

it('what is safe is asked first, whether it is usual or not, and DELETE last', () => {
  expect(planMatrix(['DELETE', 'LOCK', 'PROPFIND', 'POST', 'GET'], ['/a']).map(({ ask }) => ask.method)).toEqual(['GET', 'PROPFIND', 'POST', 'LOCK', 'DELETE'])
})
