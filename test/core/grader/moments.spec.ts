// What must not come, how long is waited, and what has to be tried: the kinds of expectation that look at several exchanges in time.
import { expect, test } from 'vitest'
import type { ScenarioEvent } from '../../../electron/model/control.ts'
import { capture } from '../../support/transcript.ts'
import { judgeOne, judgeStep, type Wanted } from './judging.ts'

const sent = (line: string, status = 200, known = '', fields = '') => `@ ${known}\n> ${line} HTTP/1.1\n< HTTP/1.1 ${status} X\n${fields && `< ${fields}\n`}\n`
const outcome = (wanted: Wanted, transcript: string) => {
  const { outcome: what, words, slices } = judgeOne(wanted, transcript)
  return `${what}: ${words} [${slices.join(' | ')}]`
}

const NEVER: Wanted = { kind: 'never', never: { method: 'POST' }, after: { status: 501 }, feedback: [{ id: 'again', when: { method: 'POST' }, say: 'A 501 stays a 501.' }] }
test.each<[string, Wanted, string, string]>([
  ['nothing', NEVER, '', 'not-yet: No exchange to judge yet. []'],
  ['the moment has not come', NEVER, sent('POST /a'), 'not-yet: No exchange to judge yet. []'],
  ['the moment itself is not after it', NEVER, sent('POST /a', 501), 'met: nothing of the kind so far [501]'],
  ['before the moment it may be', NEVER, sent('POST /a') + sent('BREW /a', 501) + sent('GET /a'), 'met: nothing of the kind so far [501]'],
  ['after it, it may not', NEVER, sent('BREW /a', 501) + sent('POST /a'), 'missed: POST /a → 200 / nothing of the kind [501 | POST]'],
  ['before a moment that has not come', { ...NEVER, after: undefined, before: { method: 'OPTIONS' } }, sent('GET /a'), 'not-yet: nothing of the kind so far []'],
  ['before a moment', { ...NEVER, after: undefined, before: { method: 'OPTIONS' } }, sent('GET /a') + sent('OPTIONS /a') + sent('POST /a'), 'met: nothing of the kind so far [OPTIONS]'],
  ['before a moment, and it was', { ...NEVER, after: undefined, before: { method: 'OPTIONS' } }, sent('POST /a') + sent('OPTIONS /a'), 'missed: POST /a → 200 / nothing of the kind [OPTIONS | POST]'],
  ['between two moments', { ...NEVER, before: { method: 'OPTIONS' } }, sent('OPTIONS /a') + sent('BREW /a', 501) + sent('OPTIONS /b') + sent('POST /a'), 'met: nothing of the kind so far [501 | OPTIONS]'],
  ['between two, and the second has not come', { ...NEVER, before: { method: 'OPTIONS' } }, sent('OPTIONS /a') + sent('BREW /a', 501), 'not-yet: nothing of the kind so far [501]'],
])('never: %s', (_, wanted, transcript, expected) => {
  expect(outcome(wanted, transcript)).toBe(expected)
})

test('after an event something has to be sent', () => {
  const event: ScenarioEvent = { nth: 1, afterSeq: 1, atWallMs: 0, control: { kind: 'toggle', toggle: 'open', on: true } }
  const judged = (transcript: string) => judgeStep({ expectations: [{ id: 'it', says: 'It.', kind: 'never', never: { method: 'POST' }, after: { event: { kind: 'toggle', on: true } } }] }, capture(transcript), [], [event]).outcome
  expect([judged(sent('POST /a')), judged(sent('POST /a') + sent('GET /a')), judged(sent('GET /a') + sent('POST /a'))]).toEqual(['not-yet', 'met', 'missed'])
})

test('who sent it again is told so', () => {
  expect(judgeOne(NEVER, sent('BREW /a', 501) + sent('POST /a')).feedback).toEqual({ id: 'again', text: 'A 501 stays a 501.' })
})

const at = (startedMs: number, tookMs = 0, fields = '') => sent('GET /a', 503, `started=${startedMs} took=${tookMs}`, fields)
const backOff = (intervals: Extract<Wanted, { kind: 'intervals' }>['intervals'], atLeast = 3): Wanted => ({ kind: 'intervals', select: { status: 503 }, atLeast, intervals })
const DOUBLE = backOff({ atLeastMs: 100, factor: 2, tolerance: 0.2 }, 4)
test.each<[string, Wanted, string, string]>([
  ['nothing', DOUBLE, '', 'not-yet: No exchange to judge yet. []'],
  ['one has no interval', DOUBLE, at(0), 'not-yet: 0 of 3 intervals [GET /a HTTP/1.1]'],
  ['twice as long each time', DOUBLE, at(0) + at(1_000) + at(3_000) + at(7_100), 'met: 3 of 3 intervals [GET /a HTTP/1.1 | GET /a HTTP/1.1 | GET /a HTTP/1.1 | GET /a HTTP/1.1]'],
  ['always the same', DOUBLE, at(0) + at(1_000) + at(2_000), 'missed: waited 1000 ms / a wait of 1600–2400 ms [GET /a HTTP/1.1]'],
  ['at once', DOUBLE, at(0) + at(50), 'missed: waited 50 ms / a wait of ≥ 100 ms [GET /a HTTP/1.1]'],
  ['after a false start', DOUBLE, at(0) + at(10) + at(1_010) + at(3_010) + at(7_010), 'met: 3 of 3 intervals [GET /a HTTP/1.1 | GET /a HTTP/1.1 | GET /a HTTP/1.1 | GET /a HTTP/1.1]'],
  ['others between do not count', backOff({ atLeastMs: 500 }, 2), at(0) + sent('GET /b', 200, 'started=100') + at(600), 'met: 1 of 1 intervals [GET /a HTTP/1.1 | GET /a HTTP/1.1]'],
  ['from the end of one', backOff({ atLeastMs: 500 }, 2), at(0, 300) + at(600), 'missed: waited 300 ms / a wait of ≥ 500 ms [GET /a HTTP/1.1]'],
  ['too long', backOff({ atMostMs: 500 }, 2), at(0) + at(600), 'missed: waited 600 ms / a wait of ≤ 500 ms [GET /a HTTP/1.1]'],
  ['Retry-After kept', backOff({ retryAfter: true }, 2), at(0, 0, 'Retry-After: 2') + at(2_000), 'met: 1 of 1 intervals [GET /a HTTP/1.1 | Retry-After: 2 | GET /a HTTP/1.1]'],
  ['Retry-After not kept', backOff({ retryAfter: true }, 2), at(0, 0, 'Retry-After: 2') + at(1_999), 'missed: waited 1999 ms / a wait of ≥ 2000 ms [GET /a HTTP/1.1]'],
  ['a date, from that of the answer', backOff({ retryAfter: true }, 2), at(0, 0, 'Date: Mon, 05 Jan 2026 09:00:00 GMT\n< Retry-After: Mon, 05 Jan 2026 09:00:03 GMT') + at(2_999), 'missed: waited 2999 ms / a wait of ≥ 3000 ms [GET /a HTTP/1.1]'],
  ['no Retry-After to keep', backOff({ retryAfter: true }, 2), at(0) + at(9_000), 'missed: waited 9000 ms / a Retry-After field [GET /a HTTP/1.1]'],
])('intervals: %s', (_, wanted, transcript, expected) => {
  expect(outcome(wanted, transcript)).toBe(expected)
})

test('what the scenario\'s clock was advanced is as good as waiting', () => {
  const advance: ScenarioEvent = { nth: 1, afterSeq: 1, atWallMs: 0, control: { kind: 'advance', ms: 60_000 } }
  const judged = (events: ScenarioEvent[]) => judgeStep({ expectations: [{ id: 'it', says: 'It.', ...backOff({ atLeastMs: 60_000 }, 2) }] }, capture(at(0) + at(10)), [], events).outcome
  expect([judged([]), judged([advance]), judged([{ ...advance, afterSeq: 2 }])]).toEqual(['missed', 'met', 'missed'])
})

const MATRIX: Wanted = { kind: 'coverage', methods: ['GET', 'BREW'], targets: ['/', '/none'], asDeclared: true }
const ALL = [sent('GET /', 405), sent('BREW /', 501), sent('GET /none', 404), sent('BREW /none', 501)]
test.each<[string, Wanted, string, string]>([
  ['nothing', MATRIX, '', 'not-yet: No exchange to judge yet. []'],
  ['something else', MATRIX, sent('PUT /', 405), 'not-yet: No exchange to judge yet. []'],
  ['a part', MATRIX, ALL.slice(0, 2).join(''), 'not-yet: 2 of 4 tried / still to try: GET /none, BREW /none [GET / HTTP/1.1 | BREW / HTTP/1.1]'],
  ['all', MATRIX, ALL.join(''), 'met: 4 of 4 tried [GET / HTTP/1.1 | GET /none HTTP/1.1 | BREW / HTTP/1.1 | BREW /none HTTP/1.1]'],
  ['not as declared', MATRIX, ALL.join('').replace('404', '200'), 'missed: status 200 / status 404 [200]'],
  ['not as declared at first', MATRIX, sent('GET /', 200) + ALL.join(''), 'met: 4 of 4 tried [GET / HTTP/1.1 | GET /none HTTP/1.1 | BREW / HTTP/1.1 | BREW /none HTTP/1.1]'],
  ['tried in vain', MATRIX, '> GET / HTTP/1.1', 'missed: no response / status 405 [GET / HTTP/1.1]'],
  ['with something else to hold', { ...MATRIX, methods: ['GET'], targets: ['/none'], expect: { fields: { Via: 'present' } } }, sent('GET /none', 404), 'missed: no Via field / a Via field [HTTP/1.1 404 X]'],
])('coverage: %s', (_, wanted, transcript, expected) => {
  expect(outcome(wanted, transcript)).toBe(expected)
})

test('what is counted, or comes in order, can have a part in common', () => {
  const on = (connection: string, line: string) => sent(line, 200, `connection=${connection}`)
  const kept: Wanted = { expect: { method: 'GET' }, atLeast: 2, same: 'connection' }
  expect(outcome(kept, on('c1', 'GET /a') + on('c2', 'GET /a'))).toBe('not-yet: 1 of 2 [GET]')
  expect(outcome(kept, on('c1', 'GET /a') + on('c2', 'GET /b') + on('c1', 'GET /c'))).toBe('met: 2 of 2 [GET | GET]')
  expect(outcome({ ...kept, atLeast: 1, atMost: 1, same: 'target' }, on('c1', 'GET /a') + on('c2', 'GET /b') + on('c3', 'GET /a'))).toBe('missed: 2 so far / no more than 1 [GET]')
  const inOrder: Wanted = { kind: 'order', order: [{ method: 'PUT' }, { method: 'GET' }], same: 'target' }
  expect(outcome(inOrder, on('c1', 'PUT /a') + on('c1', 'GET /b'))).toBe('not-yet: 0 of 2 in this order []')
  expect(outcome(inOrder, on('c1', 'PUT /a') + on('c1', 'PUT /b') + on('c1', 'GET /a'))).toBe('met: 2 of 2 in this order [PUT | GET]')
})
