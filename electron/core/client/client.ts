// Sends what the composer made, to this machine only, on connections whose sockets are tapped.
import { errors } from 'undici'
import type { StructuredDraft } from '../../model/draft.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { exchangeAsterisk } from './asterisk.ts'
import type { Destination } from './destination.ts'
import { H2Lane } from './h2-lane.ts'
import { LanePool, type OutRequest } from './lane-pool.ts'
import { ANSWER_MS } from './patience.ts'

export class Client implements AsyncDisposable {
  readonly #to: Destination
  readonly #lanes: LanePool
  readonly #h2: H2Lane

  constructor(to: Destination) {
    this.#to = to
    this.#lanes = new LanePool(to.port, clientPort => to.connected(clientPort, 'composer'), to.ca)
    this.#h2 = new H2Lane(to, ANSWER_MS)
  }

  /**
   * Sends a structured draft and waits until its exchange is over, however it ends.
   * @returns the number of the recorded exchange, or why it cannot be sent; then nothing was sent.
   */
  async send(draft: StructuredDraft): Promise<{ readonly seq: number } | { readonly failure: Phrase }> {
    if (draft.protocol === 'h2') {
      const sent = await this.#h2.exchange(draft)
      return 'failure' in sent ? sent : { seq: this.#to.record(sent.seen, 'composer') }
    }
    const { method, target, fields, content } = draft
    const request = { method, path: target, fields: fields.map(({ name, value }) => [name, value] as const), content: Buffer.from(content), timeoutMs: ANSWER_MS }
    const { seen, error } = await (target === '*' ? this.#exchangeAsterisk(request) : this.#lanes.exchange(request))
    if (error instanceof errors.InvalidArgumentError || error instanceof errors.NotSupportedError || error instanceof errors.RequestContentLengthMismatchError) {
      return { failure: phrase('failure.unsendable', { why: error.message }) }
    }
    return { seq: this.#to.record(seen, 'composer') }
  }

  #exchangeAsterisk(request: OutRequest) {
    const { port, ca } = this.#to
    const hasHost = request.fields.some(([name]) => name.toLowerCase() === 'host')
    const fields = hasHost ? request.fields : [['Host', `127.0.0.1:${port}`] as const, ...request.fields]
    return exchangeAsterisk({ ...request, fields }, { port, ...(ca !== undefined && { ca }) }, clientPort => this.#to.connected(clientPort, 'composer'))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#h2[Symbol.dispose]()
    await this.#lanes[Symbol.asyncDispose]()
  }
}
