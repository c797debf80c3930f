// What a collector asks of a result before it says that it has it, in whichever thread it is asked.
import type { ResultSheet } from '../../model/result.ts'
import { fits } from '../packs/archive/signature.ts'
import { verifyResult } from '../results/read-result.ts'
import { openResult } from '../results/result-file.ts'
import type { Proof } from './proof.ts'
import { warmUp } from './warm-up.ts'

export interface Question {
  readonly bytes: Uint8Array
  /** Whether the same bytes were verified before. */
  readonly isKept: boolean
  readonly proof: Proof
}

/** @property isProven whether who sends it owns the key that signed it */
export type Finding = { readonly sheet: ResultSheet; readonly key: string; readonly isProven: boolean } | { readonly refusal: string }

/** @returns whose it is, or in words why it is refused */
export function verify({ bytes, isKept, proof }: Question): Finding {
  const opened = isKept ? openResult(bytes) : verifyResult(bytes)
  if ('refusal' in opened) return opened
  const { sheet, key, publicKey } = opened
  return { sheet, key, isProven: fits(publicKey, proof.message, proof.signature) }
}

export type Asked = Question & { readonly nth: number }
export type Answered = { readonly nth: number } & ({ readonly found: Finding } | { readonly fault: string })

/** The lane to a thread that answers. */
export interface VerifierThread {
  /** @param moved belongs to the thread from then on */
  post(asked: Asked, moved: ArrayBuffer[]): void
  onMessage(listener: (answered: Answered) => void): void
  /** @param listener hears why, perhaps more than once */
  onEnd(listener: (why: string) => void): void
  kill(): void
}

/** Answers whoever is at the other end, in the order of asking. */
export function verifyFor(port: { post(answered: Answered): void; onMessage(listener: (asked: Asked) => void): void }): void {
  port.onMessage(({ nth, ...question }) => port.post(answer(nth, question)))
  void warmUp()
}

/** A fault of ours ends no thread: the one result is not taken. */
function answer(nth: number, question: Question): Answered {
  try {
    return { nth, found: verify(question) }
  } catch (error) {
    return { nth, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
