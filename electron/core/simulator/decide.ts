// The order of a strict origin, from the first byte to the handler. Each request leaves its decision behind.
import { CHECKS, type Check, type Decision, type DecisionStep } from '../../model/decision.ts'
import { REGISTERED_METHODS } from '../../model/methods.ts'
import { phrase, sayInEnglish, type Phrase } from '../../model/phrase.ts'
import type { Handler, Origin } from '../../model/scenario.ts'
import type { Fault } from '../wire/fault.ts'
import { listOf, valuesOf } from '../wire/framing.ts'
import { destinationOf } from '../wire/host.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import { problemAnswer, type Answer } from './answer.ts'
import { allowedMethods, findResource, handlerOf, isImplemented } from './resources.ts'

/** What is left to do once every check before the handler has passed. */
export type Task =
  | { readonly kind: 'handler'; readonly handler: Handler }
  | { readonly kind: 'diagnostic'; readonly code: string; readonly query: string }
  | { readonly kind: 'options'; readonly allow: readonly string[] }
  | { readonly kind: 'trace' }

export type Ruling =
  | { readonly kind: 'refused'; readonly answer: Answer; readonly decision: Decision }
  /** `decide` completes the decision with what the handler did. */
  | { readonly kind: 'accepted'; readonly task: Task; readonly path: string; readonly decide: (status: number, because: Phrase, passed: boolean) => Decision }

const OWN_HOSTS = new Set(['127.0.0.1', '[::1]', 'localhost'])
const SECTIONS: Record<Check, string> = {
  'well-formed': 'RFC 9112 §2.2', 'target-length': 'RFC 9112 §3', version: 'RFC 9110 §2.5', host: 'RFC 9112 §3.2', framing: 'RFC 9112 §6.3',
  'transfer-coding': 'RFC 9112 §6.1', authority: 'RFC 9110 §7.4', expectation: 'RFC 9110 §10.1.1', 'method-implemented': 'RFC 9110 §9.1',
  'resource-exists': 'RFC 9110 §15.5.5', 'method-taken': 'RFC 9110 §15.5.6', content: 'RFC 9110 §15.5.14', handler: 'RFC 9110 §15',
}

type Values = Readonly<Record<string, string | number>>

function passedBefore(check: Check, origin: Origin, values: Values): DecisionStep[] {
  const limits: Partial<Record<Check, number>> = {
    'target-length': origin.limits.requestLine, host: origin.limits.fieldSection, content: origin.limits.content,
  }
  return CHECKS.slice(0, CHECKS.indexOf(check)).map(name => {
    const limit = limits[name]
    const because = phrase(name === 'handler' ? 'decision.handler-reply' : `decision.${name}`, limit === undefined ? values : { limit })
    return { check: name, passed: true, because, section: SECTIONS[name] }
  })
}

/** @returns the ruling for bytes that the reader could not take any further. */
export function refuseFault(origin: Origin, fault: Fault, head: { readonly method: string; readonly target: string } | undefined): Ruling {
  const values = { method: head?.method ?? '', target: head?.target ?? '' }
  const steps = [...passedBefore(fault.check, origin, values), { check: fault.check, passed: false, because: fault.because, section: fault.section }]
  const more = fault.check === 'version' ? { supported: ['HTTP/1.0', 'HTTP/1.1'] } : fault.status === 501 ? { permanent: true } : {}
  const answer = problemAnswer(fault.status, fault.because, sayInEnglish(fault.because), more)
  return { kind: 'refused', answer, decision: { status: fault.status, steps } }
}

/** @returns the ruling for a request whose head was read: refused, or what is to be done. */
export function decide(origin: Origin, head: RequestHead): Ruling {
  const { method } = head
  const { host, path } = destinationOf(method, head.target, valuesOf(head, 'host')[0])
  const values = { method, target: path }
  const refuse = (check: Check, status: number, because: Phrase, more: Record<string, unknown> = {}, fields: readonly (readonly [string, string])[] = []): Ruling => ({
    kind: 'refused',
    answer: problemAnswer(status, because, sayInEnglish(because), more, fields),
    decision: { status, steps: [...passedBefore(check, origin, values), { check, passed: false, because, section: SECTIONS[check] }] },
  })
  const accept = (task: Task): Ruling => ({
    kind: 'accepted', task, path,
    decide: (status, because, passed) => ({
      status, steps: [...passedBefore('handler', origin, values), { check: 'handler', passed, because, section: `RFC 9110 §15` }],
    }),
  })

  if (method !== 'CONNECT' && host !== '' && !OWN_HOSTS.has(host)) return refuse('authority', 421, phrase('decision.authority-other', { host }))
  const unknown = head.version === 'HTTP/1.0' ? undefined : listOf(head, 'expect').find(expectation => expectation !== '100-continue')
  if (unknown !== undefined) return refuse('expectation', 417, phrase('decision.expectation-unknown', { expectation: unknown }))
  if (!isImplemented(origin, method)) {
    return refuse('method-implemented', 501, whyNotImplemented(origin, method), { method, implemented: origin.implements, permanent: true })
  }
  if (path === '*') return accept({ kind: 'options', allow: origin.implements })
  const found = findResource(origin, path)
  if (!found) return refuse('resource-exists', 404, phrase('decision.resource-missing', values))
  const allow = allowedMethods(origin, found)
  if (!allow.includes(method)) {
    const because = allow.length > 0 ? phrase('decision.method-not-taken', { method, allow: allow.join(', ') }) : phrase('decision.method-none-taken', { method })
    return refuse('method-taken', 405, because, { method, allow }, [['Allow', allow.join(', ')]])
  }
  if (found.kind === 'diagnostic') return accept({ kind: 'diagnostic', code: found.code, query: path.split('?')[1] ?? '' })
  const handler = handlerOf(found.resource, method)
  if (handler) return accept({ kind: 'handler', handler })
  return accept(method === 'TRACE' ? { kind: 'trace' } : { kind: 'options', allow })
}

/** Three ways to be implemented nowhere: another spelling, a registered name, or a token that nobody registered. */
function whyNotImplemented(origin: Origin, method: string): Phrase {
  const like = origin.implements.find(name => name !== method && name.toLowerCase() === method.toLowerCase())
  if (like !== undefined) return phrase('decision.method-case', { method, like })
  return phrase(REGISTERED_METHODS.has(method) ? 'decision.method-known-nowhere' : 'decision.method-implemented-nowhere', { method })
}
