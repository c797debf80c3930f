// A pack's folder as one file: the same folder gives the same bytes, on any machine, at any time.
import type { KeyObject } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { ENGINE_VERSION } from '../../../model/engine.ts'
import { PackFile } from '../../../model/lab.ts'
import type { Problem } from '../../../model/problem.ts'
import { loadPackFrom } from '../load-pack.ts'
import { FolderFiles } from '../pack-files.ts'
import { parseSheet } from '../parse-sheet.ts'
import { shownPath } from '../read-inside.ts'
import { ArchiveFiles } from './archive-files.ts'
import { clashIn, faultOfName } from './entry-name.ts'
import { kindOf, LIMITS } from './limits.ts'
import { MANIFEST, SIGNATURE, writeManifest } from './manifest.ts'
import { openBytes, problemOf } from './open-archive.ts'
import { PLAIN_LINE, writeSignature } from './signature.ts'
import { writeZip } from './write-zip.ts'

export interface BuildInput {
  /** Who signs, with the name that people will read beside the key's id. Unsigned without. */
  readonly signer?: { readonly privateKey: KeyObject; readonly name: string } | undefined
  readonly madeBy?: string
}

export interface Built { readonly id: string; readonly version: string; readonly bytes: Uint8Array; readonly files: number }

/**
 * Packs the folder of a pack. Files and folders whose names begin with a dot, and archives right in the folder, are left out; any
 * other file that a pack can't hold is a problem, and so is whatever would keep the archive from being added.
 * @returns the archive, or everything that is wrong. Nothing is written.
 */
export function buildArchive(folder: string, { signer, madeBy = `Lab 501 ${ENGINE_VERSION}` }: BuildInput = {}): Built | { problems: Problem[] } {
  if (signer && !PLAIN_LINE.test(signer.name)) return { problems: [{ file: shownPath(folder), what: 'the name of the signer is not one line of text', mend: 'Write your name as people shall read it.' }] }
  const parsed = parseSheet(new FolderFiles(folder), 'pack.yaml', PackFile)
  if ('problems' in parsed) return parsed
  const { id, version } = parsed.sheet.value
  const contents = new Map<string, Uint8Array>()
  const problems: Problem[] = []
  collect(folder, '', contents, problems)
  const clash = clashIn([...contents.keys()])
  if (clash) problems.push({ file: shownPath(join(folder, clash.name)), what: clash.what, mend: 'Give every file a name of its own.' })
  if (problems.length > 0) return { problems }
  // What was read, not what lies in the folder by now.
  const read = new Map([...contents].map(([name, packed]) => [name, { name, isDeflated: false, crc: crc32(packed), packed, length: packed.length }]))
  const { problems: inPack } = loadPackFrom(new ArchiveFiles(folder, read))
  if (inPack.length > 0) return { problems: inPack }
  const manifest = writeManifest({ id, version, madeBy }, contents)
  const files = contents.size
  contents.set(MANIFEST, manifest)
  if (signer) contents.set(SIGNATURE, writeSignature(manifest, signer.privateKey, signer.name))
  const bytes = writeZip(contents)
  const faults = bytes.length > LIMITS.archive
    ? [{ file: shownPath(folder), what: `the archive would be longer than ${LIMITS.archive} octets`, mend: 'Cut the pack into several.' }]
    : problemsOf(bytes, folder)
  return faults.length > 0 ? { problems: faults } : { id, version, bytes, files }
}

/** @returns what whoever opens this archive would be told. */
function problemsOf(bytes: Uint8Array, folder: string): Problem[] {
  const opened = openBytes(bytes, folder)
  return 'fault' in opened ? [problemOf(folder, opened.fault)] : []
}

function collect(folder: string, below: string, contents: Map<string, Uint8Array>, problems: Problem[]): void {
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    if (entry.name.startsWith('.') || (below === '' && /\.labpack$/i.test(entry.name))) continue
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    const report = (what: string, mend: string) => problems.push({ file: shownPath(join(folder, path)), what, mend })
    if (contents.size + problems.length >= LIMITS.files) {
      report(`the pack holds more than ${LIMITS.files} files`, 'Cut it into several.')
      return
    }
    const name = faultOfName(path)
    if (name) report(name.what, 'Choose another name, of a–z, 0–9, ".", "_" and "-".')
    else if (entry.isDirectory()) collect(folder, path, contents, problems)
    else if (!entry.isFile()) report('this is no plain file', 'Put the file itself here instead of a link.')
    else if (path === MANIFEST || path === SIGNATURE) report('this name is taken by what "pack build" writes', 'Choose another name.')
    else {
      const read = readFile(join(folder, path), path)
      if ('bytes' in read) contents.set(path, read.bytes)
      else report(read.what, read.mend)
    }
  }
}

function readFile(file: string, path: string): { bytes: Uint8Array } | { what: string; mend: string } {
  const kind = kindOf(path)
  if ('what' in kind) return kind
  let handle: number | undefined
  try {
    // Looked at once more behind the handle: the name may be a link by now.
    handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
    const stat = fstatSync(handle)
    if (!stat.isFile()) return { what: 'this is no plain file', mend: 'Put the file itself here instead of a link.' }
    if (stat.size > kind.most) return { what: `the file is longer than ${kind.most} octets`, mend: 'Cut it into smaller parts, or save the picture smaller.' }
    return { bytes: readFileSync(handle) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { what: `the file can't be read (${code})`, mend: 'Look at its kind and its permissions.' }
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}
