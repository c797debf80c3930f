// What the composer makes before it is sent: a structured request, or literal bytes.
import { z } from 'zod'
import { Base64, fromBase64, toLatin1 } from './bytes.ts'

export const StructuredDraft = z.object({
  kind: z.literal('structured'),
  method: z.string(),
  target: z.string(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Sent as UTF-8; empty means no content at all. */
  content: z.string(),
  /** As ALPN names it (RFC 7301 §6, RFC 9113 §3.1); absent is HTTP/1.1. */
  protocol: z.literal('h2').optional(),
})
export type StructuredDraft = z.infer<typeof StructuredDraft>

export const RawDraft = z.object({ kind: z.literal('raw'), bytes: Base64 })
export type RawDraft = z.infer<typeof RawDraft>

export const Draft = z.discriminatedUnion('kind', [StructuredDraft, RawDraft])
export type Draft = z.infer<typeof Draft>

const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '0': '\0', '\\': '\\' }

/**
 * Literal bytes from what a person types: each line break stands for CR LF, and `\r`, `\n`, `\t`, `\0`, `\\` and `\xHH`
 * stand for single bytes; a backslash at the end of a line swallows the line break.
 * @returns the bytes; characters beyond ASCII as UTF-8.
 */
export function bytesFromRawText(text: string): Uint8Array {
  const encoder = new TextEncoder()
  const out: number[] = []
  const pieces = text.replaceAll('\r\n', '\n').matchAll(/\\x([0-9A-Fa-f]{2})|\\([rnt0\\])|\\\n|\n|[^\\\n]+|\\/g)
  for (const [piece, hex, escape] of pieces) {
    if (hex) out.push(Number.parseInt(hex, 16))
    else if (escape) out.push((ESCAPES[escape] ?? '').charCodeAt(0))
    else if (piece === '\\\n') continue
    else if (piece === '\n') out.push(13, 10)
    else for (const byte of encoder.encode(piece)) out.push(byte)
  }
  return Uint8Array.from(out)
}

/** The inverse of {@link bytesFromRawText}. @returns text that stands for exactly these bytes. */
export function rawTextFromBytes(bytes: Uint8Array): string {
  return toLatin1(bytes).replace(/\r\n|[^ -~]|\\/g, match => {
    if (match === '\r\n') return '\n'
    if (match === '\\') return '\\\\'
    const named = Object.entries(ESCAPES).find(([, char]) => char === match)
    return named ? `\\${named[0]}` : `\\x${match.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}

/** @returns the bytes that a structured draft stands for when it is sent literally to `authority` (RFC 9112 §2.1). */
export function literalBytes(draft: Draft, authority: string): Uint8Array {
  if (draft.kind === 'raw') return fromBase64(draft.bytes)
  const content = new TextEncoder().encode(draft.content)
  const has = (name: string) => draft.fields.some(field => field.name.toLowerCase() === name)
  const lines = [`${draft.method} ${draft.target} HTTP/1.1`]
  if (!has('host')) lines.push(`Host: ${authority}`)
  for (const { name, value } of draft.fields) lines.push(`${name}: ${value}`)
  if (content.length > 0 && !has('content-length') && !has('transfer-encoding')) lines.push(`Content-Length: ${content.length}`)
  const head = new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`)
  const whole = new Uint8Array(head.length + content.length)
  whole.set(head)
  whole.set(content, head.length)
  return whole
}
