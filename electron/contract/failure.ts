// What may cross the bridge when a call fails: a code from a closed set and a sentence; never the inside.

export const FAILURE_CODES = ['bad-input', 'not-found', 'unavailable', 'cancelled', 'closed', 'internal'] as const
export type FailureCode = (typeof FAILURE_CODES)[number]
export interface Failure { readonly code: FailureCode; readonly message: string }

/** Thrown by a handler to fail with a code, and by the caller's side when a call failed. */
export class CallFailed extends Error {
  readonly code: FailureCode
  constructor(code: FailureCode, message: string) {
    super(message)
    this.name = 'CallFailed'
    this.code = code
  }
}
