// What may cross the bridge when a call fails: a code from a closed set and a sentence; never the inside.
import { z } from 'zod'

export const FailureCode = z.enum(['bad-input', 'not-found', 'unavailable', 'cancelled', 'closed', 'internal'])
export type FailureCode = z.infer<typeof FailureCode>
export const Failure = z.object({ code: FailureCode, message: z.string() })
export type Failure = Readonly<z.infer<typeof Failure>>

/** Thrown by a handler to fail with a code, and by the caller's side when a call failed. */
export class CallFailed extends Error {
  readonly code: FailureCode
  constructor(code: FailureCode, message: string) {
    super(message)
    this.name = 'CallFailed'
    this.code = code
  }
}
