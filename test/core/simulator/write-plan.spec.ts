// The plan of an answer: pure, bounded, and timing changes no octet.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writePlan, type OutMessage, type WriteStep } from '../../../electron/core/simulator/write-plan.ts'
import { LONGEST_PAUSES_MS, WireFault } from '../../../electron/model/wire-fault.ts'

const message = (content: string | undefined, more: Partial<OutMessage> = {}): OutMessage => ({
  status: 200, fields: [['Content-Length', String(content?.length ?? 0)]], content: content === undefined ? undefined : Buffer.from(content), delayMs: 0, isOld: false, ...more,
})
const octets = (plan: readonly WriteStep[]) => Buffer.concat(plan.flatMap(step => ('bytes' in step ? [step.bytes] : []))).toString('latin1')
const pauses = (plan: readonly WriteStep[]) => plan.reduce((sum, step) => sum + ('pauseMs' in step ? step.pauseMs : 0), 0)

const at = fc.oneof(fc.constantFrom('start', 'fields', 'content', 'middle'), fc.nat(200))
const ms = fc.integer({ min: 1, max: LONGEST_PAUSES_MS })
const timing = fc.oneof(fc.record({ kind: fc.constant('delay'), at, ms }), fc.record({ kind: fc.constant('trickle'), octets: fc.integer({ min: 1, max: 300 }), everyMs: ms }))
const ending = fc.record({ kind: fc.constantFrom('stall', 'reset', 'truncate'), at })
const wording = fc.oneof(
  fc.record({ kind: fc.constant('wrong-length'), by: fc.integer({ min: -50, max: 50 }) }), fc.record({ kind: fc.constant('garbage'), text: fc.string({ minLength: 1, maxLength: 20 }) }),
  fc.record({ kind: fc.constant('framing'), says: fc.constantFrom('length-twice', 'two-lengths', 'coding-and-length') }), fc.record({ kind: fc.constant('interim'), status: fc.constantFrom(100, 102, 103), fields: fc.constant({}) }),
)
const list = (...kinds: fc.Arbitrary<unknown>[]) => fc.array(fc.oneof(...kinds), { maxLength: 8 }).map(faults => faults.map(fault => WireFault.parse(fault)))
const content = fc.option(fc.string({ maxLength: 100 }), { nil: undefined })

describe('a write plan', () => {
  it('pauses, and cuts into pieces, without changing an octet', () => {
    fc.assert(fc.property(content, list(wording), list(timing), (text, words, times) => {
      expect(octets(writePlan(message(text), [...words, ...times]))).toBe(octets(writePlan(message(text), words)))
    }))
  })

  it('is never empty, its pauses are bounded, and what ends it comes last', () => {
    fc.assert(fc.property(content, list(wording, timing, ending), fc.nat(LONGEST_PAUSES_MS), (text, faults, delayMs) => {
      const plan = writePlan(message(text, { delayMs }), faults)
      const ends = plan.findIndex(step => 'ends' in step)
      expect([plan.length > 0, pauses(plan) <= LONGEST_PAUSES_MS, ends === -1 || ends === plan.length - 1]).toEqual([true, true, true])
      expect(ends >= 0).toBe(faults.some(({ kind }) => kind === 'stall' || kind === 'reset' || kind === 'truncate'))
    }))
  })

  it('that is cut off writes the beginning of what it would have written', () => {
    fc.assert(fc.property(content, list(wording), list(timing, ending), (text, words, rest) => {
      const whole = octets(writePlan(message(text), words))
      expect(whole.startsWith(octets(writePlan(message(text), [...words, ...rest])))).toBe(true)
    }))
  })

  it('takes larger pieces where small ones would take too long', () => {
    const plan = writePlan(message('x'.repeat(100_000)), [WireFault.parse({ kind: 'trickle', octets: 1, everyMs: 1_000 })])
    expect([plan.length < 64, pauses(plan) <= LONGEST_PAUSES_MS, octets(plan).endsWith('x'.repeat(100_000))]).toEqual([true, true, true])
  })

  it('writes an empty content in chunks as the last chunk, and none for HEAD', () => {
    const both = [WireFault.parse({ kind: 'framing', says: 'coding-and-length' })]
    expect([octets(writePlan(message(''), both)).split('\r\n\r\n'), octets(writePlan(message(undefined), both)).endsWith('chunked\r\n\r\n')]).toEqual([[expect.any(String), '0', ''], true])
  })
})
