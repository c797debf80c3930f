// What an archive says that it holds: every file with its length and its hash. This is what a signature is about.
import { hash } from 'node:crypto'
import { z } from 'zod'
import { Id } from '../../../model/lab.ts'
import { problemIn } from '../../../model/problems-en.ts'
import type { ArchiveFault } from './zip-layout.ts'

export const MANIFEST = 'manifest.json'
export const SIGNATURE = 'signature.json'

const Manifest = z.strictObject({
  format: z.literal(1),
  id: Id,
  version: z.string(),
  /** The program that built it, with its version. */
  madeBy: z.string().max(100),
  files: z.array(z.strictObject({ path: z.string(), octets: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
})
export type Manifest = Readonly<z.infer<typeof Manifest>>

/** @returns the SHA-256 of `bytes` in small hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes)
}

/** @returns the manifest of `files` in the one form that it is written in. */
export function writeManifest(pack: { id: string; version: string; madeBy: string }, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const list = [...files].map(([path, bytes]) => ({ path, octets: bytes.length, sha256: sha256(bytes) })).sort((one, other) => (one.path < other.path ? -1 : 1))
  return encode({ format: 1, id: pack.id, version: pack.version, madeBy: pack.madeBy, files: list })
}

/** @returns the manifest, or why the bytes are none: another form of the same is none either, so that one reading of it is signed. */
export function readManifest(bytes: Uint8Array): { manifest: Manifest } | { fault: ArchiveFault } {
  const fault = (what: string, mend = problemIn('mend.build-again')) => ({ fault: { entry: MANIFEST, what, mend } })
  const value = jsonOf(bytes)
  if (typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'number' && value.format > 1) {
    return fault(problemIn('what.newer-format', { format: value.format }), problemIn('mend.newer'))
  }
  const parsed = Manifest.safeParse(value)
  if (!parsed.success) return fault(problemIn('what.no-manifest'))
  return Buffer.from(encode(parsed.data)).equals(bytes) ? { manifest: parsed.data } : fault(problemIn('what.other-writing'))
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** @returns the value; undefined for what is no JSON. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(bytes))
  } catch {
    return undefined
  }
}

function encode(manifest: Manifest): Uint8Array {
  return Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
}
