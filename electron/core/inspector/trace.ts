// One request on every hop that was captured, from the client inwards.
import type { Exchange } from '../../model/exchange.ts'
import { CLIENT, journeyOf, sideOf, type Hop, type Journey } from '../../model/journey.ts'
import type { Subject } from './subject.ts'

/** A participant that sent on what it got: both as it saw them. */
export interface Passage {
  readonly participant: string
  readonly inbound: Subject
  /** In the order of time; more than one when it tried again. */
  readonly outbound: readonly Subject[]
}

/** An answer that is not one that was passed on. */
export interface OwnAnswer {
  readonly participant: string
  readonly subject: Subject
  /** Whether it passes requests on somewhere in the capture, and whether it did so with this one. */
  readonly isForwarder: boolean
  readonly isSentOn: boolean
  /** Whether another participant asked it. */
  readonly isBehind: boolean
}

export class Trace {
  readonly journey: Journey
  readonly #forwarders: ReadonlySet<string>
  readonly #subjects: (exchange: Exchange) => Subject

  /** @param forwarders the participants that pass requests on somewhere in the capture @param subjects gives the one reading of an exchange */
  constructor(exchanges: readonly Exchange[], participants: readonly string[], forwarders: ReadonlySet<string>, subjects: (exchange: Exchange) => Subject) {
    this.journey = journeyOf(exchanges, participants)
    this.#forwarders = forwarders
    this.#subjects = subjects
  }

  /** @returns the participants that sent a request on. Each is looked at from within: the server's side of what came, the client's of what left. */
  passages(): Passage[] {
    return this.journey.stops.filter(({ outbound }) => outbound.length > 0).map(({ participant, inbound, outbound }) => ({
      participant,
      inbound: this.#subjects(inbound.server ?? sideOf(inbound)),
      outbound: outbound.map(hop => this.#subjects(sideOf(hop))),
    }))
  }

  /** @returns the answers that participants made by themselves. */
  ownAnswers(): OwnAnswer[] {
    return this.journey.stops.filter(({ role }) => role === 'self').map(({ participant, inbound, outbound }) => ({
      participant,
      subject: this.#subjects(inbound.server ?? sideOf(inbound)),
      isForwarder: this.#forwarders.has(participant),
      isSentOn: outbound.length > 0,
      isBehind: inbound.from !== CLIENT,
    }))
  }

  /** @returns the hops of which both ends were seen. */
  bothEnds(): { readonly client: Subject; readonly server: Subject }[] {
    return this.journey.hops.flatMap(({ client, server }: Hop) => client && server ? [{ client: this.#subjects(client), server: this.#subjects(server) }] : [])
  }
}
