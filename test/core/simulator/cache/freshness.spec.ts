import { describe, expect, it } from 'vitest'
import { Asking, dateIn, lines, second, valueOf } from './asking.ts'

const NOW = `Date: ${dateIn(0)}`

describe('explicit freshness (RFC 9111 §4.2.1)', () => {
  it.each([
    ['max-age', ['Cache-Control: max-age=10']], ['another case', ['CACHE-CONTROL: Max-AGE=10']], ['a quoted value', ['Cache-Control: max-age="10"']], ['leading zeros', ['Cache-Control: max-age=00010']],
    ['an unknown directive beside it', ['Cache-Control: x, max-age=10, y="max-age=0"']], ['2^31 seconds', ['Cache-Control: max-age=2147483648']], ['a number beyond all bounds', [`Cache-Control: max-age=${'9'.repeat(400)}`]],
    ['the same value twice', ['Cache-Control: max-age=10', 'Cache-Control: max-age=10']], ['s-maxage before max-age', ['Cache-Control: max-age=0, s-maxage=10']], ['max-age before Expires', [`Expires: ${dateIn(-9)}`, 'Cache-Control: max-age=10']],
    ['max-age before an invalid Expires', ['Expires: 0', 'Cache-Control: max-age=10']], ['Expires', [NOW, `Expires: ${dateIn(10)}`]], ['Expires without a date', [`Expires: ${dateIn(10)}`]], ['Expires with an invalid date', ['Date: x', `Expires: ${dateIn(10)}`]],
    ['Expires of RFC 850', [NOW, 'Expires: Monday, 05-Jan-26 09:00:10 GMT']], ['Expires of asctime', [NOW, 'Expires: Mon Jan  5 09:00:10 2026']], ['Expires in another case', [NOW, 'Expires: MON, 05 JAN 2026 09:00:10 gmt']],
    ['a targeted field (RFC 9213)', ['CDN-Cache-Control: max-age=10', 'Cache-Control: no-store', 'Expires: 0']], ['an invalid targeted field, which is ignored', ['CDN-Cache-Control: max-age=0, &', 'Cache-Control: max-age=10']],
    ['an empty targeted field', ['CDN-Cache-Control:', 'Cache-Control: max-age=10']], ['a targeted field of a wrong type', ['CDN-Cache-Control: max-age="0"', 'Cache-Control: max-age=10']],
  ])('fresh: %s', (_, fields) => {
    expect(second(lines(...fields)).from).toBe('store')
  })

  it.each([
    ['max-age that has passed', ['Cache-Control: max-age=2']], ['max-age of this very moment', ['Cache-Control: max-age=3']], ['max-age=0', ['Cache-Control: max-age=0', `Expires: ${dateIn(99)}`]], ['a negative value', ['Cache-Control: max-age=-100']],
    ['a decimal', ['Cache-Control: max-age=100.0']], ['a value in single quotes', ["Cache-Control: max-age='100'"]], ['letters behind it', ['Cache-Control: max-age=100a']], ['letters before it', ['Cache-Control: max-age=a100']],
    ['no value', ['Cache-Control: max-age']], ['a space before =', ['Cache-Control: max-age =100']], ['a space behind =', ['Cache-Control: max-age= 100']], ['two values that disagree', ['Cache-Control: max-age=100, max-age=1']],
    ['two values that disagree, the other way round', ['Cache-Control: max-age=1', 'Cache-Control: max-age=100']], ['max-age inside a quoted string', ['Cache-Control: x="max-age=100", max-age=1']], ['s-maxage before max-age', ['Cache-Control: s-maxage=1, max-age=100']],
    ['an invalid s-maxage', ['Cache-Control: s-maxage=x, max-age=100']], ['Expires in the past', [NOW, `Expires: ${dateIn(-10)}`]], ['Expires now', [NOW, `Expires: ${dateIn(0)}`]], ['Expires before Date, both ahead', [`Date: ${dateIn(400)}`, `Expires: ${dateIn(300)}`]],
    ['two Expires that disagree', [NOW, `Expires: ${dateIn(90)}`, `Expires: ${dateIn(91)}`]], ['a short targeted field before a long Cache-Control', ['CDN-Cache-Control: max-age=1', 'Cache-Control: max-age=100']],
    ['a targeted no-cache', ['CDN-Cache-Control: no-cache', 'Cache-Control: max-age=100', 'ETag: "a"']], ['a targeted private', ['CDN-Cache-Control: private', 'Cache-Control: max-age=100']],
    ...['0', 'Thu, 18 Aug 2050 02:01:18 UTC', 'Thu, 18 Aug 2050 02:01:18 AEST', 'Thu, 18 Aug 50 02:01:18 GMT', 'Thu 18 Aug 2050 02:01:18 GMT', 'Thu, 18  Aug  2050 02:01:18 GMT', 'Thu, 18-Aug-2050 02:01:18 GMT', 'Thu, 18 Aug 2050 02.01.18 GMT',
      'Thu, 18 Aug 2050 2:01:18 GMT', 'Thu, 31 Feb 2050 02:01:18 GMT', 'Thu, 18 Aug 2050 24:01:18 GMT', '2050-08-18T02:01:18Z', '2524608000'].map(text => [`the invalid date "${text}"`, [NOW, `Expires: ${text}`, `Last-Modified: ${dateIn(-9_000)}`]] as [string, string[]]),
  ])('stale: %s', (_, fields) => {
    expect(second(lines(...fields)).from).toBe('origin')
  })
})

describe('heuristic freshness (§4.2.2)', () => {
  it.each([[99, 'store'], [100, 'origin']])('10 %% of the time since the last modification: after %i of 100 seconds from the %s', (seconds, from) => {
    expect(second(lines(NOW, `Last-Modified: ${dateIn(-1_000)}`), { seconds, status: 501 }).from).toBe(from)
  })

  it.each([
    ['an entity tag alone', ['ETag: "a"']], ['a modification in the future', [NOW, `Last-Modified: ${dateIn(50)}`]], ['two modification dates', ['ETag: "a"', `Last-Modified: ${dateIn(-9e4)}`, `Last-Modified: ${dateIn(-8e4)}`]],
    ['an invalid modification date', ['ETag: "a"', 'Last-Modified: yesterday']],
  ])('nothing to guess by: %s', (_, fields) => {
    expect(second(lines(...fields)).from).toBe('origin')
  })

  it('a 501 without expiry and validator is not reused', () => {
    expect(second([], { status: 501, seconds: 0 }).from).toBe('origin')
  })
})

describe('age (§4.2.3, §5.1)', () => {
  it.each([
    ['the time in the cache', ['Cache-Control: max-age=99'], 0, '3'], ['the age on arrival', ['Cache-Control: max-age=99', 'Age: 30'], 0, '33'], ['the apparent age, if that is more', ['Cache-Control: max-age=99', `Date: ${dateIn(-40)}`, 'Age: 30'], 0, '43'],
    ['the time that the answer took', ['Cache-Control: max-age=99', 'Age: 30'], 5_000, '38'], ['a date ahead of the clock as none', ['Cache-Control: max-age=99', `Date: ${dateIn(40)}`], 0, '3'], ['the first of a list', ['Cache-Control: max-age=99', 'Age: 30, 0'], 0, '33'],
    ['the first of two lines', ['Cache-Control: max-age=99', 'Age: 0', 'Age: 30'], 0, '3'], ['letters as none', ['Cache-Control: max-age=99', 'Age: abc'], 0, '3'], ['a negative age as none', ['Cache-Control: max-age=99', 'Age: -7200'], 0, '3'],
    ['a decimal as none', ['Cache-Control: max-age=99', 'Age: 7200.0'], 0, '3'],
  ])('counts %s', (_, fields, delayMs, age) => {
    const { from, answer } = second(lines(...fields), { delayMs })
    expect([from, valueOf(answer, 'age')]).toEqual(['store', age])
  })

  it.each(['100', '2147483647', '2147483648', '99999999999', '100, 0'])('makes stale: Age %s', age => {
    expect(second(lines('Cache-Control: max-age=100', `Age: ${age}`)).from).toBe('origin')
  })

  it('replaces every other Age, and says at most 2^31', () => {
    const asking = new Asking()
    asking.ask({}, { fields: lines('Cache-Control: max-age=1', 'Age: 9', 'Age: 8') })
    const { answer } = asking.wait(9e9).ask({ fields: lines('Cache-Control: max-stale') })
    expect(valueOf(answer, 'age')).toBe('2147483648')
  })
})
