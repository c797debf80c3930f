// Has results verified by a thread of its own, so that the one that answers is free for the rest of a room; without such a thread, in this one.
import { setImmediate as turn } from 'node:timers/promises'
import { verify, type Answered, type Finding, type Question, type VerifierThread } from './verify.ts'
import { warmUp } from './warm-up.ts'

/** In octets, of what lies with the thread at a time, beside one that is longer: each is copied on its way. */
const MOST_OUT = 16 * 1_048_576

interface Waiting { readonly question: Question; readonly resolve: (found: Finding) => void; readonly reject: (fault: Error) => void }

/** Nobody waits for the finding any more. */
export class Ended extends Error {
  constructor() {
    super('the collector has ended')
  }
}

export class Verifier implements Disposable {
  readonly #log: (line: string) => void
  #thread: VerifierThread | undefined
  readonly #waiting: Waiting[] = []
  /** What lies with the thread, in the order of asking. */
  readonly #out = new Map<number, Waiting>()
  #octets = 0
  #asked = 0
  #isEnded = false

  /** @param start starts the thread; without it there is none @param log of a thread that ended */
  constructor(start: (() => VerifierThread) | undefined, log: (line: string) => void) {
    this.#log = log
    try {
      if (start) this.#begin(start())
    } catch (error) {
      this.#tell(`did not start (${error instanceof Error ? error.message : String(error)})`)
    }
    if (!this.#thread) void warmUp()
  }

  /** @returns whose it is, or in words why it is refused @throws Ended; Error of ours, when it could not be said */
  async verify(question: Question): Promise<Finding> {
    if (this.#isEnded) throw new Ended()
    if (!this.#thread) return verify(question)
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject })
      this.#handOn()
    })
  }

  /** What was asked and is not answered yet is nobody's any more, and is told so. */
  [Symbol.dispose](): void {
    const thread = this.#thread
    this.#thread = undefined
    this.#isEnded = true
    thread?.kill()
    for (const { reject } of this.#left()) reject(new Ended())
  }

  #tell(what: string): void {
    this.#log(`the thread that verifies results ${what}; they are verified beside the answers from now on`)
  }

  /** @returns what is not answered yet, and it is out of here. */
  #left(): Waiting[] {
    const left = [...this.#out.values(), ...this.#waiting.splice(0)]
    this.#out.clear()
    this.#octets = 0
    return left
  }

  #begin(thread: VerifierThread): void {
    this.#thread = thread
    thread.onMessage(answered => this.#take(answered))
    thread.onEnd(why => void this.#goOnHere(thread, why))
  }

  #handOn(): void {
    for (let next = this.#waiting[0]; next && this.#thread; next = this.#waiting[0]) {
      const { length } = next.question.bytes
      if (this.#out.size > 0 && this.#octets + length > MOST_OUT) return
      this.#waiting.shift()
      const nth = this.#asked += 1
      this.#out.set(nth, next)
      this.#octets += length
      post(this.#thread, nth, next.question)
    }
  }

  #take(answered: Answered): void {
    const one = this.#out.get(answered.nth)
    if (!one) return
    this.#out.delete(answered.nth)
    this.#octets -= one.question.bytes.length
    if ('found' in answered) one.resolve(answered.found)
    else one.reject(new Error(answered.fault))
    this.#handOn()
  }

  /** Nothing is lost with the thread: what it had is verified here, and what comes from now on. */
  async #goOnHere(thread: VerifierThread, why: string): Promise<void> {
    if (this.#thread !== thread) return
    this.#thread = undefined
    this.#tell(`ended (${why})`)
    for (const { question, resolve, reject } of this.#left()) {
      await turn()
      try {
        if (this.#isEnded) throw new Ended()
        resolve(verify(question))
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
  }
}

/** Copies of their own go over: what comes from a connection lies in a larger memory, and all of that would be copied. */
function post(thread: VerifierThread, nth: number, { bytes, isKept, proof }: Question): void {
  const [all, message, signature] = [new Uint8Array(bytes), new Uint8Array(proof.message), new Uint8Array(proof.signature)]
  thread.post({ nth, isKept, bytes: all, proof: { message, signature } }, [all.buffer, message.buffer, signature.buffer])
}
