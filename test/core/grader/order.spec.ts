import { expect, test } from 'vitest'
import { judgeOne, type Wanted } from './judging.ts'

const WANTED: Wanted = {
  kind: 'order',
  order: [{ method: 'OPTIONS' }, { method: 'DELETE', status: 405 }, { method: 'GET' }],
  feedback: [{ id: 'too-early', when: { method: 'DELETE' }, say: 'Ask before you delete.' }],
}
const STATUS: Record<string, number> = { OPTIONS: 204, DELETE: 405, GET: 200, PUT: 404 }
const sent = (...methods: string[]) => methods.map(method => `> ${method} /a HTTP/1.1\n< HTTP/1.1 ${STATUS[method] ?? 501} X`).join('\n\n')
const outcome = (wanted: Wanted, transcript: string) => {
  const { outcome: what, words, slices } = judgeOne(wanted, transcript)
  return `${what}: ${words} [${slices.join(' | ')}]`
}

test.each([
  ['nothing', [], 'not-yet: No exchange to judge yet. []'],
  ['nothing of the kind', ['PUT'], 'not-yet: No exchange to judge yet. []'],
  ['the first', ['OPTIONS'], 'not-yet: 1 of 3 in this order [OPTIONS]'],
  ['two of three', ['OPTIONS', 'PUT', 'DELETE'], 'not-yet: 2 of 3 in this order [OPTIONS | DELETE | 405]'],
  ['all, with others between', ['PUT', 'OPTIONS', 'PUT', 'DELETE', 'GET', 'PUT'], 'met: 3 of 3 in this order [OPTIONS | DELETE | 405 | GET]'],
  ['all after a false start', ['GET', 'DELETE', 'OPTIONS', 'DELETE', 'GET'], 'met: 3 of 3 in this order [OPTIONS | DELETE | 405 | GET]'],
  ['only a later one', ['GET'], 'not-yet: 0 of 3 in this order []'],
  ['all, in another order', ['DELETE', 'OPTIONS', 'GET'], 'missed: 1 of 3 in this order / all 3, each after the one before [OPTIONS | DELETE | 405]'],
])('%s', (_title, methods, expected) => {
  expect(outcome(WANTED, sent(...methods))).toBe(expected)
})

test('a miss has the words for what came too early', () => {
  expect(judgeOne(WANTED, sent('DELETE', 'OPTIONS', 'GET')).feedback).toEqual({ id: 'too-early', text: 'Ask before you delete.' })
})

test('one exchange does not stand for two conditions', () => {
  const twice: Wanted = { kind: 'order', order: [{ method: 'GET' }, { method: 'GET' }] }
  expect(outcome(twice, sent('GET'))).toBe('not-yet: 1 of 2 in this order [GET]')
  expect(outcome(twice, sent('GET', 'GET'))).toBe('met: 2 of 2 in this order [GET | GET]')
})

test('it is a miss only if each condition can have an exchange of its own', () => {
  const wanted: Wanted = { kind: 'order', order: [{ target: '/a', method: 'GET' }, { target: '/a' }, { status: 405 }] }
  expect(outcome(wanted, sent('DELETE', 'GET'))).toMatch(/^not-yet: 1 of 3/)
  expect(outcome(wanted, sent('DELETE', 'GET', 'PUT'))).toMatch(/^missed: 2 of 3/)
})
