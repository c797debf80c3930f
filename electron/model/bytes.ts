// Bytes as they cross the bridge, and the places in them that evidence points at.
import { z } from 'zod'

/** A half-open range `[start, end)` of byte offsets. */
export const ByteRange = z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() })
export type ByteRange = Readonly<z.infer<typeof ByteRange>>

/** Bytes as base64 text (RFC 4648 §4), because every transport of the bridge carries text. */
export const Base64 = z.base64()

/** @returns the base64 text of `bytes`. */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

/** @returns the bytes that `text` stands for. @throws DOMException when `text` is not base64. */
export function fromBase64(text: string): Uint8Array {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** @returns one character for each byte (ISO-8859-1), so that string offsets are byte offsets. */
export function toLatin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return text
}
