import { expect, test } from 'vitest'
import { judgeOne, type Wanted } from './judging.ts'

const answered = (method: string, target: string, status: number, more = '') => `${more}> ${method} ${target} HTTP/1.1\n< HTTP/1.1 ${status} X\n\n`
const outcome = (wanted: Wanted, transcript: string) => {
  const { outcome: what, words, slices } = judgeOne(wanted, transcript)
  return `${what}: ${words} [${slices.join(' | ')}]`
}

const MISSING = 'not-yet: No exchange to judge yet. []'

test('select says what counts as a try; where nothing was tried, nothing is missed and nothing is met', () => {
  const wanted: Wanted = { select: { method: 'DELETE' }, expect: { fields: { Allow: 'absent' } } }
  expect(outcome(wanted, '')).toBe(MISSING)
  expect(outcome(wanted, answered('GET', '/a', 200))).toBe(MISSING)
  expect(outcome(wanted, answered('DELETE', '/a', 501))).toBe('met: DELETE /a → 501 [HTTP/1.1 501 X]')
})

test.each<[string, Wanted]>([
  ['nothing but a bound', { expect: { status: 500 }, atMost: 0 }],
  ['nothing but absence', { expect: { fields: { Allow: 'absent' }, requestFields: { Via: 'absent' } } }],
  ['nothing at all', { expect: {} }],
])('%s is not met by nothing', (_title, wanted) => {
  expect(outcome(wanted, '')).toBe(MISSING)
})

test('a miss names the nearest try: the fewest things wrong, and of several the latest', () => {
  const transcript = answered('GET', '/a', 501) + answered('BREW', '/a', 405) + answered('BREW', '/b', 200) + answered('PUT', '/c', 404)
  expect(outcome({ expect: { method: 'BREW', status: 501, target: '/a' } }, transcript)).toBe('missed: status 405 / status 501 [405]')
  expect(outcome({ expect: { method: 'BREW', status: 501 } }, transcript)).toBe('missed: status 200 / status 501 [200]')
  expect(outcome({ expect: { method: 'BREW', fields: { a: 'present', b: 'present' } } }, answered('GET', '/a', 200) + answered('BREW', '/a', 200)))
    .toBe('missed: no a field / a a field [HTTP/1.1 200 X]')
})

test('the feedback is the first whose condition the nearest try meets', () => {
  const feedback = [
    { id: 'other', when: { status: 400 }, say: 'No.' },
    { id: 'knows-it', when: { status: 405 as const }, say: 'This server knows it.' },
    { id: 'any', when: {}, say: 'Anything.' },
  ]
  const wanted: Wanted = { expect: { method: 'DELETE', status: 501 }, feedback }
  expect(judgeOne(wanted, answered('DELETE', '/a', 405) + answered('GET', '/a', 400)).feedback).toEqual({ id: 'knows-it', text: 'This server knows it.' })
  expect(judgeOne(wanted, answered('DELETE', '/a', 200)).feedback).toEqual({ id: 'any', text: 'Anything.' })
  expect(judgeOne({ ...wanted, feedback: feedback.slice(0, 1) }, answered('DELETE', '/a', 200)).feedback).toBeUndefined()
})

test('what was met once stays met', () => {
  const wanted: Wanted = { expect: { status: 501 } }
  expect(outcome(wanted, answered('GET', '/a', 200) + answered('BREW', '/a', 501) + answered('GET', '/b', 200))).toBe('met: BREW /a → 501 [501]')
})

test('some but not enough is not yet; words for a failed try are due only while it is the last word', () => {
  const wanted: Wanted = { expect: { status: 501 }, atLeast: 2, feedback: [{ id: 'known', when: { status: 405 }, say: 'Known.' }] }
  const one = answered('BREW', '/a', 501)
  const bad = answered('DELETE', '/a', 405)
  expect(outcome(wanted, bad + one)).toBe('not-yet: 1 of 2 [501]')
  expect(judgeOne(wanted, bad + one).feedback).toBeUndefined()
  expect(judgeOne(wanted, one + bad).feedback).toEqual({ id: 'known', text: 'Known.' })
  expect(judgeOne({ ...wanted, atLeast: 3 }, one + bad + one).feedback).toBeUndefined()
  expect(outcome(wanted, one + bad + one + one)).toBe('met: 2 of 2 [501 | 501]')
})

test.each([
  ['method', answered('BREW', '/a', 501), answered('BREW', '/b', 500), answered('WHEN', '/a', 501)],
  ['target', answered('BREW', '/a', 501), answered('WHEN', '/a', 500), answered('BREW', '/b', 501)],
  ['status', answered('BREW', '/a', 501), answered('WHEN', '/b', 501), answered('BREW', '/a', 500)],
] as const)('told apart by %s, the same again does not count', (distinct, first, same, other) => {
  const wanted: Wanted = { expect: { status: '5xx' }, atLeast: 2, distinct }
  expect(outcome(wanted, first + same)).toMatch(/^not-yet: 1 of 2 \[501\]$/)
  expect(outcome(wanted, first + same + other)).toMatch(/^met: 2 of 2 \[501 \| 50[01]\]$/)
})

test('an exchange that has no such value is not told apart from others', () => {
  expect(outcome({ expect: { ending: 'refused' }, distinct: 'status' }, '@ ending=refused')).toBe(MISSING)
})

test('no more than so many: one too many is a miss, and the evidence is that one', () => {
  const wanted: Wanted = { expect: { method: 'POST' }, atMost: 1, feedback: [{ id: 'again', when: { target: '/b' }, say: 'Once is enough.' }] }
  expect(outcome(wanted, answered('POST', '/a', 200))).toBe('met: POST /a → 200 [POST]')
  const twice = answered('POST', '/a', 200) + answered('POST', '/b', 200)
  expect(outcome(wanted, twice)).toBe('missed: 2 so far / no more than 1 [POST]')
  expect(judgeOne(wanted, twice)).toMatchObject({ feedback: { id: 'again' }, evidence: [{ exchange: 'x2' }] })
})

test('atMost 0 asks that it was tried and never so', () => {
  const wanted: Wanted = { select: { target: '/a' }, expect: { status: 500 }, atMost: 0 }
  expect(outcome(wanted, answered('GET', '/b', 200))).toBe(MISSING)
  expect(outcome(wanted, answered('GET', '/a', 200))).toBe('met: GET /a → 200 [200]')
  expect(outcome(wanted, answered('GET', '/a', 200) + answered('GET', '/a', 500))).toBe('missed: 1 so far / no more than 0 [500]')
})

test('a request that was seen on both sides of the hop is one try, as its client saw it', () => {
  const both = answered('BREW', '/a', 501, '@ side=server trace=one\n') + answered('BREW', '/a', 501, '@ side=client trace=one\n')
  expect(judgeOne({ expect: { status: 501 }, atLeast: 2 }, both)).toMatchObject({ outcome: 'not-yet', evidence: [{ exchange: 'x2' }] })
})

test('a place that shows two things is shown once', () => {
  expect(outcome({ expect: { fields: { Via: 'absent', Allow: 'absent' } } }, answered('GET', '/a', 200))).toBe('met: GET /a → 200 [HTTP/1.1 200 X]')
})
