// RFC 9111 §4 to §4.2: what a stored response may answer, and for how long.
import { asked, date, may, must, reused, should, stored, type Case, type Step } from './case.ts'

const FRESH = 'Cache-Control: max-age=60'
const AGED = { wait: 3 }
/** Three seconds later: */
const lasts = (says: string, ...fields: string[]): [string, Step, Step] => [says, stored(...fields), reused(AGED)]
const isOver = (says: string, ...fields: string[]): [string, Step, Step] => [says, stored(...fields), asked(AGED)]
const invalidDates = ['0', 'Thu, 18 Aug 2050 02:01:18 UTC', 'Thu, 18 Aug 50 02:01:18 GMT', 'Thu 18 Aug 2050 02:01:18 GMT', 'Thu, 18  Aug  2050 02:01:18 GMT', 'Thu, 18-Aug-2050 02:01:18 GMT', 'Thu, 18 Aug 2050 02.01.18 GMT', 'Thu, 18 Aug 2050 2:01:18 GMT']

export const REUSE: readonly Case[] = [
  must('§4', 'another target is another response', stored(FRESH), asked({ path: '/b' })),
  must('§4', 'a method that it does not understand is never answered from the store', stored(FRESH), asked({ method: 'M-SEARCH', reply: { status: 501 }, status: 501 }), reused()),
  must('§4', 'unsafe methods are written through', stored(FRESH), asked({ method: 'PUT', sends: 'x', reply: { status: 501 } }), asked({ method: 'DELETE', reply: { status: 501 } }), reused()),
  must('§4', 'Age is sent with what was not validated', stored(FRESH), reused({ wait: 7, has: { age: '7' } })),
  must('§4', 'of two that fit, the most recent by Date is used', { ...stored(FRESH, 'Vary: Foo', `Date: ${date(0)}`), asks: ['Foo: 1'] }, { ...stored(FRESH, `Date: ${date(-20)}`), asks: ['Foo: 2'] }, reused({ asks: ['Foo: 1'], content: 'nth 1' })),
  may('§4', 'GET answers HEAD, with the same fields and no content', stored(FRESH), reused({ method: 'HEAD', content: '', has: { 'content-length': '5' } })),
  must('RFC 9110 §6.6.1', 'Date stays as it came', stored(FRESH), reused({ wait: 9, has: { date: date(0) } })),

  must('§4.1', 'another value of a selecting field is another response', { ...stored(FRESH, 'Vary: Foo'), asks: ['Foo: 1'] }, asked({ asks: ['Foo: 2'], reply: { fields: [FRESH, 'Vary: Foo'] } }), reused({ asks: ['Foo: 1'], content: 'nth 1' }), reused({ asks: ['Foo: 2'], content: 'nth 2' })),
  must('§4.1', 'so is its absence, on either side', { ...stored(FRESH, 'Vary: Foo'), asks: ['Foo: 1'] }, asked({ reply: { fields: [FRESH, 'Vary: Foo'] } }), reused()),
  must('§4.1', 'every field that Vary names counts', { ...stored(FRESH, 'Vary: Foo', 'Vary: Bar'), asks: ['Foo: 1', 'Bar: 2'] }, asked({ asks: ['Foo: 1', 'Bar: 3'] }), asked({ asks: ['Foo: 1'] })),
  ...['*', '*, *', ', *', 'Foo, *', '*, Foo'].map(value => must('§4.1', `Vary: ${value} fits no request`, { ...stored(FRESH, `Vary: ${value}`), asks: ['Foo: 1'] }, asked({ asks: ['Foo: 1'] }))),
  may('§4.1', 'lines are joined, and white space around commas goes', { ...stored(FRESH, 'Vary: Foo'), asks: ['Foo: 1,2'] }, reused({ asks: ['Foo: 1', 'Foo:  2 '] })),
  may('§4.1', 'order and case count', { ...stored(FRESH, 'Vary: Accept-Language'), asks: ['Accept-Language: en, de'] }, asked({ asks: ['Accept-Language: de, en'] }), asked({ asks: ['Accept-Language: EN, de'] })),
  may('§4.1', 'fields that Vary does not name are not in the key', { ...stored(FRESH, 'Vary: Foo'), asks: ['Foo: 1', 'Other: 1'] }, reused({ asks: ['Foo: 1', 'Other: 2'] })),

  must('§4.2', ...isOver('what is stale is not reused', 'Cache-Control: max-age=2')),
  must('§4.2.1', ...isOver('s-maxage comes before a longer max-age', 'Cache-Control: max-age=60, s-maxage=1')),
  must('§4.2.1', ...lasts('s-maxage comes before a shorter max-age', 'Cache-Control: max-age=1, s-maxage=60')),
  must('§4.2.1', ...isOver('max-age comes before a later Expires', 'Cache-Control: max-age=1', `Expires: ${date(60)}`)),
  must('§4.2.1', ...isOver('Expires is measured from Date', `Date: ${date(58)}`, `Expires: ${date(59)}`)),
  should('§4.2.1', ...isOver('two values of one directive that differ are stale', 'Cache-Control: max-age=60, max-age=1')),
  should('§4.2.1', ...isOver('a lifetime that cannot be read is stale', 'Cache-Control: max-age=60a')),
  must('§1.2.2', ...lasts('a number too large is the largest', 'Cache-Control: max-age=99999999999')),
  must('§4.2.2', ...isOver('nothing is guessed where a lifetime is stated', 'Cache-Control: max-age=1', `Last-Modified: ${date(-90_000)}`)),
  must('§4.2.2', 'nothing is guessed for a status that is not heuristically cacheable', { ...asked(), reply: { status: 503, fields: [`Last-Modified: ${date(-90_000)}`] } }, asked(AGED)),
  may('§4.2.2', '10 % of the time since the last modification', stored(`Last-Modified: ${date(-100)}`), reused({ wait: 9 }), asked({ wait: 2 })),
  may('§4.2.2', '501 is heuristically cacheable (RFC 9110 §15.6.2)', { ...asked(), reply: { status: 501, fields: [`Last-Modified: ${date(-100)}`] } }, reused({ wait: 9, status: 501 })),
  may('§5.2.2.9', 'public lets it guess for any status', { ...asked(), reply: { status: 599, fields: ['Cache-Control: public', `Last-Modified: ${date(-1_000)}`] } }, reused({ ...AGED, status: 599 })),
  must('§4.2.3', 'the age on arrival counts', stored(FRESH, 'Age: 58'), reused({ wait: 1, has: { age: '59' } }), asked({ wait: 1 })),
  must('§4.2.3', 'so does the time since Date', stored(FRESH, `Date: ${date(-30)}`), reused({ has: { age: '30' } }), asked({ wait: 30 })),

  should('§5.1', 'the first of several ages counts', stored(FRESH, 'Age: 5, 600'), reused({ has: { age: '5' } })),
  should('§5.1', 'the first of several lines too', stored(FRESH, 'Age: 600', 'Age: 5'), asked()),
  ...['abc', '-600', '600.0', '600;a=b'].map(age => should('§5.1', `an age that is no whole number is ignored: ${age}`, stored(FRESH, `Age: ${age}`), reused({ has: { age: '0' } }))),
  must('§1.2.2', 'an age beyond 2^31 is old', stored(FRESH, 'Age: 99999999999'), asked()),

  ...invalidDates.map(text => must('§5.3', `an invalid Expires is in the past: ${text}`, stored(`Expires: ${text}`, `Last-Modified: ${date(-90_000)}`), asked())),
  ...['Thursday, 18-Aug-50 02:01:18 GMT', 'Thu Aug 18 02:01:18 2050'].map(text => must('RFC 9110 §5.6.7', `the obsolete date formats are read: ${text}`, stored(`Expires: ${text}`), reused())),
  should('§5.3', 'max-age makes an invalid Expires harmless', stored(FRESH, 'Expires: 0'), reused()),
  must('§5.2', 'names of directives have no case', stored('Cache-Control: MAX-AGE=60, No-STORE'), asked()),
  should('§5.2', 'an argument may be a token or a quoted string', stored('Cache-Control: max-age="60"'), reused(AGED)),
  must('§5.2', 'what is inside a quoted string is no directive', stored('Cache-Control: x="max-age=60, y", max-age=1'), asked(AGED)),
  must('§5.2.3', 'an unknown directive is ignored', stored('Cache-Control: unheard-of, max-age=60, new="a, b"'), reused()),
]
