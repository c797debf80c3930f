// What the composer makes before it is sent: a structured request, or literal bytes.
import { z } from 'zod'
import { Base64, fromBase64, toLatin1 } from './bytes.ts'
import { Pieces } from './pieces.ts'

export const StructuredDraft = z.object({
  kind: z.literal('structured'),
  method: z.string(),
  target: z.string(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Sent as UTF-8; empty means no content at all. */
  content: z.string(),
  /** As ALPN names it (RFC 7301 §6, RFC 9113 §3.1); absent is HTTP/1.1. */
  protocol: z.enum(['h2', 'http/1.0']).optional(),
  /** A connection for this request alone; absent is one that is kept for the next (RFC 9112 §9.3). */
  connection: z.literal('own').optional(),
  /** Of the content: chunks in HTTP/1.1 (RFC 9112 §7.1), unless Content-Length is given; DATA frames in HTTP/2 (RFC 9113 §6.1). */
  pieces: Pieces.optional(),
})
export type StructuredDraft = z.infer<typeof StructuredDraft>

/** `pieces` of all its bytes. */
export const RawDraft = z.object({ kind: z.literal('raw'), bytes: Base64, pieces: Pieces.optional() })
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

/** @returns the bytes that a draft stands for when it is sent literally to `authority` (RFC 9112 §2.1). */
export function literalBytes(draft: Draft, authority: string): Uint8Array {
  if (draft.kind === 'raw') return fromBase64(draft.bytes)
  const { head, content } = literalParts(draft, authority)
  return joined([head, content])
}

/** @returns the start line with all field lines and the empty line, and what follows it: the content, in chunks where it goes out in pieces */
export function literalParts(draft: StructuredDraft, authority: string): { readonly head: Uint8Array; readonly content: Uint8Array } {
  const content = new TextEncoder().encode(draft.content)
  const has = (name: string) => draft.fields.some(field => field.name.toLowerCase() === name)
  const isOld = draft.protocol === 'http/1.0'
  const lines = [`${draft.method} ${draft.target} HTTP/${isOld ? '1.0' : '1.1'}`]
  if (!has('host')) lines.push(`Host: ${authority}`)
  for (const { name, value } of draft.fields) lines.push(`${name}: ${value}`)
  const isUnframed = content.length > 0 && !has('content-length') && !has('transfer-encoding')
  // There are no chunks before HTTP/1.1 (RFC 9112 §6.1).
  const chunks = isUnframed && draft.pieces && !isOld ? draft.pieces : undefined
  if (isUnframed) lines.push(chunks ? 'Transfer-Encoding: chunked' : `Content-Length: ${content.length}`)
  const head = new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`)
  return { head, content: chunks ? chunked(content, chunks.octets) : content }
}

/** @returns the draft, which says that it is alone on its connection (RFC 9112 §9.6), unless it says something of its own. */
export function withClose(draft: StructuredDraft): StructuredDraft {
  const says = draft.fields.some(({ name }) => name.toLowerCase() === 'connection')
  return says ? draft : { ...draft, fields: [...draft.fields, { name: 'Connection', value: 'close' }] }
}

function chunked(content: Uint8Array, octets: number): Uint8Array {
  const line = (text: string) => new TextEncoder().encode(`${text}\r\n`)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < content.length; at += octets) {
    const piece = content.subarray(at, at + octets)
    chunks.push(line(piece.length.toString(16)), piece, line(''))
  }
  return joined([...chunks, line('0\r\n')])
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
