// A result as one file: a ZIP in the strict form of a pack, one part of it signed, and that part lists the hashes of the others.
import { sign, type KeyObject } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { refusalIn } from '../../model/refusals-en.ts'
import { ResultSheet } from '../../model/result.ts'
import { LIMITS } from '../packs/archive/limits.ts'
import { jsonOf, sha256, SIGNATURE } from '../packs/archive/manifest.ts'
import { fits, keyId, publicKeyOf, rawKey } from '../packs/archive/signature.ts'
import { unpackEntry } from '../packs/archive/unpack-entry.ts'
import { writeZip } from '../packs/archive/write-zip.ts'
import { readZip, type ZipEntry } from '../packs/archive/zip-layout.ts'

export const SHEET = 'result.json'
const MIB = 1_048_576
/** In octets, unpacked; of the whole file see {@link LIMITS}. */
export const BOUNDS = { file: LIMITS.archive, sheet: 4 * MIB, log: 4 * MIB, capture: 24 * MIB } as const

const Signature = z.strictObject({ algorithm: z.literal('Ed25519'), key: z.base64().length(44), signature: z.base64().length(88) })

/** Set before what is signed, so that no other signature by the same key can pass for one of a result. */
const signed = (sheet: Uint8Array) => Buffer.concat([Buffer.from('Lab 501 result 1\n'), sheet])

export interface OpenResult {
  readonly sheet: ResultSheet
  /** The key's name for people; the same for all results of one installation. */
  readonly key: string
  /** The public key itself. */
  readonly publicKey: KeyObject
  /** @returns a part whose length and hash are those that are signed, or what is wrong with it */
  readonly part: (path: string, most: number) => { bytes: Uint8Array } | { refusal: string }
}

/** @returns the sheet in the one form that it is written in. */
export function writeSheet(sheet: ResultSheet): Uint8Array {
  return Buffer.from(`${JSON.stringify(sheet, null, 1)}\n`)
}

/** @returns the file. @param parts every part but the two that are made here */
export function writeResult(sheet: ResultSheet, parts: ReadonlyMap<string, Uint8Array>, privateKey: KeyObject): Uint8Array {
  const bytes = writeSheet(ResultSheet.parse(sheet))
  const signature = Signature.parse({ algorithm: 'Ed25519', key: rawKey(privateKey).toString('base64'), signature: sign(null, signed(bytes), privateKey).toString('base64') })
  const all = new Map([...parts, [SHEET, bytes], [SIGNATURE, Buffer.from(`${JSON.stringify(signature, null, 1)}\n`)]])
  // A flood of equal exchanges shrinks as only a bomb does, and would be refused as one.
  const isStored = (name: string) => (all.get(name)?.length ?? 0) > LIMITS.ratioFrom && deflateRawSync(all.get(name) ?? '').length * LIMITS.ratio < 2 * (all.get(name)?.length ?? 0)
  return writeZip(all, isStored)
}

/** @returns the result, as far as its form, its signature and the list of its parts go; or in words why it is none. */
export function openResult(bytes: Uint8Array): OpenResult | { refusal: string } {
  if (bytes.length > BOUNDS.file) return refused(refusalIn('long', { octets: BOUNDS.file }))
  const zip = readZip(bytes)
  if ('fault' in zip) return refused(inWords(zip.fault))
  const entries = new Map(zip.entries.map(entry => [entry.name, entry]))
  const sheet = readEntry(entries.get(SHEET), SHEET, BOUNDS.sheet)
  if ('refusal' in sheet) return sheet
  const read = readSheet(sheet.bytes)
  if ('refusal' in read) return read
  const signature = readEntry(entries.get(SIGNATURE), SIGNATURE, LIMITS.ratioFrom)
  if ('refusal' in signature) return signature
  const by = Signature.safeParse(jsonOf(signature.bytes)).data
  const raw = Buffer.from(by?.key ?? '', 'base64')
  const publicKey = publicKeyOf(raw)
  if (!by || !fits(publicKey, signed(sheet.bytes), Buffer.from(by.signature, 'base64'))) return refused(refusalIn('signature'))
  const fault = faultOfParts([...entries.keys()], read.sheet)
  if (fault !== undefined) return refused(fault)
  const listed = new Map(read.sheet.files.map(file => [file.path, file]))
  return {
    sheet: read.sheet, key: keyId(raw), publicKey,
    part: (path, most) => {
      const part = readEntry(entries.get(path), path, most)
      if ('refusal' in part) return part
      const { octets, sha256: hash } = listed.get(path) ?? {}
      return part.bytes.length === octets && sha256(part.bytes) === hash ? part : refused(refusalIn('part-changed', { part: path }))
    },
  }
}

/** Another form of the same is refused too, so that one reading of it is signed. */
function readSheet(bytes: Uint8Array): { sheet: ResultSheet } | { refusal: string } {
  const value = jsonOf(bytes)
  if (typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'number' && value.format > 1) return refused(refusalIn('format', { format: value.format }))
  const parsed = ResultSheet.safeParse(value)
  if (!parsed.success) return refused(refusalIn('sheet', { part: SHEET, place: parsed.error.issues[0]?.path.join('.') || '.' }))
  return Buffer.compare(writeSheet(parsed.data), bytes) === 0 ? { sheet: parsed.data } : refused(refusalIn('sheet-form', { part: SHEET }))
}

/** Every part is named by exactly one attempt and listed exactly once, and nothing else is there. */
function faultOfParts(names: readonly string[], { attempts, files }: ResultSheet): string | undefined {
  const named = attempts.flatMap(({ log, capture }) => [log.path, ...(capture ? [capture.path] : [])])
  const listed = files.map(({ path }) => path)
  const twice = (list: readonly string[]) => list.find((one, at) => list.indexOf(one) !== at)
  const double = twice(named) ?? twice(listed) ?? twice(attempts.map(({ id }) => id)) ?? attempts.flatMap(({ verdicts }) => twice(verdicts.map(({ of }) => of)) ?? [])[0]
  if (double !== undefined) return refusalIn('twice', { part: double.slice(0, 80) })
  const there = new Set(names.filter(name => name !== SHEET && name !== SIGNATURE))
  const missing = [...named, ...listed].find(path => !there.has(path) || !listed.includes(path) || !named.includes(path))
  if (missing !== undefined) return refusalIn('part-missing', { part: missing.slice(0, 80) })
  const stranger = [...there].find(name => !listed.includes(name))
  return stranger === undefined ? undefined : refusalIn('part-strange', { part: stranger })
}

function readEntry(entry: ZipEntry | undefined, name: string, most: number): { bytes: Uint8Array } | { refusal: string } {
  if (!entry) return refused(refusalIn('no-part', { part: name }))
  if (entry.length > most) return refused(refusalIn('part-long', { part: name, octets: most }))
  const unpacked = unpackEntry(entry)
  return 'fault' in unpacked ? refused(inWords(unpacked.fault)) : unpacked
}

function inWords({ entry, what }: { readonly entry?: string; readonly what: string }): string {
  return entry === undefined ? what : refusalIn('of', { part: entry, refusal: what })
}

function refused(refusal: string): { refusal: string } {
  return { refusal }
}
