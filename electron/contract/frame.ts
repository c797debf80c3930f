// The text frames of the bridge. A frame that does not parse closes the port: no guessing.
import { anything, having, oneOf, text, whole, type Shape } from '../model/shape.ts'
import { FAILURE_CODES, type Failure } from './failure.ts'

type Kinds = {
  readonly call: { readonly id: number; readonly name: string; readonly input?: unknown }
  readonly cancel: { readonly id: number }
  readonly value: { readonly id: number; readonly value?: unknown }
  readonly failure: { readonly id: number; readonly failure: Failure }
  readonly event: { readonly name: string; readonly body?: unknown }
}
export type Frame = { [K in keyof Kinds]: { readonly kind: K } & Kinds[K] }[keyof Kinds]

const KINDS: { readonly [K in keyof Kinds]: Shape<Kinds[K]> } = {
  call: having({ id: whole(), name: text(), input: anything }),
  cancel: having({ id: whole() }),
  value: having({ id: whole(), value: anything }),
  failure: having({ id: whole(), failure: having<Failure>({ code: oneOf(...FAILURE_CODES), message: text() }) }),
  event: having({ name: text(), body: anything }),
}
const hasKind = having<{ kind: Frame['kind'] }>({ kind: oneOf('call', 'cancel', 'value', 'failure', 'event') })

/** @returns the frame, or undefined when the text is not one. */
export function readFrame(text: string): Frame | undefined {
  try {
    const frame: unknown = JSON.parse(text)
    return hasKind(frame) && KINDS[frame.kind](frame) ? frame as Frame : undefined
  } catch {
    return undefined
  }
}
