// What a server's answers look like, and whether each form of a request that must be read is read.
import type { CheckId } from '../../../model/checks-en.ts'
import { byRules, byStatus, judged, whereItIs, type Check } from './check.ts'
import type { Seen } from './seen.ts'

const hasError = (seen: Seen) => seen.answers.some(([, subject]) => subject.isError)

/** Another form of the GET, to be answered as the usual one is. */
function likeGet(id: CheckId, probe: string, section: string): Check {
  return whereItIs({
    id, level: 'must', section,
    judge: seen => {
      const [status, usual] = [seen.status(probe), seen.status('get')]
      if (status === 0) return judged('missed', 'no-answer', {}, seen.evidence(probe))
      return status === usual ? judged('met', 'same', { status }, seen.evidence(probe)) : judged('missed', 'differs', { status, usual }, seen.evidence(probe))
    },
  })
}

export const answerChecks: readonly Check[] = [
  byStatus('missing', 'good', 'RFC 9110 §15.5.5', 'missing', [['404 410', 'met', 'as-expected'], ['401 403', 'met', 'as-expected'], ['2xx', 'missed', 'soft-404'], ['3xx 4xx', 'partly', 'other-status'], ['other', 'missed', 'other-status']]),
  likeGet('absolute-form', 'absolute', 'RFC 9112 §3.2.2'),
  // HTTP/1.0 had no Host, so its absence is no fault there (RFC 9112 §3.2 asks HTTP/1.1 for it).
  { ...likeGet('http-1.0', 'http-1.0', 'RFC 9110 §2.5'), level: 'should' },
  whereItIs({
    id: 'two-requests', level: 'must', section: 'RFC 9112 §9.3',
    judge: seen => {
      const [first, second] = seen.subjects('two')
      if (!first || first.status === 0) return judged('missed', 'no-answer', {}, seen.evidence('two'))
      if (second && second.status > 0) return judged('met', 'both-answered', {}, [first.start('response'), second.start('response')])
      const says = first.list('response', 'connection').includes('close') || first.final?.version === 'HTTP/1.0'
      return says ? judged('met', 'closes-and-says', {}, first.at('response', 'connection')) : judged('missed', 'closes-silently', {}, seen.evidence('two'))
    },
  }),
  byRules('framing', 'must', 'RFC 9112 §6', [
    'response-malformed', 'no-status-line', 'content-cut', 'octets-after-response', 'content-on-204', 'content-on-205', 'content-on-304', 'length-on-204', 'coding-on-204',
    'length-and-coding', 'length-unreadable', 'length-twice', 'coding-to-http-1.0', 'trailer-forbidden',
  ], seen => seen.answers.length > 0),
  byRules('fields', 'must', 'RFC 9110 §5.5', [
    'date-unreadable', 'field-twice', 'list-with-empty-member', 'content-type-unreadable', 'etag-unreadable', 'location-unreadable', 'retry-after-unreadable', 'structured-unreadable',
    'upgrade-without-option', '401-without-challenge', '407-without-challenge', '426-without-upgrade',
  ], seen => seen.answers.length > 0),
  byRules('date', 'must', 'RFC 9110 §6.6.1', ['date-missing'], seen => seen.answers.length > 0),
  byRules('content-type', 'should', 'RFC 9110 §8.3', ['content-untyped', 'error-untyped'], seen => seen.answers.some(([, subject]) => subject.length('response') > 0)),
  byRules('errors-explained', 'should', 'RFC 9110 §15.5', ['error-without-content'], hasError),
  byRules('content-true', 'good', 'RFC 9110 §8.3', ['json-unreadable', 'problem-not-json', 'problem-status-differs', 'problem-member-mistyped', 'coding-unlike-content'], seen => seen.answers.length > 0),
]
