// The order of a strict origin, from the first byte to the handler. Each request leaves its decision behind.
import { sectionOfAnswer } from '../../model/decision.ts'
import { REGISTERED_METHODS } from '../../model/methods.ts'
import { phrase, sayInEnglish, type Phrase } from '../../model/phrase.ts'
import { handlerNow, type Origin } from '../../model/scenario.ts'
import { listFaults, type WireFault } from '../../model/wire-fault.ts'
import type { Fault } from '../wire/fault.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import { admit } from './admission.ts'
import { problemAnswer } from './answer.ts'
import { Collections } from './collections.ts'
import { perform, type Run, type Task } from './handlers.ts'
import { allowedMethods, declaredMethods, findResource, handlerOf, implementedMethods } from './resources.ts'
import type { Plan, Service } from './service.ts'
import { refuseTraceContent, ruledOnTraceContent } from './trace-content.ts'

export interface OriginService extends Service {
  /** @returns the methods that a resource takes by declaration (HEAD and OPTIONS only if they are declared too), or undefined where there is none. */
  readonly takes: (path: string) => readonly string[] | undefined
}

/** @returns the service of an origin. @param deployed gives the origin as it is at the moment */
export function originService({ name, limits, server }: Origin, deployed: () => Origin, run: Run): OriginService {
  const collections = new Collections()
  return {
    name, limits, server, plan: head => decide(deployed(), head, { ...run, collections }), close: () => Promise.resolve(),
    takes: path => declaredMethods(deployed(), path),
  }
}

/** @returns the plan for bytes that the reader could not take any further. */
export function refuseFault({ check, status, because, section }: Fault, head: { readonly method: string; readonly target: string } | undefined): Plan {
  const { method, target } = head ?? { method: '', target: '' }
  const more = check === 'version' ? { supported: ['HTTP/1.0', 'HTTP/1.1'] } : status === 501 ? { permanent: true } : {}
  return { kind: 'refused', answer: problemAnswer(status, because, sayInEnglish(because), more), ruling: { status, check, passed: false, because, section, method, target } }
}

/** @returns the plan for a request whose head was read: refused, or what is to be done. */
function decide(origin: Origin, head: RequestHead, { isOn, nextId, collections }: Run & { readonly collections: Collections }): Plan {
  const { method } = head
  const { path, about, refuse, refusal } = admit(head, origin.name)
  const accept = (task: Task, faults: readonly WireFault[] = []): Plan => ({
    kind: 'accepted', ...(faults.length > 0 && { faults }),
    perform: ({ content, interim }) => refuseTraceContent(head, content) ?? perform(task, { head, path, content, origin, collections, nextId, ...(interim && { interim }) }),
    rule: ({ status, because }) => ruledOnTraceContent({ status, check: 'handler', passed: status < 500, because: because.id === 'decision.handler-reply' && faults.length > 0 ? withFaults(status, faults) : because, section: sectionOfAnswer(status), ...about }),
  })

  if (refusal) return refusal
  const implemented = implementedMethods(origin)
  if (!implemented.includes(method)) return refuse('method-implemented', 501, whyNotImplemented(implemented, method), { method, implemented, permanent: true })
  if (path === '*') return accept({ kind: 'options', allow: implemented })
  const found = findResource(origin, path)
  if (!found) return refuse('resource-exists', 404, phrase('decision.resource-missing', about))
  const allow = allowedMethods(origin, found)
  if (!allow.includes(method)) {
    const because = allow.length > 0 ? phrase('decision.method-not-taken', { method, allow: allow.join(', ') }) : phrase('decision.method-none-taken', { method })
    return refuse('method-taken', 405, because, { method, allow }, [['Allow', allow.join(', ')]])
  }
  if (found.kind === 'diagnostic') return accept({ kind: 'diagnostic', code: found.code, query: path.split('?')[1] ?? '' })
  const declared = handlerOf(found.resource, method)
  const handler = declared && handlerNow(declared, isOn)
  if (handler) return accept({ kind: 'handler', handler }, listFaults(handler.fault))
  return accept(method === 'TRACE' ? { kind: 'trace' } : { kind: 'options', allow })
}

/** Three ways to be implemented nowhere: another spelling, a registered name, or a token that nobody registered. */
function whyNotImplemented(implemented: readonly string[], method: string): Phrase {
  const like = implemented.find(name => name !== method && name.toLowerCase() === method.toLowerCase())
  if (like !== undefined) return phrase('decision.method-case', { method, like })
  return phrase(REGISTERED_METHODS.has(method) ? 'decision.method-known-nowhere' : 'decision.method-implemented-nowhere', { method })
}

function withFaults(status: number, faults: readonly WireFault[]): Phrase {
  return phrase('decision.handler-fault', { status, faults: faults.map(({ kind }) => kind).join(', ') })
}
