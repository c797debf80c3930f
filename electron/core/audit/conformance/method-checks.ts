// What a server says about methods.
import { byRules, byStatus, judged, whereItIs, type Check, type StatusTable } from './check.ts'
import type { Seen } from './seen.ts'

/** Which answers to a method that nobody knows are right, and which 4xx are justified (RFC 9110 §9.1, §15.5, §15.6.2). */
const UNKNOWN: StatusTable = [
  ['501', 'met', 'unknown-501'], ['405', 'partly', 'unknown-405'], ['400', 'partly', 'unknown-400'], ['401 403 407', 'met', 'unknown-guarded'],
  ['404 410', 'missed', 'unknown-404'], ['2xx 3xx 412', 'missed', 'unknown-taken'], ['4xx', 'partly', 'unknown-other'], ['other', 'missed', 'unknown-other'],
]
const UNKNOWN_MISSING: StatusTable = [['404 410', 'met', 'unknown-missing'], ...UNKNOWN]
const CASE: StatusTable = [['2xx 3xx', 'missed', 'case-taken'], ...UNKNOWN]

const has = (seen: Seen, status: number) => seen.answers.some(([, subject]) => subject.status === status)

export const methodChecks: readonly Check[] = [
  byStatus('get', 'must', 'RFC 9110 §9.1', 'get', [['405 501', 'missed', 'other-status'], ['2xx 3xx', 'met', 'as-expected'], ['4xx', 'not-judged', 'no-resource'], ['5xx', 'missed', 'other-status']]),
  whereItIs(byRules('head', 'must', 'RFC 9110 §9.3.2', ['head-refused', 'content-on-head'], seen => seen.status('head') > 0)),
  whereItIs(byRules('head-like-get', 'should', 'RFC 9110 §9.3.2', ['head-unlike-get'], seen => seen.status('head') === 200)),
  whereItIs(byStatus('unknown-method', 'should', 'RFC 9110 §9.1', 'unknown', UNKNOWN)),
  byStatus('unknown-method-missing', 'should', 'RFC 9110 §9.1', 'unknown-missing', UNKNOWN_MISSING),
  whereItIs(byStatus('method-case', 'should', 'RFC 9110 §9.1', 'case', CASE)),
  whereItIs(byRules('refusals', 'should', 'RFC 9110 §9.1', ['404-for-method', '500-for-method'], seen => has(seen, 405) || has(seen, 501))),
  byRules('405-allow', 'must', 'RFC 9110 §15.5.6', ['405-without-allow'], seen => has(seen, 405)),
  byRules('allow-true', 'must', 'RFC 9110 §10.2.1', ['405-allows-it', 'allow-names-refused', 'allow-omits-taken', 'allow-not-methods'], seen => seen.answers.some(([, subject]) => subject.has('response', 'allow'))),
  byRules('options-true', 'should', 'RFC 9110 §9.3.7', ['options-without-allow', 'options-omits-taken', 'allow-differs'], seen => seen.subject('options')?.isSuccess ?? false),
  byStatus('options-star', 'good', 'RFC 9110 §9.3.7', 'options-star', [['2xx', 'met', 'as-expected'], ['501 4xx', 'partly', 'star-refused'], ['other', 'missed', 'other-status']]),
  byRules('one-voice', 'should', 'RFC 9110 §9.1', ['501-implemented', '501-and-405', '501-to-get'], seen => has(seen, 501)),
  {
    id: 'trace', level: 'should', section: 'RFC 9110 §9.3.8',
    judge: seen => {
      const subject = seen.subject('trace')
      const evidence = seen.evidence('trace')
      if (!subject) return judged('not-judged', 'not-asked')
      const { status } = subject
      if (status === 0) return judged('missed', 'no-answer', {}, evidence)
      if (subject.isSuccess && subject.mediaType('response') !== 'message/http') return judged('missed', 'trace-untyped', {}, evidence)
      return judged(status >= 500 && status !== 501 ? 'missed' : 'met', 'as-expected', { status }, evidence)
    },
  },
]
