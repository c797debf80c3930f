import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHttpDate } from '../../../../electron/core/simulator/cache/http-date.ts'
import { Asking, dateIn, lines, URI, valueOf, type Asked, type Reply } from './asking.ts'

const seconds = fc.integer({ min: -5_000, max: 5_000 })
const directive = fc.oneof(
  fc.constantFrom('no-cache', 'must-revalidate', 'public', 'immutable', 'max-stale', 'only-if-cached', 'no-cache="foo"', 'x="a, b"', '"'),
  fc.tuple(fc.constantFrom('max-age', 's-maxage', 'stale-while-revalidate', 'stale-if-error', 'max-stale', 'min-fresh'), fc.oneof(fc.nat(300), fc.constantFrom('', 'x', '-1', '"7"', '1e9'))).map(([name, value]) => `${name}=${value}`),
)
const control = fc.array(directive, { maxLength: 4 }).map(all => (all.length > 0 ? [`Cache-Control: ${all.join(', ')}`] : []))
const field = fc.oneof(
  seconds.map(at => `Date: ${dateIn(at)}`), seconds.map(at => `Expires: ${dateIn(at)}`), seconds.map(at => `Last-Modified: ${dateIn(at)}`), fc.constantFrom('a', 'b').map(tag => `ETag: "${tag}"`),
  fc.integer({ min: -9, max: 900 }).map(age => `Age: ${age}`), fc.constantFrom('Vary: Foo', 'Vary: Bar, foo', 'Foo: x', 'Vary:'),
)
const reply: fc.Arbitrary<Reply> = fc.record({
  status: fc.constantFrom(200, 200, 204, 301, 404, 501, 503, 304), delayMs: fc.nat(3_000), fields: fc.tuple(control, fc.array(field, { maxLength: 5 })).map(([first, rest]) => lines(...first, ...rest)),
})
const asked: fc.Arbitrary<Asked> = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'PUT'), uri: fc.constantFrom(URI, `${URI}/7`),
  fields: fc.tuple(control, fc.array(fc.constantFrom('Foo: 1', 'Foo: 2', 'Bar: 1', 'If-None-Match: "a"', 'Authorization: x'), { maxLength: 2 })).map(([first, rest]) => lines(...first, ...rest)),
})
const steps = fc.array(fc.record({ asked, reply: fc.oneof(reply, fc.constant('failed' as const)), wait: fc.integer({ min: 0, max: 200 }) }), { minLength: 1, maxLength: 12 })

describe('whatever is asked and answered', () => {
  it('Age is a whole number that is never negative, and every reused response has just one', () => {
    fc.assert(fc.property(steps, all => {
      const asking = new Asking()
      for (const step of all) {
        const { answer, from } = asking.wait(step.wait).ask(step.asked, step.reply)
        if (from === 'store') expect(valueOf(answer, 'age')).toMatch(/^\d+$/)
      }
    }), { numRuns: 300 })
  })

  it('what says no-store or was asked with it is never stored, in whatever company and case', () => {
    const hidden = fc.constantFrom('no-store', 'No-Store', 'NO-STORE=1', 'no-store="x"')
    fc.assert(fc.property(asked, reply, hidden, fc.boolean(), (request, response, word, isAsked) => {
      const asking = new Asking()
      const add = (fields: Reply['fields'] = []) => [...fields, ['Cache-Control', word] as const]
      asking.ask(isAsked ? { ...request, fields: add(request.fields) } : request, isAsked ? response : { ...response, fields: add(response.fields) })
      expect(asking.cache.bytes).toBe(0)
    }), { numRuns: 300 })
  })

  it('a stored response is never used for other values of the fields that Vary names', () => {
    const values = fc.option(fc.constantFrom('1', '2', ' 1', '1, 2', '1,2', '', '"1,2"'), { nil: undefined })
    fc.assert(fc.property(values, values, values, values, (foo, bar, foo2, bar2) => {
      const asking = new Asking()
      const of = (one?: string, two?: string) => ({ fields: [...(one === undefined ? [] : [['Foo', one] as const]), ...(two === undefined ? [] : [['Bar', two] as const])] })
      asking.ask(of(foo, bar), { fields: lines('Cache-Control: max-age=9', 'Vary: foo, BAR') })
      const plain = (value?: string) => value?.replace(/^ | $/g, '').replace(/^1,2$/, '1, 2')
      const isSame = plain(foo) === plain(foo2) && plain(bar) === plain(bar2)
      expect(asking.ask(of(foo2, bar2)).from).toBe(isSame ? 'store' : 'origin')
    }), { numRuns: 300 })
  })

  it('time makes nothing fresh again: age grows with the clock, and what was stale stays stale', () => {
    fc.assert(fc.property(reply, fc.array(fc.nat(100), { maxLength: 8 }), (response, waits) => {
      const asking = new Asking()
      asking.ask({}, response)
      let age = -1
      let wasStale = false
      for (const wait of waits) {
        const lookup = asking.wait(wait).cache.lookup({ method: 'GET', uri: URI, fields: [] }, asking.nowMs)
        expect(wasStale && lookup.kind === 'fresh').toBe(false)
        wasStale ||= lookup.kind !== 'fresh'
        if (lookup.kind !== 'fresh') continue
        const now = Number(valueOf(lookup.answer, 'age'))
        expect(now).toBeGreaterThanOrEqual(age)
        age = now
      }
    }), { numRuns: 300 })
  })

  it('the store keeps within its bounds and forgets everything when it is purged', () => {
    fc.assert(fc.property(steps, all => {
      const asking = new Asking({ mostBytes: 3_000 })
      for (const step of all) {
        asking.wait(step.wait).ask(step.asked, step.reply)
        expect(asking.cache.bytes).toBeLessThanOrEqual(3_000)
      }
      asking.cache.purge()
      expect(asking.cache.bytes).toBe(0)
    }), { numRuns: 200 })
  })

  it('every date that is written can be read, in all three formats', () => {
    fc.assert(fc.property(fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2070, 0) }), at => {
      const ms = at - (at % 1_000)
      const now = Date.UTC(2026, 0, 5)
      const fixed = new Date(ms).toUTCString()
      const [day = '', date = '', month = '', year = '', time = ''] = fixed.replace(',', '').split(' ')
      const long = { Mon: 'Monday', Tue: 'Tuesday', Wed: 'Wednesday', Thu: 'Thursday', Fri: 'Friday', Sat: 'Saturday', Sun: 'Sunday' }[day] ?? ''
      const others = [`${long}, ${date}-${month}-${year.slice(2)} ${time} GMT`, `${day} ${month} ${date.replace(/^0/, ' ')} ${time} ${year}`]
      expect([fixed, ...others].map(text => readHttpDate(text, now))).toEqual([ms, ms, ms])
    }), { numRuns: 300 })
  })
})
