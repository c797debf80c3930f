// What a participant does with the requests that its connections read. One for each role.
import type { Ruling } from '../../model/decision.ts'
import type { Limits } from '../../model/scenario.ts'
import type { WireFault } from '../../model/wire-fault.ts'
import type { Place } from '../recorder/seen-exchange.ts'
import type { Fault } from '../wire/fault.ts'
import type { RequestLine } from '../wire/grammar.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import type { OutField } from '../wire/write-message.ts'
import { failureAnswer, type Answer } from './answer.ts'

/** A request that was read to its end. */
export interface Asked {
  readonly head: RequestHead
  readonly content: Buffer
  readonly place: Place
  /** Is given what stops the work on this request if the client goes away before it is answered. */
  readonly onGone: (stop: () => void) => void
  /** Sends a 1xx answer before the final one. Absent where none may be sent: to HTTP/1.0 clients (RFC 9110 §15.2). */
  readonly interim?: (status: number, fields: readonly OutField[]) => void
}

/** What is going to happen to a request, decided when its head was read. */
export type Plan =
  | { readonly kind: 'refused'; readonly answer: Answer; readonly ruling: Ruling }
  | {
    readonly kind: 'accepted'
    /** @throws whatever the handler throws; the connection makes that a 500 */
    readonly perform: (asked: Asked) => Answer | Promise<Answer>
    /** What the answer makes of the decision. */
    readonly rule: (answer: Answer) => Ruling
    /** What goes wrong with the answer on the wire, whatever it is. */
    readonly faults?: readonly WireFault[]
  }

export type AcceptedPlan = Extract<Plan, { kind: 'accepted' }>

/** @returns the plan's answer; of one that throws, a 500 with an id. */
export function performSafely(plan: AcceptedPlan, asked: Asked, nextId: () => string): Answer | Promise<Answer> {
  try {
    const answer = plan.perform(asked)
    return answer instanceof Promise ? answer.catch(error => failureAnswer(error, nextId())) : answer
  } catch (error) {
    return failureAnswer(error, nextId())
  }
}

export interface Service {
  readonly name: string
  readonly limits: Limits
  /** The Server field of answers of its own. */
  readonly server: string
  readonly plan: (head: RequestHead) => Plan
  /** Whether its reader notes what is odd about a request and reads on, so that `plan` can judge it. */
  readonly isTolerant?: boolean
  /** Instead of `plan` for what comes over HTTP/2: a persona of a reader of HTTP/1.x does not stand in that way. */
  readonly planOverHttp2?: (head: RequestHead) => Plan
  /** What it does with bytes that the reader could not take any further; the default refuses as RFC 9110 and 9112 say. @param received of this request and what follows */
  readonly faulted?: (fault: Fault, line: RequestLine | undefined, received: Buffer) => Plan | undefined
  /** Forgets stored answers; only a cache has any. */
  readonly purge?: () => unknown
  /** Gives back what it holds: connections to others, stored answers. */
  readonly close: () => Promise<void>
}
