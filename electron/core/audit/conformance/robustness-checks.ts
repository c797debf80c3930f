// What a server does with requests that are wrong, too large, or make it fail.
import { pathIn, stackIn } from '../../inspector/rules/leaks.ts'
import { byStatus, judged, type Check, type StatusTable } from './check.ts'

const MUST_400: StatusTable = [['400', 'met', 'as-expected'], ['2xx 3xx', 'missed', 'must-400'], ['other', 'missed', 'not-400']]
/** RFC 9112 §3: an invalid request line SHOULD get 400, or 301 to where the target would be right. */
const SHOULD_400: StatusTable = [['400 301', 'met', 'as-expected'], ['501 4xx', 'partly', 'not-400'], ['2xx 3xx', 'missed', 'should-400'], ['other', 'missed', 'not-400']]

export const robustnessChecks: readonly Check[] = [
  byStatus('host-missing', 'must', 'RFC 9112 §3.2', 'host-missing', MUST_400),
  byStatus('host-twice', 'must', 'RFC 9112 §3.2', 'host-twice', MUST_400),
  byStatus('host-invalid', 'must', 'RFC 9112 §3.2', 'host-invalid', MUST_400),
  byStatus('colon-space', 'must', 'RFC 9112 §5.1', 'colon-space', MUST_400),
  byStatus('length-invalid', 'must', 'RFC 9112 §6.3', 'length-invalid', MUST_400),
  byStatus('lengths-differ', 'must', 'RFC 9112 §6.3', 'lengths-differ', MUST_400),
  byStatus('method-illegal', 'should', 'RFC 9112 §3', 'method-illegal', SHOULD_400),
  byStatus('coding-unknown', 'should', 'RFC 9112 §6.1', 'coding-unknown', [['501', 'met', 'as-expected'], ['2xx 3xx', 'missed', 'coding-taken'], ['4xx', 'partly', 'not-501'], ['other', 'missed', 'other-status']]),
  byStatus('target-long', 'must', 'RFC 9112 §3', 'target-long', [['414 2xx 3xx 404 410', 'met', 'as-expected'], ['4xx', 'missed', 'not-414'], ['other', 'missed', 'failed']]),
  byStatus('field-large', 'must', 'RFC 9110 §5.4', 'field-large', [['2xx 3xx 4xx', 'met', 'as-expected'], ['other', 'missed', 'failed']]),
  {
    id: 'no-500', level: 'good', section: 'RFC 9110 §15.6.1',
    judge: seen => {
      const [failed] = seen.answers.filter(([probe, { status }]) => probe !== 'fails' && status === 500)
      if (failed) return judged('missed', 'failed', { status: 500 }, seen.evidence(failed[0]))
      return seen.answers.length > 0 ? judged('met', 'nothing-found', { count: seen.answers.length }) : judged('not-judged', 'no-occasion')
    },
  },
  byStatus('failure', 'good', 'RFC 9110 §15.6.1', 'fails', [['500', 'met', 'as-expected'], ['501', 'missed', 'failure-501'], ['5xx', 'partly', 'other-status'], ['other', 'not-judged', 'not-500']]),
  {
    // Answers to malformed requests are looked at too: it is there that programs show a stack.
    id: 'no-leaks', level: 'good', section: 'RFC 9457 §5',
    judge: seen => {
      const errors = seen.answers.filter(([, subject]) => subject.isError)
      const [leaking] = errors.filter(([, subject]) => stackIn(subject.text('response')) ?? pathIn(subject.text('response')))
      if (leaking) return judged('missed', 'leaks', {}, [leaking[1].content('response')])
      return errors.length > 0 ? judged('met', 'nothing-found', { count: errors.length }) : judged('not-judged', 'no-occasion')
    },
  },
  {
    id: 'survives', level: 'good', section: 'RFC 9110 §15.6.1',
    judge: seen => {
      const [status, usual, probe] = [seen.status('after'), seen.status('get'), seen.killer]
      if (!seen.subject('after')) return judged('not-judged', 'not-asked')
      // Of one that never answered nobody can say that it lived.
      if (seen.answers.length === 0) return judged('not-judged', 'no-occasion')
      if (probe !== undefined) return judged('missed', 'died', { probe }, seen.evidence(probe))
      return status === usual ? judged('met', 'alive', { status }, seen.evidence('after')) : judged('missed', 'changed', { status, usual }, seen.evidence('after'))
    },
  },
]
