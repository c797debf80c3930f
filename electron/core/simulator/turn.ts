// One request and its answer, while they are on their way.
import type { Ruling } from '../../model/decision.ts'
import type { ByteTape } from '../recorder/byte-tape.ts'
import type { SeenExchange } from '../recorder/seen-exchange.ts'
import { listOf } from '../wire/framing.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import { GatheredContent } from './gathered-content.ts'
import { OutTape } from './out-tape.ts'
import type { Plan } from './service.ts'

/** @returns whether the client wants to keep the connection (RFC 9112 §9.3): 1.1 does unless it says close, 1.0 only if it says keep-alive. */
export function persists(head: RequestHead): boolean {
  const options = listOf(head, 'connection')
  return !options.includes('close') && (head.version !== 'HTTP/1.0' || options.includes('keep-alive'))
}

/** An answer that is being written. `takesAll`: its request ends wherever its bytes end. */
export interface Due { readonly ruling: Ruling; readonly closes: boolean; readonly takesAll: boolean }

/** What could not be read as a request can still be seen to ask for no content. */
const BEGINS_WITH_HEAD = /^(?:\r\n)*HEAD /

export class Turn {
  /** Which request of its connection it is, from 1. */
  readonly nth: number
  content = new GatheredContent()
  readonly out = new OutTape()
  head: RequestHead | undefined
  plan: Plan | undefined
  due: Due | undefined
  /** Ends what is under way for it: asking somebody else, or writing the answer. */
  stop: (() => void) | undefined

  constructor(nth: number) {
    this.nth = nth
  }

  /** A HEAD that could not be read to its end gets no content either (RFC 9110 §9.3.2). @param inbound begins with the request */
  isForHead(inbound: ByteTape): boolean {
    return this.head ? this.head.method === 'HEAD' : BEGINS_WITH_HEAD.test(inbound.peek(32).toString('latin1'))
  }

  /** @returns what is known of the exchange, when its answer is written; then it is forgotten. */
  seen(): Pick<SeenExchange, 'nth' | 'response' | 'timing' | 'ruling'> {
    const { nth, due, out } = this
    this.forget()
    return { nth, response: out.bytes, timing: out.timing, ...(due && { ruling: due.ruling }) }
  }

  /** Lets go of what was needed to answer; an idle connection holds no content. */
  forget(): void {
    this.head = undefined
    this.plan = undefined
    this.due = undefined
    this.stop = undefined
    this.content = new GatheredContent()
  }
}
