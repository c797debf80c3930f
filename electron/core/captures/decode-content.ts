// Content without its codings (RFC 9110 §8.4), as far as that can be done.
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'

/** What a few octets can grow to is bounded: 16 MiB are more than any page shows. */
const MOST = 16_777_216

/** @returns the content as it was before the codings of Content-Encoding, the last one first; undefined where it is not coded that way, or in one that is not known. */
export function decodeContent(bytes: Uint8Array, codings: readonly string[]): Uint8Array | undefined {
  try {
    return codings.reduceRight((coded: Uint8Array, coding) => decodeOne(coded, coding.trim().toLowerCase()), bytes)
  } catch {
    return undefined
  }
}

function decodeOne(bytes: Uint8Array, coding: string): Uint8Array {
  const within = { maxOutputLength: MOST }
  switch (coding) {
    case 'identity': return bytes
    case 'gzip':
    case 'x-gzip': return gunzipSync(bytes, within)
    // Some send it without the zlib format that it should have (RFC 9110 §8.4.1.2).
    case 'deflate': return ((bytes[0] ?? 0) & 0x0f) === 8 ? inflateSync(bytes, within) : inflateRawSync(bytes, within)
    case 'br': return brotliDecompressSync(bytes, within)
    case 'zstd': return zstdDecompressSync(bytes, within)
    default: throw new Error(coding)
  }
}
