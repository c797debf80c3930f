// A `.labpack` file as a pack: everything in it checked against the bounds, the manifest and the signature before anything is used.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import type { Problem } from '../../../model/problem.ts'
import { problemIn } from '../../../model/problems-en.ts'
import type { PackFiles } from '../pack-files.ts'
import { shownPath } from '../read-inside.ts'
import { ArchiveFiles } from './archive-files.ts'
import { kindOf, LIMITS } from './limits.ts'
import { MANIFEST, type Manifest, readManifest, sha256, SIGNATURE } from './manifest.ts'
import { faultOfPicture } from './picture.ts'
import { readSignature, type Signer } from './signature.ts'
import { unpackEntry } from './unpack-entry.ts'
import { type ArchiveFault, readZip, type ZipEntry } from './zip-layout.ts'

export interface OpenArchive {
  readonly bytes: Uint8Array
  readonly manifest: Manifest
  /** Absent when the pack is not signed. A signature that does not fit is a problem instead. */
  readonly signer?: Signer
  readonly files: PackFiles
}

/** @returns the archive `path`, every file of it checked, or the first problem. Nothing is written. */
export function openArchive(path: string): { archive: OpenArchive } | { problem: Problem } {
  const read = readWhole(path)
  if ('problem' in read) return read
  const opened = openBytes(read.bytes, path)
  return 'fault' in opened ? { problem: problemOf(path, opened.fault) } : opened
}

/** @returns the archive in `bytes`. @param path how to name it, and its files */
export function openBytes(bytes: Uint8Array, path: string): { archive: OpenArchive } | { fault: ArchiveFault } {
  const zip = readZip(bytes)
  if ('fault' in zip) return zip
  const contents = new Map(zip.entries.map(entry => [entry.name, entry]))
  const listed = readListed(contents, MANIFEST)
  if (!listed) return { fault: { entry: MANIFEST, what: problemIn('what.not-there'), mend: problemIn('mend.no-pack') } }
  if ('fault' in listed) return listed
  const read = readManifest(listed.bytes)
  if ('fault' in read) return read
  const signature = readListed(contents, SIGNATURE)
  if (signature && 'fault' in signature) return signature
  const signed = signature && readSignature(signature.bytes, listed.bytes)
  if (signed && 'fault' in signed) return signed
  contents.delete(MANIFEST)
  contents.delete(SIGNATURE)
  const fault = faultOfContents(contents, read.manifest)
  if (fault) return { fault }
  return { archive: { bytes, manifest: read.manifest, ...(signed && { signer: signed.signer }), files: new ArchiveFiles(path, contents) } }
}

/** @returns what is told about a fault in the archive `path`. */
export function problemOf(path: string, { entry, what, mend }: ArchiveFault): Problem {
  return { file: entry === undefined ? shownPath(path) : `${shownPath(path)}/${entry}`, what, mend }
}

function readListed(contents: ReadonlyMap<string, ZipEntry>, name: string): { bytes: Uint8Array } | { fault: ArchiveFault } | undefined {
  const entry = contents.get(name)
  if (!entry) return undefined
  return entry.length > LIMITS.manifest ? { fault: { entry: name, what: problemIn('what.longer', { octets: LIMITS.manifest }), mend: problemIn('mend.build-again') } } : unpackEntry(entry)
}

function faultOfContents(contents: ReadonlyMap<string, ZipEntry>, manifest: Manifest): ArchiveFault | undefined {
  const names = [...contents.keys()]
  const listed = new Set(manifest.files.map(({ path }) => path))
  const unlisted = names.find(name => !listed.has(name))
  if (unlisted !== undefined) return { entry: unlisted, what: problemIn('what.unlisted', { manifest: MANIFEST }), mend: CHANGED }
  const twice = manifest.files.find(({ path }, nth) => manifest.files[nth + 1]?.path === path)
  if (twice || listed.size < manifest.files.length) return { entry: MANIFEST, what: problemIn('what.listed-twice'), mend: CHANGED }
  for (const { path, octets, sha256: hash } of manifest.files) {
    const entry = contents.get(path)
    if (!entry) return { entry: MANIFEST, what: problemIn('what.listed-missing'), mend: CHANGED }
    const fault = faultOfFile(entry, octets, hash)
    if (fault) return { entry: path, ...fault }
  }
  return undefined
}

const CHANGED = problemIn('mend.changed')

function faultOfFile(entry: ZipEntry, octets: number, hash: string): { what: string; mend: string } | undefined {
  const kind = kindOf(entry.name)
  if ('what' in kind) return kind
  if (entry.length > kind.most) return { what: problemIn('what.file-long', { octets: kind.most }), mend: problemIn('mend.smaller') }
  const unpacked = unpackEntry(entry)
  if ('fault' in unpacked) return unpacked.fault
  if (unpacked.bytes.length !== octets || sha256(unpacked.bytes) !== hash) return { what: problemIn('what.changed-content', { manifest: MANIFEST }), mend: CHANGED }
  return faultOfKind(kind.kind, unpacked.bytes)
}

/** @returns what keeps `bytes` from being a file of that kind. */
export function faultOfKind(kind: 'text' | 'data' | 'png' | 'jpeg' | 'webp', bytes: Uint8Array): { what: string; mend: string } | undefined {
  if (kind !== 'text' && kind !== 'data') return faultOfPicture(kind, bytes)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? { what: problemIn('what.text-nul'), mend: problemIn('mend.plain-text') } : undefined
  } catch {
    return { what: problemIn('what.no-utf8'), mend: problemIn('mend.utf8') }
  }
}

function readWhole(path: string): { bytes: Uint8Array } | { problem: Problem } {
  const problem = (what: string, mend: string) => ({ problem: { file: shownPath(path), what, mend } })
  let handle: number | undefined
  try {
    handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stat = fstatSync(handle)
    if (!stat.isFile()) return problem(problemIn('what.not-plain'), problemIn('mend.labpack'))
    if (stat.size > LIMITS.archive) return problem(problemIn('what.archive-long', { octets: LIMITS.archive }), problemIn('mend.cut-pack'))
    const bytes = Buffer.alloc(stat.size)
    let length = 0
    for (let read = -1; read !== 0 && length < bytes.length; length += read) read = readSync(handle, bytes, length, bytes.length - length, null)
    return { bytes: bytes.subarray(0, length) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return code === 'ENOENT' ? problem(problemIn('what.no-such-file'), problemIn('mend.correct-name')) : problem(problemIn('what.unreadable', { code }), problemIn('mend.permissions'))
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}
