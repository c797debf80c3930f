// What every participant asks of a request before it looks at the method: is it meant for me, and can I do what it expects?
import { sectionOf, type Check } from '../../model/decision.ts'
import { phrase, sayInEnglish, type Phrase } from '../../model/phrase.ts'
import { listOf, valuesOf } from '../wire/framing.ts'
import { destinationOf } from '../wire/host.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import type { OutField } from '../wire/write-message.ts'
import { problemAnswer } from './answer.ts'
import type { Plan } from './service.ts'

/** The names by which every participant can be called, whatever its port. */
const OWN_HOSTS = new Set(['127.0.0.1', '[::1]', 'localhost'])

export interface Admission {
  /** The path with its query, `*`, or CONNECT's authority. */
  readonly path: string
  /** What a ruling says that it was about. */
  readonly about: { readonly method: string; readonly target: string }
  /** Makes a refusal at `check`, with problem details (RFC 9457). */
  readonly refuse: (check: Check, status: number, because: Phrase, more?: Record<string, unknown>, fields?: readonly OutField[]) => Plan
  /** The refusal, if the request is for another server (421) or expects what cannot be done (417). */
  readonly refusal: Plan | undefined
}

/** @returns where the request is meant to go and whether it may (RFC 9110 §7.4, §10.1.1). @param name of the participant, which it can be called by too */
export function admit(head: RequestHead, name = ''): Admission {
  const { method, scheme: over = 'http' } = head
  const { scheme, host, path } = destinationOf(method, head.target, valuesOf(head, 'host')[0], over)
  const about = { method, target: path }
  const refuse: Admission['refuse'] = (check, status, because, more = {}, fields = []) => ({
    kind: 'refused', answer: problemAnswer(status, because, sayInEnglish(because), more, fields),
    ruling: { status, check, passed: false, because, section: sectionOf(check), ...about },
  })
  const elsewhere = (other: string) => refuse('authority', 421, phrase('decision.authority-other', { host: other }))
  const unknown = head.version === 'HTTP/1.0' ? undefined : listOf(head, 'expect').find(expectation => expectation !== '100-continue')
  // What is asked for under https must have come over TLS, and what comes over TLS is meant for https (RFC 9110 §7.4).
  const refusal = head.isAdmitted ? undefined : scheme !== over ? elsewhere(`${scheme}://${host}`)
    : method !== 'CONNECT' && host !== '' && host !== name && !OWN_HOSTS.has(host) ? elsewhere(host)
      : unknown === undefined ? undefined : refuse('expectation', 417, phrase('decision.expectation-unknown', { expectation: unknown }))
  return { path, about, refuse, refusal }
}
