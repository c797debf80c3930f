// What a filter shows of a capture, and what it says of words that do not read.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEmptyFilter, isShown, readFilter } from '../../../electron/model/filter/filter.ts'
import { filterEnglish } from '../../../electron/model/filter/filter-en.ts'
import { filterWords, quotedValue } from '../../../electron/model/filter/filter-words.ts'
import { beingWritten, exampleOf, wordsFor } from '../../../electron/model/filter/filter-values.ts'
import { EXAMPLES, FILTER_KEYS, type Surroundings } from '../../../electron/model/filter/read-test.ts'
import { learnersView } from '../../../electron/model/exchange.ts'
import { journeyOf } from '../../../electron/model/journey.ts'
import { sayInEnglish } from '../../../electron/model/phrase.ts'
import { capture } from '../../support/transcript.ts'

const ALL = capture(`
@ trace=one hop=client-edge took=3
> GET /widgets?page=2 HTTP/1.1
> User-Agent: curl/8.5.0
< HTTP/1.1 200 OK
< Content-Type: application/json
< Allow: GET, HEAD
<
< {"made":"für Zoë"}

@ trace=two hop=client-edge took=250 source=outside connection=c2
> PATCH /widgets/1 HTTP/1.1
< HTTP/1.1 502 Bad Gateway

@ trace=two hop=edge-shop source=participant ending=server-closed
> PATCH /widgets/1 HTTP/1.1
> Via: 1.1 edge
< HTTP/1.1 501 Not Implemented

@ trace=three hop=client-edge ending=refused
> patch / HTTP/1.1

@ trace=four hop=client-edge took=1500 source=raw
> GET /widgetsX HTTP/1.0
< HTTP/1.1 103 Early Hints
<
< HTTP/1.1 404 Not Found
<`)
const rows = learnersView(ALL)
const traceOf = (trace: string) => ALL.filter(one => one.trace === trace)
const participants = new Map([['edge', 'gateway'], ['shop', 'origin']])
/** What the inspector might say, by the numbers of exchanges: the third is the second on its way further in. */
const NOTED: Readonly<Record<string, readonly number[]>> = { 'error': [1], 'warning': [3, 4], '405-without-allow': [1], 'method-case': [3] }
const around: Surroundings = { participants, wayOf: ({ trace }) => journeyOf(traceOf(trace), [...participants.keys()]), isNoted: ({ seq }, word) => NOTED[word]?.includes(seq) ?? false }
const shown = (text: string) => rows.filter(row => isShown(readFilter(text), row, traceOf(row.trace), around)).map(({ trace }) => trace).join(' ')

describe('a filter', () => {
  it.each([
    ['', 'one two three four'], ['status:200', 'one'], ['status:4xx', 'four'], ['status:>=404', 'two four'], ['status:50x', 'two'], ['status:none', 'three'], ['status:103', 'four'], ['status:<300', 'one'],
    ['method:PATCH', 'two'], ['method:patch', 'two three'], ['method:get', 'one four'], ['-method:GET', 'two three'], ['status:200 status:404', 'one four'], ['status:200 method:PATCH', ''],
    ['path:/widgets', 'one two'], ['path:/', 'one two three four'], ['path:/widgets/', 'two'], ['target:page=', 'one'], ['field:allow', 'one'], ['field:Allow=head', 'one'], ['field:Allow="GET, HEAD"', 'one'], ['field:Via', ''],
    ['time:>200ms', 'two four'], ['time:>=1.5s', 'four'], ['time:<10', 'one'], ['size:>10', 'one'], ['size:>1kB', ''], ['from:curl', 'one'], ['from:outside', 'two'], ['ending:refused', 'three'], ['version:1.0', 'four'],
    ['version:HTTP/1.1', 'one two three four'], ['connection:c2', 'two'], ['content:ZOË', 'one'], ['content:widgets', ''], ['zoë', 'one'], ['"für zoë"', 'one'], ['für zoë', 'one'], ['curl not-there', ''], ['"bad gateway"', 'two'],
    ['{"made":', 'one'], ['-zoë -404', 'two three'], ['http://127', ''], ['answered:shop', ''], ['answered:edge', 'one two four'], ['answered:gateway', 'one two four'], ['answered:nobody', 'three'],
    ['hop:shop', 'two'], ['hop:origin', 'two'], ['hop:edge-shop', 'two'], ['hop:gateway', 'one two three four'], ['-hop:shop', 'one three four'], ['hop:nowhere', ''], ['STATUS:200', 'one'],
    ['note:error', 'one'], ['note:warning', 'two three'], ['note:Method-Case', 'two'], ['-note:method-case', 'one three four'], ['note:error note:method-case', 'one two'], ['note:note', ''],
  ])('%s shows %s', (text, expected) => expect([shown(text), readFilter(text).faults]).toEqual([expected, []]))

  it('looks for a hop in everything that a request caused, and then at what happened there', () => {
    expect(shown('status:501')).toBe('')
    expect(shown('status:501 method:PATCH hop:origin')).toBe('two')
    expect(shown('hop:origin via')).toBe('two')
    expect(shown('hop:origin -status:501')).toBe('')
    expect(shown('hop:client hop:nowhere status:502')).toBe('two')
    expect([shown('hop:origin note:warning'), shown('hop:edge note:method-case status:501'), shown('hop:client-edge note:method-case')]).toEqual(['two', 'two', ''])
  })

  it.each([
    ['stauts:501', 0, 10, 'There is no key stauts. To look for it as text, put it in quotation marks.', 'status:501'],
    ['GET -Content-Type:json', 4, 22, 'There is no key Content-Type. To look for it as text, put it in quotation marks.', '-field:Content-Type=json'],
    ['nothing:here', 0, 12, 'There is no key nothing. To look for it as text, put it in quotation marks.', undefined],
    ['status:', 0, 7, 'After status: comes what it is to be, such as status:501.', undefined],
    ['status:5', 0, 8, '5 is no status. Write 501, 5xx, >=400, or none.', 'status:5xx'],
    ['status:noen', 0, 11, 'noen is no status. Write 501, 5xx, >=400, or none.', 'status:none'],
    ['-time:200ms', 0, 11, '200ms is no comparison. Write time:>200ms.', '-time:>200ms'],
    ['size:>3parsecs', 0, 14, '>3parsecs is no comparison. Write size:>1kB.', undefined],
    ['ending:timedout', 0, 15, 'timedout is no ending of a connection. There are kept-open, client-closed, server-closed, reset, timed-out, refused.', 'ending:timed-out'],
    ['note:405-without-alow', 0, 21, '405-without-alow is no rule of the inspector, and no severity. Write note:error, or note:405-without-allow.', 'note:405-without-allow'],
    ['field:"a b"', 0, 11, 'a b is no name of a field. Write Allow, or Allow=GET.', undefined],
    ['content:"a b', 8, 12, 'The quotation mark that begins here does not end.', undefined],
  ])('of %s it says where and what is wrong, and the rest holds', (text, start, end, says, instead) => {
    const { faults } = readFilter(text)
    expect(faults.map(fault => [fault.at, sayInEnglish(fault.says), fault.instead])).toEqual([[{ start, end }, says, instead]])
    expect(shown(`method:GET ${text}`)).toBe('one four')
    expect(isEmptyFilter(readFilter(text.replace('GET ', '')))).toBe(true)
    if (instead !== undefined) expect(readFilter(instead).faults).toEqual([])
  })

  it('has no other sentences', () => {
    expect(Object.keys(filterEnglish).sort()).toEqual(['filter.no-ending', 'filter.no-field', 'filter.no-key', 'filter.no-note', 'filter.no-quantity', 'filter.no-status', 'filter.no-value', 'filter.unclosed'])
    for (const key of FILTER_KEYS) expect(readFilter(EXAMPLES[key]).faults, key).toEqual([])
  })
})

describe('words of a filter, whatever they are', () => {
  const soup = fc.array(fc.constantFrom('status:', 'x', '501', '"', '\\', ' ', '-', ':', '=', 'field:', '\t', 'é', '>', 'hop:edge', '5xx', '://'), { maxLength: 14 }).map(parts => parts.join(''))
  const any = fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 30 }))

  it('hold every sign that is no blank, in order, and never more than there is', () => {
    fc.assert(fc.property(any, text => {
      const words = filterWords(text)
      let at = 0
      for (const word of words) {
        expect(text.slice(at, word.at.start).trim()).toBe('')
        expect(word.at.end).toBeGreaterThan(word.at.start)
        at = word.at.end
      }
      expect(text.slice(at).trim()).toBe('')
      for (const { at: { start, end } } of readFilter(text).faults) expect([start >= 0, end > start, end <= text.length]).toEqual([true, true, true])
    }), { numRuns: 2_000 })
  })

  it('are read as they were put in quotation marks', () => {
    fc.assert(fc.property(fc.constantFrom(...FILTER_KEYS), fc.string({ unit: 'binary', maxLength: 12 }), fc.boolean(), (key, value, negated) => {
      fc.pre(!/^"/.test(value) || /[\s"]/.test(value))
      expect(filterWords(`${negated ? '-' : ''}${key}:${quotedValue(value)} more`).map(word => [word.key, word.value, word.negated])).toEqual([[key, value, negated], [undefined, 'more', false]])
    }), { numRuns: 1_000 })
  })

  const word = fc.constantFrom('status:200', 'status:5xx', 'status:none', 'method:GET', 'method:patch', 'path:/widgets', 'field:Via', 'field:Allow', 'time:>10ms', 'from:raw', 'ending:refused', 'widgets', 'gateway')
  const traces = (text: string) => shown(text).split(' ').filter(trace => trace !== '')
  it('mean either for one key, both for different ones, and the opposite after a minus', () => {
    fc.assert(fc.property(word, word, (one, other) => {
      const [all, a, b] = [traces(''), traces(one), traces(other)]
      const isEither = one.includes(':') && one.split(':')[0] === other.split(':')[0]
      expect(traces(`${one} ${other}`)).toEqual(all.filter(trace => (isEither ? a.includes(trace) || b.includes(trace) : a.includes(trace) && b.includes(trace))))
      expect(traces(`-${one}`)).toEqual(all.filter(trace => !a.includes(trace)))
      expect(traces(`${one} -${other}`)).toEqual(a.filter(trace => !b.includes(trace)))
    }))
  })

  it('can be gone on with, wherever the caret is', () => {
    fc.assert(fc.property(any, fc.nat(), (text, nth) => {
      const caret = nth % (text.length + 1)
      const { at: { start, end } } = beingWritten(text, caret)
      expect([start <= caret, end >= caret, end <= text.length]).toEqual([true, true, true])
    }), { numRuns: 1_000 })
  })
})

describe('what can be written next', () => {
  const next = (text: string, caret = text.length) => wordsFor(beingWritten(text, caret), ALL, participants, ['405-without-allow', 'method-case'])

  it('is a key, each with an example', () => {
    expect(next('')).toEqual(FILTER_KEYS.map(key => `${key}:`))
    expect(next('status:501 -me')).toContain('-method:')
    expect([exampleOf('-method:'), exampleOf('method:PATCH')]).toEqual(['method:PATCH', undefined])
    expect(beingWritten('status:501 -me', 14)).toEqual({ at: { start: 11, end: 14 }, negated: true })
    expect(beingWritten('sta more', 2)).toEqual({ at: { start: 0, end: 3 }, negated: false })
  })

  it('is a value that the capture has, the most frequent first', () => {
    expect(next('method:')).toEqual(['method:GET', 'method:PATCH', 'method:patch'])
    expect(next('-hop:').slice(0, 2)).toEqual(['-hop:edge', '-hop:client-edge'])
    expect(next('status:4')).toContain('status:none')
    expect(next('connection:')).toEqual(['connection:c1', 'connection:c2'])
    expect(next('target:')[0]).toBe('target:/widgets/1')
    expect(next('-note:met')).toEqual(['-note:error', '-note:warning', '-note:note', '-note:405-without-allow', '-note:method-case'])
    for (const key of FILTER_KEYS) for (const offered of wordsFor({ key, negated: false }, ALL, participants, ['method-case'])) expect(readFilter(offered).faults, offered).toEqual([])
  })
})
