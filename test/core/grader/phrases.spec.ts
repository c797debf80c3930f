// Every sentence that a verdict can have is made by a real judging here; a phrase without a row does not compile.
import { expect, test } from 'vitest'
import type { Condition } from '../../../electron/model/condition.ts'
import type { PhraseId } from '../../../electron/model/phrases-en.ts'
import { english } from '../../../electron/model/phrases-en.ts'
import type { Verdict } from '../../../electron/model/verdict.ts'
import { capture } from '../../support/transcript.ts'
import { answer, judgeOne, judgeStep, type Wanted } from './judging.ts'

const GET = '> GET /a HTTP/1.1\n< HTTP/1.1 200 OK\n< Allow: GET\n<\n< {"a":1}'
const BREW = '> BREW /a HTTP/1.1\n< HTTP/1.1 501 X'
const CUT = '> GET /a HTTP/1.1\n< HTTP/1.1 200 OK\n< Content-Length: 9\n<\n< a'
const DEEP = `> GET /a HTTP/1.1\n< HTTP/1.1 200 OK\n<\n< ${'['.repeat(500)}${']'.repeat(500)}`

const one = (condition: Condition, transcript = GET) => () => judgeOne({ expect: condition }, transcript)
const whole = (wanted: Wanted, transcript: string) => () => judgeOne(wanted, transcript)
const contrast = (transcript: string) =>
  whole({ kind: 'contrast', differOnlyIn: 'method', first: { status: [200, 405] }, second: { status: 501 } }, transcript)
const never = (transcript: string) => whole({ kind: 'never', never: { method: 'GET' }, after: { method: 'BREW' } }, transcript)
const intervals = (known: string) => whole({ kind: 'intervals', select: { method: 'GET' }, intervals: { atLeastMs: 1_000 } }, `@ started=0\n${GET}\n\n${known}\n${GET}`)
const coverage = (transcript: string) => whole({ kind: 'coverage', methods: ['GET', 'PUT'], targets: ['/', '/a'] }, transcript)
const matched = (...pairs: string[]) => () => judgeStep({
  questions: [{
    kind: 'match', id: 'it', ask: 'Which?', right: 'Yes.', wrong: 'No.', answers: [{ id: 'x', label: 'X' }, { id: 'y', label: 'Y' }],
    items: [{ id: 'a', label: 'A', goes: 'x' }, { id: 'b', label: 'B', goes: 'y' }],
  }],
}, [], [answer(pairs)])
const option = (id: string, right: boolean) => ({ id, label: id, right, feedback: id })
const multiple = (...chosen: string[]) => () => judgeStep(
  { questions: [{ kind: 'multiple', id: 'it', ask: 'Which?', options: [option('a', true), option('b', true)] }] }, [], chosen.length > 0 ? [answer(chosen)] : [],
)
const predict = (chosen?: string, after = 0, first = 501) => () => judgeStep({
  prediction: { id: 'it', ask: 'What?', about: {}, options: [{ id: 'a', label: 'A', status: first }, { id: 'b', label: 'B', status: 405 }] },
}, capture(BREW), chosen === undefined ? [] : [answer(chosen, after)])

type VerdictPhrase = Extract<PhraseId, `verdict.${string}`>
const MADE: Record<VerdictPhrase, () => Verdict> = {
  'verdict.nothing-yet': one({}, ''),
  'verdict.unanswered': multiple(),
  'verdict.status': one({ status: 501 }),
  'verdict.no-status': one({ status: 501 }, '> GET /a HTTP/1.1'),
  'verdict.no-request': one({ method: 'GET' }, '@ ending=refused'),
  'verdict.any-of': one({ method: ['A', 'B'] }),
  'verdict.is': one({ method: 'A' }),
  'verdict.is-not': one({ method: { not: ['GET'] } }),
  'verdict.is-any-case': one({ method: { ignoringCase: 'a' } }),
  'verdict.starts-with': one({ target: { startsWith: '/b' } }),
  'verdict.has': one({ target: { contains: 'b' } }),
  'verdict.some': one({ method: {} }, '@ ending=refused'),
  'verdict.method-implemented': one({ method: { implemented: true } }, BREW),
  'verdict.method-not-implemented': one({ method: { implemented: false } }),
  'verdict.head-cut': one({ fields: { Via: 'absent' } }, '> GET /a HTTP/1.1\n< ~HTTP/1.1 200 OK\n< Allow: GET'),
  'verdict.field-present': one({ fields: { Via: 'present' } }),
  'verdict.field-absent': one({ fields: { Allow: 'absent' } }),
  'verdict.field-value': one({ fields: { Allow: { equals: 'PUT' } } }),
  'verdict.field-list': one({ fields: { Allow: { list: { is: ['PUT'] } } } }),
  'verdict.field-list-empty': one({ fields: { Allow: { list: { is: [] } } } }),
  'verdict.field-list-contains': one({ fields: { Allow: { list: { contains: ['PUT'] } } } }),
  'verdict.field-list-lacks': one({ fields: { Allow: { list: { lacks: ['GET'] } } } }),
  'verdict.content-empty': one({ content: { empty: true } }),
  'verdict.content-some': one({ content: { empty: true } }),
  'verdict.content-any': one({ content: { empty: false } }, BREW),
  'verdict.content-cut': one({ content: { lacks: 'b' } }, CUT),
  'verdict.content-contains': one({ content: { contains: 'b' } }),
  'verdict.content-lacks': one({ content: { lacks: 'a' } }),
  'verdict.content-not-json': one({ content: { json: [{ path: '$' }] } }, CUT),
  'verdict.json': one({ content: { json: [{ path: '$.a', equals: 2 }] } }),
  'verdict.json-missing': one({ content: { json: [{ path: '$.b' }] } }),
  'verdict.json-exists': one({ content: { json: [{ path: '$.b' }] } }),
  'verdict.json-type': one({ content: { json: [{ path: '$.a', type: 'string' }] } }),
  'verdict.json-too-deep': one({ content: { json: [{ path: '$..a' }] } }, DEEP),
  'verdict.field-item': one({ fields: { Allow: { item: 'PUT' } } }),
  'verdict.field-member': one({ fields: { Allow: { member: 'PUT' } } }),
  'verdict.field-key': one({ fields: { Allow: { dictionary: { get: true } } } }),
  'verdict.content-equals': one({ content: { equals: 'b' } }),
  'verdict.content-length': one({ content: { length: 9 } }),
  'verdict.json-within': one({ content: { json: [{ path: '$.a', atLeast: 2 }] } }),
  'verdict.schema': one({ content: { schema: { required: ['b'] } } }),
  'verdict.schema-unfit': one({ content: { schema: { required: ['b'] } } }),
  'verdict.took': one({ tookMs: { atLeast: 5 } }, `@ took=2\n${GET}`),
  'verdict.answered-by': one({ answeredBy: 'gateway' }),
  'verdict.answered-by-other': one({ answeredBy: { not: ['origin'] } }),
  'verdict.answered-by-role': one({ answeredBy: { role: 'cache' } }),
  'verdict.answered-by-unknown': one({ answeredBy: 'origin' }, `@ source=import\n${GET}`),
  'verdict.hop-present': one({ hops: { cache: 'present' } }),
  'verdict.hop-absent': one({ hops: { cache: 'present' } }),
  'verdict.hop-unknown': one({ hops: { cache: 'absent' } }, `@ source=import\n${GET}`),
  'verdict.never': never(`${BREW}\n\n${GET}`),
  'verdict.never-so-far': never(BREW),
  'verdict.intervals': intervals('@ started=9000'),
  'verdict.waited': intervals('@ started=100'),
  'verdict.wait': intervals('@ started=100'),
  'verdict.coverage': coverage(GET),
  'verdict.coverage-left': coverage(GET),
  'verdict.answer': coverage('> GET /a HTTP/1.1\n<'),
  'verdict.taken': whole({ kind: 'coverage', methods: ['OPTIONS'], targets: ['/'], asDeclared: true }, '> OPTIONS / HTTP/1.1\n< HTTP/1.1 405 X'),
  'verdict.count': whole({ expect: {}, atLeast: 2 }, GET),
  'verdict.count-seen': whole({ expect: {}, atMost: 0 }, GET),
  'verdict.count-most': whole({ expect: {}, atMost: 0 }, GET),
  'verdict.met-by': one({ method: 'GET' }),
  'verdict.met-by-unanswered': one({ method: 'GET' }, '> GET /a HTTP/1.1'),
  'verdict.order-at': whole({ kind: 'order', order: [{ method: 'GET' }, { method: 'BREW' }] }, GET),
  'verdict.order': whole({ kind: 'order', order: [{ method: 'GET' }, { method: 'BREW' }] }, `${BREW}\n\n${GET}`),
  'verdict.differ-only-in': contrast(`${GET}\n\n${BREW}`),
  'verdict.differ-also-in': contrast(`${GET}\n\n${BREW.replace('/a', '/b')}`),
  'verdict.differ-clients': contrast(`${GET}\n\n@ source=outside\n${BREW.replace('\n<', '\n> User-Agent: curl/8\n<')}`),
  'verdict.differ-not': contrast(`${BREW.replace('501', '405')}\n\n${BREW}`),
  'verdict.contrast-missing': contrast(GET),
  'verdict.answered': multiple('a', 'b'),
  'verdict.chosen': multiple('a'),
  'verdict.chosen-for': matched('a=x'),
  'verdict.in-place': matched('a=y', 'b=y'),
  'verdict.not-a-number': () => judgeStep({ questions: [{ kind: 'number', id: 'it', ask: 'How many?', value: 1, right: 'Yes.', wrong: 'No.' }] }, [], [answer('one')]),
  'verdict.predicted': predict('b', 0, 404),
  'verdict.predicted-other': predict('b'),
  'verdict.predicted-right': predict('a'),
  'verdict.unpredicted': predict(),
  'verdict.predicted-late': predict('a', 1),
  'verdict.could-not-judge': predict('z'),
}

test.each(Object.entries(MADE))('%s', (id, make) => {
  const { seen, expected } = make()
  const said = [seen, expected].find(phrase => phrase?.id === id)
  const blanks = [...english[id as VerdictPhrase].matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  expect(Object.keys(said?.values ?? { 'it was': 'not said' }).sort()).toEqual(blanks.sort())
})

test('no row without a phrase', () => {
  expect(Object.keys(MADE).sort()).toEqual(Object.keys(english).filter(id => id.startsWith('verdict.')).sort())
})
