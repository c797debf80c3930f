// One file out of an archive: exactly as long as it claims, with the checksum that it claims, or a fault.
import { crc32, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { problemIn } from '../../../model/problems-en.ts'
import type { ArchiveFault, ZipEntry } from './zip-layout.ts'

/** In octets: the least that zlib takes, and so much that what is longer comes in several pieces. */
const LEAST_CHUNK = 64
const MOST_CHUNK = 262_144

/** What `info: true` gives besides the bytes: how many octets of the input belonged to the stream. */
const Unpacked = z.object({ buffer: z.instanceof(Uint8Array), engine: z.object({ bytesWritten: z.number() }) })

/** @returns the bytes of `entry`; never more than it claims are made. */
export function unpackEntry(entry: ZipEntry): { bytes: Uint8Array } | { fault: ArchiveFault } {
  const fault = (what: string) => ({ fault: { entry: entry.name, what, mend: problemIn('mend.got-again') } })
  const bytes = entry.isDeflated ? inflate(entry) : entry.packed
  if (typeof bytes === 'string') return fault(bytes)
  if (bytes.length !== entry.length) return fault(problemIn('what.octets-differ', { octets: bytes.length, claimed: entry.length }))
  if (crc32(bytes) !== entry.crc) return fault(problemIn('what.checksum'))
  return { bytes }
}

function inflate({ packed, length }: ZipEntry): Uint8Array | string {
  try {
    // One octet more than it claims, so that one that keeps its word comes in one piece, and most need no buffer of the usual size.
    const chunkSize = Math.min(Math.max(length + 1, LEAST_CHUNK), MOST_CHUNK)
    const { buffer, engine } = Unpacked.parse(inflateRawSync(packed, { info: true, maxOutputLength: Math.max(length, 1), chunkSize }))
    return engine.bytesWritten === packed.length ? buffer : problemIn('what.hidden-behind')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ERR_BUFFER_TOO_LARGE' ? problemIn('what.more-octets', { octets: length }) : problemIn('what.no-deflate')
  }
}
