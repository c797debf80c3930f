// Sends what the composer made, to this machine only, on connections whose sockets are tapped.
import { errors } from 'undici'
import { fromBase64 } from '../../model/bytes.ts'
import { literalParts, withClose, type Draft, type StructuredDraft } from '../../model/draft.ts'
import { LONGEST_PAUSES_MS, paceObstacle } from '../../model/pieces.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { asUtf8 } from './as-utf8.ts'
import type { Destination } from './destination.ts'
import { H2Lane } from './h2-lane.ts'
import { ADDRESS } from './failure.ts'
import { LanePool, type Outcome, type OutRequest } from './lane-pool.ts'
import { ANSWER_MS } from './patience.ts'
import { sendRaw, type Patience } from './send-raw.ts'

/** The numbers of the recorded exchanges, or why nothing was sent. */
export type Sent = { readonly seqs: readonly number[] } | { readonly failure: Phrase }

export class Client implements AsyncDisposable {
  readonly #to: Destination
  readonly #lanes: LanePool
  readonly #h2: H2Lane

  constructor(to: Destination) {
    this.#to = to
    this.#lanes = this.#newLanes()
    this.#h2 = new H2Lane(to, ANSWER_MS)
  }

  /** Sends a draft and waits until its exchanges are over, however they end. @param patience with literal bytes; absent, the usual one */
  async send(draft: Draft, patience?: Patience): Promise<Sent> {
    const bytes = draft.kind === 'raw' ? Buffer.from(fromBase64(draft.bytes)) : Buffer.from(draft.content)
    const failure = paceObstacle(bytes.length, draft.pieces)
    if (failure) return { failure }
    if (draft.kind === 'raw') return { seqs: await sendRaw(bytes, this.#to, patience?.answerMs, patience, { pieces: draft.pieces }) }
    if (draft.protocol === 'h2') return this.#sendH2(draft)
    if (draft.protocol === 'http/1.0') return this.#sendLiterally(draft)
    return draft.target === '*' ? this.#sendLiterally(withClose(draft)) : this.#sendParts(draft, bytes)
  }

  async #sendParts({ method, target, fields, connection, pieces }: StructuredDraft, content: Buffer): Promise<Sent> {
    const request: OutRequest = {
      method, path: asUtf8(target), fields: fields.map(({ name, value }) => [name, asUtf8(value)] as const), content,
      timeoutMs: ANSWER_MS + (pieces ? LONGEST_PAUSES_MS : 0), keeps: connection !== 'own', ...(pieces && { pieces }),
    }
    const { seen, error } = await (connection === 'own' ? this.#exchangeAlone(request) : this.#lanes.exchange(request))
    const isRefused = error instanceof errors.InvalidArgumentError || error instanceof errors.NotSupportedError || error instanceof errors.RequestContentLengthMismatchError
    // A length that turns out wrong while content goes out in pieces has been on the wire already.
    if (isRefused && seen.request.length === 0) return { failure: phrase('failure.unsendable', { why: error.message }) }
    return { seqs: [this.#to.record(seen, 'composer')] }
  }

  async #exchangeAlone(request: OutRequest): Promise<Outcome> {
    await using lanes = this.#newLanes()
    return await lanes.exchange(request)
  }

  /** undici speaks no HTTP/1.0, and takes no target that is only a star (RFC 9112 §3.2.4). */
  async #sendLiterally(draft: StructuredDraft): Promise<Sent> {
    const { head, content } = literalParts(draft, `${ADDRESS}:${this.#to.port}`)
    const to: Destination = { ...this.#to, connected: clientPort => this.#to.connected(clientPort, 'composer'), record: seen => this.#to.record(seen, 'composer') }
    return { seqs: await sendRaw(Buffer.concat([head, content]), to, ANSWER_MS, undefined, { pieces: draft.pieces, atOnce: head.length }) }
  }

  async #sendH2(draft: StructuredDraft): Promise<Sent> {
    if (draft.connection === undefined) return this.#record(await this.#h2.exchange(draft))
    using alone = new H2Lane(this.#to, ANSWER_MS)
    const sent = await alone.exchange(draft)
    return this.#record('seen' in sent && sent.seen.ending === 'kept-open' ? { seen: { ...sent.seen, ending: 'client-closed' } } : sent)
  }

  #record(sent: Awaited<ReturnType<H2Lane['exchange']>>): Sent {
    return 'failure' in sent ? sent : { seqs: [this.#to.record(sent.seen, 'composer')] }
  }

  #newLanes(): LanePool {
    return new LanePool(this.#to.port, clientPort => this.#to.connected(clientPort, 'composer'), this.#to.ca)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#h2[Symbol.dispose]()
    await this.#lanes[Symbol.asyncDispose]()
  }
}
