// One file out of an archive: exactly as long as it claims, with the checksum that it claims, or a fault.
import { crc32, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import type { ArchiveFault, ZipEntry } from './zip-layout.ts'

/** What `info: true` gives besides the bytes: how many octets of the input belonged to the stream. */
const Unpacked = z.object({ buffer: z.instanceof(Uint8Array), engine: z.object({ bytesWritten: z.number() }) })

/** @returns the bytes of `entry`; never more than it claims are made. */
export function unpackEntry(entry: ZipEntry): { bytes: Uint8Array } | { fault: ArchiveFault } {
  const fault = (what: string) => ({ fault: { entry: entry.name, what, mend: 'Get the archive again; if it stays so, somebody changed it.' } })
  const bytes = entry.isDeflated ? inflate(entry) : entry.packed
  if (typeof bytes === 'string') return fault(bytes)
  if (bytes.length !== entry.length) return fault(`it has ${bytes.length} octets and claims ${entry.length}`)
  if (crc32(bytes) !== entry.crc) return fault('its content does not have the checksum that it claims')
  return { bytes }
}

function inflate({ packed, length }: ZipEntry): Uint8Array | string {
  try {
    const { buffer, engine } = Unpacked.parse(inflateRawSync(packed, { info: true, maxOutputLength: Math.max(length, 1) }))
    return engine.bytesWritten === packed.length ? buffer : 'something is hidden behind its content'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ERR_BUFFER_TOO_LARGE' ? `it has more than the ${length} octets that it claims` : 'its content is not in the form (deflate) that it claims'
  }
}
