import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { judge } from '../../../electron/core/grader/judge.ts'
import { toBase64 } from '../../../electron/model/bytes.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import type { Condition } from '../../../electron/model/condition.ts'
import { Expectation } from '../../../electron/model/expectation.ts'
import { Verdict } from '../../../electron/model/verdict.ts'
import { capture, slice } from '../../support/transcript.ts'
import { answer, labOf } from './judging.ts'

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
const condition: fc.Arbitrary<z.input<typeof Condition>> = sparse({
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
const counted = fc.record({
  kind: fc.constant('exchange' as const), feedback, select: condition, expect: condition,
  atLeast: fc.integer({ min: 1, max: 3 }), atMost: maybe(fc.nat(3)), distinct: maybe(fc.constantFrom('method' as const, 'target' as const, 'status' as const)),
})
const ordered = fc.record({ kind: fc.constant('order' as const), feedback, order: fc.array(condition, { minLength: 2, maxLength: 3 }) })
const contrasted = fc.record({
  kind: fc.constant('contrast' as const), feedback, first: condition, second: condition,
  differOnlyIn: fc.constantFrom('method' as const, 'target' as const, 'content' as const, { field: 'Allow' }, { field: 'Content-Length' }),
})
const moment = fc.oneof(condition, fc.constant({ event: { kind: 'advance' as const } }))
const part = fc.constantFrom('method' as const, 'target' as const, 'status' as const, 'connection' as const, 'answeredBy' as const)
const never = fc.record({ kind: fc.constant('never' as const), feedback, never: condition, after: moment, before: maybe(moment) })
const intervals = fc.record({ kind: fc.constant('intervals' as const), feedback, select: condition, atLeast: fc.integer({ min: 2, max: 3 }), intervals: fc.constantFrom({ atLeastMs: 0 }, { atMostMs: 5, factor: 2 }, { retryAfter: true }) })
const coverage = fc.record({ kind: fc.constant('coverage' as const), feedback, methods: fc.constantFrom(['GET'], ['GET', 'BREW']), targets: fc.constantFrom(['/a'], ['/a', '/b']), asDeclared: fc.boolean(), expect: condition })
const placed = fc.record({ at: fc.constantFrom('origin', 'client-origin'), side: maybe(fc.constantFrom('client' as const, 'server' as const)), after: maybe(moment), before: maybe(moment), same: maybe(part), distinct: maybe(part) })
const parsed = (wanted: object) => Expectation.parse({ id: 'it', says: 'It.', ...wanted })
const anyExpectation = fc.oneof(counted, ordered, contrasted, never, intervals, coverage, fc.tuple(counted, placed).map(([wanted, where]) => ({ ...wanted, ...where }))).map(parsed)

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
const garbage: fc.Arbitrary<Exchange> = fc.record({
  bytes: fc.uint8Array({ maxLength: 30 }), base64: fc.constantFrom('', 'not base64!'),
  request: maybe(fc.record({ kind: fc.constant('request' as const), method: fc.oneof(word, fc.string()), methodRange: range, target: fc.string(), targetRange: range, ...shared })),
  responses: fc.array(fc.record({ kind: fc.constant('response' as const), status: fc.oneof(fc.constantFrom(100, 405, 501), fc.nat(999)), statusRange: range, reason: fc.string(), ...shared }), { maxLength: 2 }),
  trace: fc.constantFrom('a', 'b', 'c'), side: fc.constantFrom('client' as const, 'server' as const), ending: fc.constantFrom('reset' as const, 'refused' as const),
  seq: fc.integer({ min: 1, max: 9 }),
}).map(({ bytes, base64, request, ...rest }) => ({
  ...rest, id: `x${rest.seq}`, hop: 'h', source: 'raw' as const, connection: { id: 'c', clientPort: 1, serverPort: 2, nth: 1 }, timing: { startedWallMs: 0 },
  requestBytes: toBase64(bytes), responseBytes: base64 || toBase64(bytes), ...(request && { request }),
}))

const transcript = fc.array(fc.record({
  method: fc.constantFrom('GET', 'BREW', 'HEAD'), target: fc.constantFrom('/a', '/b'), field: fc.constantFrom('Allow: GET', 'A: x', 'A:'),
  status: fc.constantFrom('200', '405', '501'), content: fc.constantFrom('', '{"a":1}', 'GET'), isAnswered: fc.boolean(),
}), { maxLength: 6 }).map(exchanges => exchanges.map(({ method, target, field, status, content, isAnswered }) => {
  const request = `> ${method} ${target} HTTP/1.1\n> ${field}\n> Content-Length: ${content.length}\n>${content && `\n> ${content}`}`
  return isAnswered ? `${request}\n< HTTP/1.1 ${status} X\n< ${field}\n<${content && `\n< ${content}`}` : request
}))
const pick = (expectation: Expectation) => labOf({ expectations: [expectation] })

test('it never throws, whatever was captured, and says what it says in the form of a verdict', () => {
  fc.assert(fc.property(anyExpectation, fc.array(garbage, { maxLength: 5 }), fc.oneof(fc.string(), fc.array(fc.string())), (expectation, exchanges, value) => {
    const prediction = { id: 'it', ask: 'What?', about: {}, options: [{ id: 'a', label: 'A', status: 501 }, { id: 'b', label: 'B', status: 405 }] }
    for (const verdict of judge(labOf({ expectations: [expectation], prediction }), exchanges, [answer(value), answer('a')])) Verdict.parse(verdict)
  }), { numRuns: 1_000 })
})

test('nothing sent earns nothing, whatever is expected', () => {
  fc.assert(fc.property(anyExpectation, expectation => {
    expect(judge(pick(expectation), [], [])).toMatchObject([{ outcome: 'not-yet', earned: 0, evidence: [] }])
  }), { numRuns: 500 })
})

test('a connection on which nothing was said meets nothing that is asked of a message', () => {
  const ofMessage = condition.filter(({ source, ending, connection, hops, fields: answered, requestFields: asked, content, requestContent, ...rest }) => {
    const parts = [answered, asked, content, requestContent].filter(part => part !== undefined)
    return parts.some(part => Object.keys(part).length > 0) || Object.keys(rest).length > 0
  })
  fc.assert(fc.property(ofMessage, wanted => {
    expect(judge(pick(parsed({ expect: wanted })), capture('@ ending=reset source=raw'), [])[0]?.outcome).not.toBe('met')
  }), { numRuns: 500 })
})

test('evidence lies within the bytes, and a verdict other than not yet has some', () => {
  fc.assert(fc.property(anyExpectation, transcript, (expectation, texts) => {
    const exchanges = capture(texts.join('\n\n'))
    for (const { outcome, evidence } of judge(pick(expectation), exchanges, [])) {
      for (const place of evidence) expect(slice(exchanges, place)).not.toBe('')
      if (outcome !== 'not-yet') expect(evidence).not.toEqual([])
    }
  }), { numRuns: 1_000 })
})

test('the order in which exchanges came does not change whether enough of them count', () => {
  const judgeable = counted.map(parsed).filter(expectation => !/\$\.\[|"connection"/.test(JSON.stringify(expectation)))
  fc.assert(fc.property(judgeable, transcript.chain(texts => fc.tuple(fc.constant(texts), fc.shuffledSubarray(texts, { minLength: texts.length }))), (expectation, [texts, shuffled]) => {
    const outcomes = [texts, shuffled].map(each => judge(pick(expectation), capture(each.join('\n\n')), [])[0]?.outcome)
    expect(outcomes[0]).toBe(outcomes[1])
  }), { numRuns: 1_000 })
})

test('more requests do not unmeet what has no upper bound', () => {
  fc.assert(fc.property(fc.oneof(counted.map(({ atMost, ...rest }) => parsed(rest)), ordered.map(parsed), contrasted.map(parsed)), transcript, transcript, (expectation, before, after) => {
    const [early] = judge(pick(expectation), capture(before.join('\n\n')), [])
    fc.pre(early?.outcome === 'met')
    expect(judge(pick(expectation), capture([...before, ...after].join('\n\n')), [])[0]?.outcome).toBe('met')
  }), { numRuns: 300 })
})

test('pairs are found as a comparison of each with each finds them', () => {
  const pair = fc.record({ first: fc.constantFrom('200', '405'), second: fc.constantFrom('405', '501'), differOnlyIn: fc.constantFrom('method' as const, 'target' as const, 'content' as const) })
  fc.assert(fc.property(pair, transcript, ({ first, second, differOnlyIn }, texts) => {
    const wanted = parsed({ kind: 'contrast', differOnlyIn, first: { status: Number(first) }, second: { status: Number(second) } })
    const alone = texts.some((one, nth) => texts.some((other, mth) => nth !== mth && judge(pick(wanted), capture(`${one}\n\n${other}`), [])[0]?.outcome === 'met'))
    expect(judge(pick(wanted), capture(texts.join('\n\n')), [])[0]?.outcome === 'met').toBe(alone)
  }), { numRuns: 300 })
})
