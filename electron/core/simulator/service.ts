// What a participant does with the requests that its connections read. One for each role.
import type { Ruling } from '../../model/decision.ts'
import type { Limits } from '../../model/scenario.ts'
import type { WireFault } from '../../model/wire-fault.ts'
import type { Place } from '../recorder/seen-exchange.ts'
import type { Fault } from '../wire/fault.ts'
import type { RequestLine } from '../wire/grammar.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import type { Answer } from './answer.ts'

/** A request that was read to its end. */
export interface Asked { readonly head: RequestHead; readonly content: Buffer; readonly place: Place }

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

export interface Service {
  readonly name: string
  readonly limits: Limits
  /** The Server field of answers of its own. */
  readonly server: string
  readonly plan: (head: RequestHead) => Plan
  /** What it does with bytes that the reader could not take any further; the default refuses as RFC 9110 and 9112 say. @param received of this request and what follows */
  readonly faulted?: (fault: Fault, line: RequestLine | undefined, received: Buffer) => Plan | undefined
  /** Forgets stored answers; only a cache has any. */
  readonly purge?: () => unknown
  /** Gives back what it holds: connections to others, stored answers. */
  readonly close: () => Promise<void>
}
