import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge } from '../../../electron/core/grader/judge.ts'
import type { Expectation } from '../../../electron/model/expectation.ts'
import { Verdict } from '../../../electron/model/verdict.ts'
import { capture, slice } from '../../support/transcript.ts'
import { anyExpectation, condition, contrasted, counted, garbage, ordered, parsed, transcript } from './arbitraries.ts'
import { answer, labOf } from './judging.ts'

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
