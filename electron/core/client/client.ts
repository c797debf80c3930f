// Sends what the composer made, to this machine only, on connections whose sockets are tapped.
import { errors } from 'undici'
import type { StructuredDraft } from '../../model/draft.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { Destination } from './destination.ts'
import { LanePool } from './lane-pool.ts'

/** The simulator's longest delay is 30 s; an answer that takes longer than this does not come. */
export const ANSWER_MS = 45_000

export class Client implements AsyncDisposable {
  readonly #to: Destination
  readonly #lanes: LanePool

  constructor(to: Destination) {
    this.#to = to
    this.#lanes = new LanePool(to.port, clientPort => to.connected(clientPort, 'composer'))
  }

  /**
   * Sends a structured draft and waits until its exchange is over, however it ends.
   * @returns the number of the recorded exchange, or why undici would not send it; then nothing was sent.
   */
  async send({ method, target, fields, content }: StructuredDraft): Promise<{ readonly seq: number } | { readonly failure: Phrase }> {
    const { seen, error } = await this.#lanes.exchange({
      method, path: target, fields: fields.map(({ name, value }) => [name, value] as const), content: Buffer.from(content), timeoutMs: ANSWER_MS,
    })
    if (error instanceof errors.InvalidArgumentError || error instanceof errors.NotSupportedError || error instanceof errors.RequestContentLengthMismatchError) {
      return { failure: phrase('failure.unsendable', { why: error.message }) }
    }
    return { seq: this.#to.record(seen, 'composer') }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lanes[Symbol.asyncDispose]()
  }
}
