// Everything that was captured, in the groups that rules compare within. Each group is made once, in one pass.
import type { Exchange } from '../../model/exchange.ts'
import { CLIENT, endsOf } from '../../model/journey.ts'
import { Subject } from './subject.ts'
import { Trace } from './trace.ts'

/** A lab has far fewer participants, and a request fewer hops; the search for the way of a request is not linear in either. */
const MOST_PARTICIPANTS = 64
const MOST_HOPS = 256

export class Captured {
  /** Each request on each hop once: as its sender saw it where that end was tapped, else as its recipient did. */
  readonly subjects: readonly Subject[]
  readonly #read = new Map<Exchange, Subject>()
  readonly #exchanges: readonly Exchange[]
  #witnessed: ReadonlySet<string> | undefined
  #traces: readonly Trace[] | undefined
  #servers: ReadonlyMap<string, readonly Subject[]> | undefined
  #resources: ReadonlyMap<string, readonly Subject[]> | undefined
  readonly #changedAfter: readonly number[]

  /** @param changedAfter the numbers of the exchanges after which something was done to the servers: what they said before does not bind them */
  constructor(exchanges: readonly Exchange[], changedAfter: readonly number[] = []) {
    this.#exchanges = exchanges
    this.#changedAfter = changedAfter
    const best = new Map<string, Exchange>()
    for (const exchange of exchanges) {
      const { trace, hop, connection, side } = exchange
      const key = JSON.stringify([trace, hop, connection.id, connection.nth])
      const known = best.get(key)
      if (!known || (known.side === 'server' && side === 'client')) best.set(key, exchange)
    }
    this.subjects = [...best.values()].sort((one, other) => one.seq - other.seq).map(exchange => this.subject(exchange))
  }

  /** @returns the one reading of an exchange. */
  subject(exchange: Exchange): Subject {
    const known = this.#read.get(exchange)
    if (known) return known
    const subject = new Subject(exchange)
    this.#read.set(exchange, subject)
    return subject
  }

  /** What was captured on several hops; a file of another program shows one only. */
  get traces(): readonly Trace[] {
    return this.#traces ??= this.#makeTraces()
  }

  /** By server as it was between two changes: a hop and the authority that was asked for, since one program may serve several (RFC 9110 §7.2). */
  get servers(): readonly (readonly Subject[])[] {
    this.#servers ??= Map.groupBy(this.subjects, subject => this.#serverOf(subject))
    return [...this.#servers.values()]
  }

  /** By resource: the server and the path. The query is left out: it seldom changes which methods are taken. */
  get resources(): readonly (readonly Subject[])[] {
    this.#resources ??= Map.groupBy(this.subjects, subject => `${this.#serverOf(subject)} ${pathOf(subject.target)}`)
    return [...this.#resources.values()]
  }

  /** @returns whether the end that answered was seen too, on whatever hop of the same request. */
  isWitnessed({ exchange }: Subject): boolean {
    this.#witnessed ??= new Set(this.#exchanges.filter(({ side, source }) => side === 'server' && source !== 'import').map(({ trace }) => trace))
    return this.#witnessed.has(exchange.trace)
  }

  #serverOf({ exchange: { seq, hop, connection }, request }: Subject): string {
    const host = request?.fields.find(({ name }) => /^(?:host|:authority)$/i.test(name))?.value
    return JSON.stringify([hop, connection.serverPort, host?.toLowerCase() ?? '', this.#changedAfter.filter(change => change < seq).length])
  }

  #makeTraces(): Trace[] {
    const participants = participantsOf(new Set(this.#exchanges.map(({ hop }) => hop)))
    const byTrace = Map.groupBy(this.#exchanges.filter(({ source }) => source !== 'import'), ({ trace }) => trace)
    const forwarders = new Set(this.#exchanges.map(({ hop }) => endsOf(hop, participants)[0]))
    return [...byTrace.values()].filter(({ length }) => length <= MOST_HOPS).map(exchanges => new Trace(exchanges, participants, forwarders, exchange => this.subject(exchange)))
  }
}

function pathOf(target: string): string {
  const cut = target.search(/[?#]/)
  return cut < 0 ? target : target.slice(0, cut)
}

/** Hops are named after their two ends, the first one after the client; names may hold hyphens, so each is found from the one before. */
function participantsOf(hops: ReadonlySet<string>): string[] {
  const names = new Set([CLIENT])
  for (const name of names) {
    for (const hop of hops) {
      if (names.size > MOST_PARTICIPANTS) break
      if (hop.startsWith(`${name}-`) && hop.length > name.length + 1) names.add(hop.slice(name.length + 1))
    }
  }
  return [...names].slice(1)
}
