// Several hops: a client's `client-edge`, a cache's `edge-gw`, a gateway's `gw-shop`.
import { expect, test } from 'vitest'
import { judge } from '../../../electron/core/grader/judge.ts'
import type { Condition } from '../../../electron/model/condition.ts'
import type { ScenarioEvent } from '../../../electron/model/control.ts'
import { Scenario } from '../../../electron/model/scenario.ts'
import { sayInEnglish } from '../../../electron/model/phrase.ts'
import type { Question } from '../../../electron/model/question.ts'
import type { z } from 'zod'
import { capture, slice } from '../../support/transcript.ts'
import { answer, labOf, type Wanted } from './judging.ts'

const SCENARIO = Scenario.parse({
  participants: [
    { role: 'cache', name: 'edge', to: 'gw' },
    { role: 'gateway', name: 'gw', routes: [{ pool: [{ to: 'shop' }] }] },
    { role: 'origin', name: 'shop', implements: ['GET', 'POST'], resources: { '/a': { GET: { kind: 'reply', text: 'a' } } } },
  ],
})
const hop = (name: string, trace: string, status: number, source = 'participant', line = 'GET /a') =>
  `@ hop=${name} trace=${trace} source=${source} connection=${name}-${trace} nth=1\n> ${line} HTTP/1.1\n< HTTP/1.1 ${status} X\n\n`
/** All the way in, through the gateway only, and from the cache. */
const THROUGH = hop('gw-shop', 't1', 200) + hop('edge-gw', 't1', 200) + hop('client-edge', 't1', 200, 'composer')
const REFUSED = hop('edge-gw', 't2', 501, 'participant', 'BREW /a') + hop('client-edge', 't2', 501, 'composer', 'BREW /a')
const CACHED = hop('client-edge', 't3', 200, 'composer')

function judged(wanted: Wanted, transcript: string, events: readonly ScenarioEvent[] = []) {
  const exchanges = capture(transcript)
  const [verdict] = judge({ ...labOf({ expectations: [{ id: 'it', says: 'It.', ...wanted }] }), scenario: SCENARIO }, exchanges, [], events)
  if (!verdict) throw new Error('nothing was judged')
  const words = [verdict.seen, verdict.expected].flatMap(said => said ? [sayInEnglish(said)] : []).join(' / ')
  return `${verdict.outcome}: ${words} [${verdict.evidence.map(place => `${exchanges.find(({ id }) => id === place.exchange)?.hop} ${slice(exchanges, place)}`).join(' | ')}]`
}
const one = (expect: Condition, transcript: string) => judged({ expect }, transcript)

test.each<[string, Condition, string, string]>([
  ['the origin', { answeredBy: 'shop' }, THROUGH, 'met: GET /a → 200 [gw-shop HTTP/1.1 200 X]'],
  ['the gateway', { answeredBy: 'gw' }, REFUSED, 'met: BREW /a → 501 [edge-gw HTTP/1.1 501 X]'],
  ['the cache', { answeredBy: { role: 'cache' } }, CACHED, 'met: GET /a → 200 [client-edge HTTP/1.1 200 X]'],
  ['another', { answeredBy: ['edge', 'gw'] }, THROUGH, 'missed: an answer of shop / one of edge, gw [gw-shop HTTP/1.1 200 X]'],
  ['not the origin', { answeredBy: { not: ['shop'] } }, THROUGH, 'missed: an answer of shop / an answer of another than shop [gw-shop HTTP/1.1 200 X]'],
  ['nobody', { answeredBy: 'shop' }, '@ hop=client-edge\n> GET /a HTTP/1.1', 'missed: an answer of which nobody can tell whose it is / an answer of shop [client-edge GET /a HTTP/1.1]'],
])('an answer of %s', (_, condition, transcript, expected) => {
  is(one(condition, transcript), expected)
})

test.each<[Condition['hops'], string, string]>([
  [{ shop: 'present' }, THROUGH, 'met: GET /a → 200 [gw-shop GET /a HTTP/1.1]'],
  [{ shop: 'absent' }, THROUGH, 'missed: the request came to shop / the request did not come to shop [gw-shop GET /a HTTP/1.1]'],
  [{ shop: 'absent', gw: { status: 501 } }, REFUSED, 'met: BREW /a → 501 [client-edge BREW /a HTTP/1.1 | edge-gw 501]'],
  [{ 'edge-gw': 'present' }, CACHED, 'missed: the request did not come to edge-gw / the request came to edge-gw [client-edge GET /a HTTP/1.1]'],
  [{ gw: { method: 'POST' } }, THROUGH, 'missed: method is GET / method is POST [edge-gw GET]'],
])('further in: %j', (hops, transcript, expected) => {
  is(one({ hops: hops ?? {} }, transcript), expected)
})

test('what came to a participant is looked at there', () => {
  const all = THROUGH + REFUSED + CACHED
  is(judged({ at: 'shop', expect: { status: 200 }, atLeast: 1, atMost: 1 }, all), 'met: GET /a → 200 [gw-shop 200]')
  is(judged({ at: 'edge-gw', expect: { status: 501 } }, all), 'met: BREW /a → 501 [edge-gw 501]')
  is(judged({ at: 'shop', expect: { method: 'BREW' } }, REFUSED), 'not-yet: No exchange to judge yet. []')
  is(judged({ expect: {}, atLeast: 3, distinct: 'answeredBy' }, all), 'met: 3 of 3 [client-edge GET /a HTTP/1.1 | client-edge BREW /a HTTP/1.1 | client-edge GET /a HTTP/1.1]')
})

test('of the two sides of a hop, the one that was asked for', () => {
  const both = hop('client-edge', 't1', 200, 'composer').replace('@', '@ side=server') + hop('client-edge', 't1', 200, 'composer')
  is(judged({ side: 'server', expect: {}, atLeast: 1, atMost: 1 }, both), 'met: GET /a → 200 [client-edge GET /a HTTP/1.1]')
  is(judged({ expect: {}, atLeast: 2 }, both), 'not-yet: 1 of 2 [client-edge GET /a HTTP/1.1]')
})

test('an imported capture shows one hop: nothing further in is even absent', () => {
  const imported = CACHED.replace('composer', 'import')
  is(one({ hops: { gw: 'absent' } }, imported), 'missed: a request of which one hop is known only / the request did not come to gw [client-edge GET /a HTTP/1.1]')
  is(one({ answeredBy: 'edge' }, imported), 'missed: an answer of which nobody can tell whose it is / an answer of edge [client-edge HTTP/1.1 200 X]')
})

const purge = (afterSeq: number): ScenarioEvent => ({ nth: 1, afterSeq, atWallMs: 0, control: { kind: 'purge', participant: 'edge' } })
test('after and before an event', () => {
  const wanted: Wanted = { after: { event: { kind: 'purge', participant: 'edge' } }, expect: { status: 200 } }
  const plain = CACHED + CACHED.replace('t3', 't4')
  is(judged(wanted, plain), 'not-yet: No exchange to judge yet. []')
  is(judged(wanted, plain, [purge(1)]), 'met: GET /a → 200 [client-edge 200]')
  is(judged(wanted, plain, [purge(2)]), 'not-yet: No exchange to judge yet. []')
  is(judged({ ...wanted, after: undefined, before: { event: { kind: 'purge' } }, atLeast: 2 }, plain, [purge(1)]), 'not-yet: 1 of 2 [client-edge 200]')
  is(judged({ ...wanted, after: { event: { kind: 'kill' } } }, plain, [purge(1)]), 'not-yet: No exchange to judge yet. []')
  is(judged(wanted, plain, [purge(1), purge(2)]), 'met: GET /a → 200 [client-edge 200]')
  is(judged({ ...wanted, after: { event: { kind: 'purge', last: true } } }, plain, [purge(1), purge(2)]), 'not-yet: No exchange to judge yet. []')
})

const ATTRIBUTION: z.input<typeof Question> = {
  kind: 'attribution', id: 'it', ask: 'Who?', about: { status: ['501', '200'].map(Number) }, right: 'Yes.', wrong: 'No.', near: [{ participant: 'shop', feedback: 'It never came there.' }],
}
test.each([
  ['gw', REFUSED, 'met right'], ['shop', REFUSED, 'missed near-1'], ['edge', REFUSED, 'missed wrong'], ['edge', REFUSED + CACHED, 'met right'],
  ['shop', THROUGH, 'met right'], ['gw', '', 'not-yet undefined'], ['tea', THROUGH, 'not-yet undefined'], ['edge', CACHED.replace('composer', 'import'), 'not-yet undefined'],
])('%s answered, as the trace shows', (participant, transcript, expected) => {
  const exchanges = capture(transcript)
  const [verdict] = judge({ ...labOf({ questions: [ATTRIBUTION] }), scenario: SCENARIO }, exchanges, [answer(participant)])
  expect(`${verdict?.outcome} ${verdict?.feedback?.id}`).toBe(expected)
  if (verdict?.outcome === 'met') expect(verdict.evidence).toHaveLength(1)
})

function is(actual: string, expected: string): void {
  expect(actual).toBe(expected)
}
