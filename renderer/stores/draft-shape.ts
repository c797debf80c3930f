// The shape of a request in the making, as this browser remembers it.
import type { Draft, RawDraft, StructuredDraft } from '../../electron/model/draft.ts'
import type { Pieces } from '../../electron/model/pieces.ts'
import { either, having, listOf, number, oneOf, optional, text } from '../../electron/model/shape.ts'

const pieces = optional(having<Pieces>({ octets: number(), pauseMs: number() }))

export const structuredDraft = having<StructuredDraft>({
  kind: oneOf('structured'), method: text(), target: text(), fields: listOf(having<{ name: string; value: string }>({ name: text(), value: text() })), content: text(),
  protocol: optional(oneOf('h2', 'http/1.0')), connection: optional(oneOf('own')), pieces,
})
const rawDraft = having<RawDraft>({ kind: oneOf('raw'), bytes: text(), pieces })
export const anyDraft = either<Draft, Draft>(structuredDraft, rawDraft)
