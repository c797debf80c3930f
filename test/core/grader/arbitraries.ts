// Conditions, expectations and captures of any kind, for properties that hold for all of them.
import fc from 'fast-check'
import type { z } from 'zod'
import { toBase64 } from '../../../electron/model/bytes.ts'
import type { Condition } from '../../../electron/model/condition.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { Expectation } from '../../../electron/model/expectation.ts'

const word = fc.constantFrom('GET', 'BREW', 'HEAD', 'Allow', 'a', '/a', 'x')
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
const present = <T extends Record<string, fc.Arbitrary<unknown>>>(parts: T) => fc.record(parts, { requiredKeys: [] })

function sparse<T extends Record<string, unknown>>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  const some = fc.subarray(Object.keys(parts), { maxLength: 2 })
  return fc.tuple(fc.record(parts), some).map(([all, keys]) => Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key))))
}

const textMatch = fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 2 }), present({ not: fc.tuple(word), startsWith: word, ignoringCase: word }))
const fieldMatch = fc.oneof(
  fc.constantFrom('present' as const, 'absent' as const),
  fc.record({ equals: word }),
  fc.record({ startsWith: word }),
  fc.record({ member: fc.oneof(word, fc.record({ params: fc.record({ hit: fc.boolean() }) })) }),
  fc.record({ dictionary: fc.record({ a: fc.oneof(word, fc.nat(3)) }) }),
  fc.record({ list: present({ contains: fc.tuple(word), lacks: fc.tuple(word), is: fc.array(word, { maxLength: 2 }) }) }),
)
const jsonMatch = fc.record({ path: fc.constantFrom('$', '$.a', '$..*', '$[0]', '$.['), equals: fc.constantFrom(1, null, 'x'), exists: fc.boolean() }, { requiredKeys: ['path'] })
const contentMatch = present({ empty: fc.boolean(), equals: word, length: fc.record({ atLeast: fc.nat(9) }), schema: fc.constantFrom({ type: 'object' }, { minimum: 1 }), contains: word, lacks: word, json: fc.tuple(jsonMatch) })
const fields = fc.dictionary(fc.constantFrom('Allow', 'A', 'via'), fieldMatch, { maxKeys: 2 })
/** Few parts in one condition, for what asks for everything meets nothing. */
export const condition: fc.Arbitrary<z.input<typeof Condition>> = sparse({
  method: fc.oneof(textMatch, fc.record({ implemented: fc.boolean() })),
  target: textMatch,
  version: fc.constantFrom('HTTP/1.1', 'x'),
  source: fc.constantFrom('composer' as const, 'raw' as const),
  requestFields: fields,
  requestContent: contentMatch,
  status: fc.constantFrom(100, 200, 405, 501, '5xx' as const, [405, 501]),
  fields,
  content: contentMatch,
  ending: fc.constantFrom('kept-open' as const, 'reset' as const),
  connection: fc.constantFrom('new' as const, 'reused' as const),
  tookMs: fc.record({ atMost: fc.nat(9) }),
  answeredBy: fc.constantFrom('origin', { not: ['origin'] }, { role: 'origin' as const }),
  hops: fc.dictionary(fc.constantFrom('origin', 'client-origin', 'cache'), fc.constantFrom('present' as const, 'absent' as const, { method: 'GET' }), { maxKeys: 2 }),
})
const feedback = fc.array(condition.map(when => ({ id: 'near', when, say: 'Near.' })), { maxLength: 1 })
export const counted = fc.record({
  kind: fc.constant('exchange' as const), feedback, select: condition, expect: condition,
  atLeast: fc.integer({ min: 1, max: 3 }), atMost: maybe(fc.nat(3)), distinct: maybe(fc.constantFrom('method' as const, 'target' as const, 'status' as const)),
})
export const ordered = fc.record({ kind: fc.constant('order' as const), feedback, order: fc.array(condition, { minLength: 2, maxLength: 3 }) })
export const contrasted = fc.record({
  kind: fc.constant('contrast' as const), feedback, first: condition, second: condition,
  differOnlyIn: fc.constantFrom('method' as const, 'target' as const, 'content' as const, { field: 'Allow' }, { field: 'Content-Length' }),
})
const moment = fc.oneof(condition, fc.constant({ event: { kind: 'advance' as const } }))
const part = fc.constantFrom('method' as const, 'target' as const, 'status' as const, 'connection' as const, 'answeredBy' as const)
const never = fc.record({ kind: fc.constant('never' as const), feedback, never: condition, after: moment, before: maybe(moment) })
const intervals = fc.record({ kind: fc.constant('intervals' as const), feedback, select: condition, atLeast: fc.integer({ min: 2, max: 3 }), intervals: fc.constantFrom({ atLeastMs: 0 }, { atMostMs: 5, factor: 2 }, { retryAfter: true }) })
const coverage = fc.record({ kind: fc.constant('coverage' as const), feedback, methods: fc.constantFrom(['GET'], ['GET', 'BREW']), targets: fc.constantFrom(['/a'], ['/a', '/b']), asDeclared: fc.boolean(), expect: condition })
const placed = fc.record({ at: fc.constantFrom('origin', 'client-origin'), side: maybe(fc.constantFrom('client' as const, 'server' as const)), after: maybe(moment), before: maybe(moment), same: maybe(part), distinct: maybe(part) })
export const parsed = (wanted: object) => Expectation.parse({ id: 'it', says: 'It.', ...wanted })
export const anyExpectation = fc.oneof(counted, ordered, contrasted, never, intervals, coverage, fc.tuple(counted, placed).map(([wanted, where]) => ({ ...wanted, ...where }))).map(parsed)

/** Messages that no reader made: ranges beyond the bytes, names that are no tokens, numbers that are no status. */
const range = fc.record({ start: fc.nat(40), end: fc.nat(40) })
const line = fc.record({ name: fc.oneof(word, fc.string()), value: fc.oneof(word, fc.string({ unit: 'binary' })), line: range, valueRange: range })
const shared = {
  version: fc.string(), startLine: range, fields: fc.array(line, { maxLength: 3 }), malformations: fc.array(fc.string(), { maxLength: 1 }), range,
  content: fc.record({
    framing: fc.constantFrom('none' as const, 'chunked' as const), range, parts: fc.array(range, { maxLength: 2 }), length: fc.nat(20),
    complete: fc.boolean(), trailers: fc.array(line, { maxLength: 1 }),
  }),
}
export const garbage: fc.Arbitrary<Exchange> = fc.record({
  bytes: fc.uint8Array({ maxLength: 30 }), base64: fc.constantFrom('', 'not base64!'),
  request: maybe(fc.record({ kind: fc.constant('request' as const), method: fc.oneof(word, fc.string()), methodRange: range, target: fc.string(), targetRange: range, ...shared })),
  responses: fc.array(fc.record({ kind: fc.constant('response' as const), status: fc.oneof(fc.constantFrom(100, 405, 501), fc.nat(999)), statusRange: range, reason: fc.string(), ...shared }), { maxLength: 2 }),
  trace: fc.constantFrom('a', 'b', 'c'), side: fc.constantFrom('client' as const, 'server' as const), ending: fc.constantFrom('reset' as const, 'refused' as const),
  seq: fc.integer({ min: 1, max: 9 }),
}).map(({ bytes, base64, request, ...rest }) => ({
  ...rest, id: `x${rest.seq}`, hop: 'h', source: 'raw' as const, connection: { id: 'c', clientPort: 1, serverPort: 2, nth: 1 }, timing: { startedWallMs: 0 },
  requestBytes: toBase64(bytes), responseBytes: base64 || toBase64(bytes), ...(request && { request }),
}))

export const transcript = fc.array(fc.record({
  method: fc.constantFrom('GET', 'BREW', 'HEAD'), target: fc.constantFrom('/a', '/b'), field: fc.constantFrom('Allow: GET', 'A: x', 'A:'),
  status: fc.constantFrom('200', '405', '501'), content: fc.constantFrom('', '{"a":1}', 'GET'), isAnswered: fc.boolean(),
}), { maxLength: 6 }).map(exchanges => exchanges.map(({ method, target, field, status, content, isAnswered }) => {
  const request = `> ${method} ${target} HTTP/1.1\n> ${field}\n> Content-Length: ${content.length}\n>${content && `\n> ${content}`}`
  return isAnswered ? `${request}\n< HTTP/1.1 ${status} X\n< ${field}\n<${content && `\n< ${content}`}` : request
}))
