// The requests of a plan in other programs' forms: Hurl by its grammar, whatever a document holds.
import { expect, it } from 'vitest'
import { readContract } from '../../../electron/core/audit/contract.ts'
import { httpOf, hurlOf } from '../../../electron/core/audit/export-probes.ts'
import { planContract } from '../../../electron/core/audit/plan.ts'
import { draftsFromHttpFile } from '../../../electron/model/http-file.ts'
import { readHurl } from './hurl-grammar.ts'

const SERVER = 'http://127.0.0.1:8080'
const planOf = (text: string, methods: readonly string[] = ['GET']) => {
  const read = readContract('api.yaml', text, new Map())
  if ('refusal' in read) throw new Error(read.refusal)
  return planContract(read.contract, methods)
}
const CONTENTS = ['{"n":1}', 'two\nlines', 'ends with a break\n', 'a `tick`, a \\n and {{name}}', '```\nHTTP 200', 'é 𝒳 \u0000', '# no comment']
const HOSTILE = `openapi: 3.1.0
info: { title: T, version: 1 }
paths:
  /plain: { get: {} }
  "/a b\\r\\nDELETE http://elsewhere/": { get: {} }
  "/with#hash{{id}}": { get: {} }
${CONTENTS.map((text, nth) => `  /content/${nth}: { put: { requestBody: { content: { text/plain: { example: ${JSON.stringify(text)} } } } } }`).join('\n')}
`

it('a Hurl file follows the grammar, names no other server, and holds each content octet for octet', () => {
  const plan = planOf(HOSTILE)
  const entries = readHurl(hurlOf(plan, SERVER))
  expect(entries.map(({ method }) => method)).toEqual(plan.map(({ ask }) => ask.method))
  for (const { url, status, headers } of entries) {
    expect([new URL(url).origin, status]).toEqual([SERVER, '*'])
    expect(headers[0]).toEqual(['User-Agent', 'lab501-audit'])
  }
  expect(entries.flatMap(({ body }) => body ?? []).sort()).toEqual(CONTENTS.toSorted())
})

it('its asserts are what the contract lets one expect', () => {
  const [get, put] = readHurl(hurlOf(planOf('openapi: 3.1.0\ninfo: { title: T, version: 1 }\npaths:\n  /a: { get: {} }\n', ['PUT']), SERVER))
  expect([get?.asserts, put?.asserts]).toEqual([['status != 405', 'status != 501', 'status != 404', 'status != 410'], ['status >= 400', 'status != 412']])
})

it('a method that Hurl cannot write is said in a comment', () => {
  const text = hurlOf(planOf('openapi: 3.1.0\ninfo: { title: T, version: 1 }\npaths:\n  /a: { get: {} }\n', ['VERSION-CONTROL']), SERVER)
  expect(readHurl(text).map(({ method }) => method)).toEqual(['GET'])
  expect(text).toContain('# VERSION-CONTROL /a: the contract does not have it\n# Hurl has no way')
})

it.each([
  ['GET http://a/\n', 'a status'], ['get http://a/\nHTTP *\n', 'a method'], ['GET /a\nHTTP *\n', 'an absolute URL'], ['GET http://a/#b\nHTTP *\n', 'an absolute URL'],
  ['GET http://a/\nX: a # b\nHTTP *\n', 'a value'], ['GET http://a/\nHTTP 2000\n', 'a status'], ['GET http://a/\nHTTP *\n[Asserts]\nbody == 1\n', 'a predicate'],
  ['GET http://a/\n`{{a}}`\nHTTP *\n', 'a text'], ['GET http://a/\nHTTP *', 'the last line'],
])('the reader takes no %j', (text, wanted) => expect(() => readHurl(text)).toThrow(wanted))

it('an .http file of the same plan is read back with as many requests', () => {
  const plan = planOf(HOSTILE).filter(({ ask }) => !ask.content)
  expect(draftsFromHttpFile(httpOf(plan, SERVER)).map(({ method }) => method)).toEqual(plan.map(({ ask }) => ask.method))
})
