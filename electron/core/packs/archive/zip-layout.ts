// The ZIP form, read so strictly that no two readers can see two archives in it: entries one after the other from the first
// octet, the directory right behind them, the end record last, and nothing between, before, behind or said twice in two ways.
// (APPNOTE.TXT 6.3.10 §4.3 has the records.)
import { problemIn } from '../../../model/problems-en.ts'
import { clashIn, faultOfName, shownName } from './entry-name.ts'
import { LIMITS } from './limits.ts'

/** What is wrong with an archive, and with which of its entries. */
export interface ArchiveFault { readonly entry?: string; readonly what: string; readonly mend: string }

/** One file as the archive says it is; nothing of it is unpacked yet. */
export interface ZipEntry {
  readonly name: string
  readonly isDeflated: boolean
  readonly crc: number
  readonly packed: Uint8Array
  /** In octets, as it is claimed. */
  readonly length: number
}

const LOCAL = { signature: 0x04034b50, length: 30 }
const CENTRAL = { signature: 0x02014b50, length: 46 }
const END = { signature: 0x06054b50, length: 22 }
const ZIP64 = { short: 0xffff, long: 0xffffffff }
const UTF8_FLAG = 0x0800
const UNIX = 3
const LATIN1 = new TextDecoder('latin1')
const UTF8 = new TextDecoder('utf-8')
const NOT_OURS = problemIn('mend.not-ours')

interface Header {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly length: number
  readonly extra: number
  /** Octets from the start of the header to what follows it. */
  readonly size: number
}

/** @returns the entries in the order of the archive, or the first thing that is wrong with it. Nothing is unpacked. */
export function readZip(bytes: Uint8Array): { entries: ZipEntry[] } | { fault: ArchiveFault } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = readEnd(view)
  if ('fault' in end) return end
  const entries: ZipEntry[] = []
  let at = end.directory
  let next = 0
  for (let nth = 0; nth < end.count; nth += 1) {
    const header = readHeader(bytes, view, at, end.at, CENTRAL)
    if (!header) return broken(problemIn('what.cut-directory', { nth: nth + 1, count: end.count }))
    const fault = faultOfName(header.name) ?? faultOfEntry(view, at, header)
    if (fault) return { fault: { entry: shownName(header.name), ...fault } }
    const offset = view.getUint32(at + 42, true)
    if (offset === ZIP64.long) return broken(problemIn('what.zip64'), header.name)
    if (offset !== next) return broken(problemIn(offset < next ? 'what.overlap' : nth === 0 ? 'what.something-first' : 'what.gap-before'), header.name)
    const local = readHeader(bytes, view, offset, end.directory, LOCAL)
    if (!local || offset + local.size + header.packed > end.directory) return broken(problemIn('what.content-elsewhere'), header.name)
    if (!isSame(header, local)) return broken(problemIn('what.headers-differ'), header.name)
    const start = offset + local.size
    next = start + header.packed
    entries.push({ name: header.name, isDeflated: header.method === 8, crc: header.crc, packed: bytes.subarray(start, next), length: header.length })
    at += header.size
  }
  if (at !== end.at) return broken(problemIn('what.directory-more'))
  if (next !== end.directory) return broken(problemIn('what.gap-directory'))
  const clash = clashIn(entries.map(entry => entry.name))
  if (clash) return { fault: { entry: shownName(clash.name), what: clash.what, mend: problemIn('mend.own-file-name') } }
  return tooMuch(entries) ?? { entries }
}

function broken(what: string, name?: string): { fault: ArchiveFault } {
  return { fault: { ...(name !== undefined && { entry: shownName(name) }), what, mend: NOT_OURS } }
}

function readEnd(view: DataView): { at: number; directory: number; count: number } | { fault: ArchiveFault } {
  const at = view.byteLength - END.length
  if (at < 0 || view.getUint32(at, true) !== END.signature) return broken(whyNoEnd(view))
  const short = (offset: number) => view.getUint16(at + offset, true)
  const long = (offset: number) => view.getUint32(at + offset, true)
  const [disk, directoryDisk, here, count, length, directory, comment] = [short(4), short(6), short(8), short(10), long(12), long(16), short(20)]
  if (here === ZIP64.short || count === ZIP64.short || length === ZIP64.long || directory === ZIP64.long) return broken(problemIn('what.zip64'))
  if (disk !== 0 || directoryDisk !== 0 || here !== count) return broken(problemIn('what.one-of-several'))
  if (comment !== 0) return broken(problemIn('what.hidden-end'))
  if (count > LIMITS.files) return { fault: { what: problemIn('what.many-files', { count, most: LIMITS.files }), mend: problemIn('mend.cut-pack') } }
  if (count === 0) return broken(problemIn('what.holds-nothing'))
  if (directory + length !== at) return broken(problemIn('what.directory-nowhere'))
  return { at, directory, count }
}

function whyNoEnd(view: DataView): string {
  for (let at = view.byteLength - END.length; at >= Math.max(0, view.byteLength - END.length - ZIP64.short); at -= 1) {
    if (view.getUint32(at, true) === END.signature) return problemIn('what.octets-behind', { octets: view.byteLength - at - END.length })
  }
  return problemIn('what.no-archive')
}

/** @returns the header at `at`; undefined when there is none that ends before `limit`. */
function readHeader(bytes: Uint8Array, view: DataView, at: number, limit: number, kind: typeof LOCAL): Header | undefined {
  if (at + kind.length > limit || view.getUint32(at, true) !== kind.signature) return undefined
  // The directory's header has the version of its maker first; what follows is the same in both, but for its end.
  const from = at + (kind === CENTRAL ? 2 : 0)
  const short = (offset: number) => view.getUint16(from + offset, true)
  const long = (offset: number) => view.getUint32(from + offset, true)
  const [nameLength, extra, comment] = [short(26), short(28), kind === CENTRAL ? short(30) : 0]
  const size = kind.length + nameLength + extra + comment
  if (at + size > limit) return undefined
  const flags = short(6)
  const name = ((flags & UTF8_FLAG) === 0 ? LATIN1 : UTF8).decode(bytes.subarray(at + kind.length, at + kind.length + nameLength))
  return { name, flags, method: short(8), crc: long(14), packed: long(18), length: long(22), extra: extra + comment, size }
}

function faultOfEntry(view: DataView, at: number, { flags, method, packed, length, extra }: Header): ArchiveFault | undefined {
  const fault = (what: string): ArchiveFault => ({ what, mend: NOT_OURS })
  const attributes = view.getUint32(at + 38, true)
  const isUnix = view.getUint8(at + 5) === UNIX
  const fileType = isUnix ? (attributes >>> 28) : 0
  if (fileType === 0xa) return fault(problemIn('what.link'))
  if (fileType !== 0 && fileType !== 0x8) return fault(problemIn('what.no-plain'))
  if ((attributes & 0x10) !== 0) return fault(problemIn('what.says-folder'))
  if ((flags & 0x2041) !== 0) return fault(problemIn('what.encrypted'))
  if ((flags & 0x8) !== 0) return fault(problemIn('what.descriptor'))
  if ((flags & ~UTF8_FLAG) !== 0) return fault(problemIn('what.zip-form'))
  if (method !== 0 && method !== 8) return fault(problemIn('what.packing', { method }))
  if (packed === ZIP64.long || length === ZIP64.long) return fault(problemIn('what.zip64'))
  if (extra > 0) return fault(problemIn('what.extra-fields'))
  if (view.getUint16(at + 34, true) !== 0) return fault(problemIn('what.other-part'))
  if (method === 0 && packed !== length) return fault(problemIn('what.two-lengths'))
  return undefined
}

function isSame(one: Header, other: Header): boolean {
  return (['name', 'flags', 'method', 'crc', 'packed', 'length', 'extra'] as const).every(key => one[key] === other[key])
}

function tooMuch(entries: readonly ZipEntry[]): { fault: ArchiveFault } | undefined {
  const whole = entries.reduce((sum, entry) => sum + entry.length, 0)
  if (whole > LIMITS.unpacked) return { fault: { what: problemIn('what.unpacked-large', { octets: whole, most: LIMITS.unpacked }), mend: problemIn('mend.cut-pack') } }
  const bomb = entries.find(({ length, packed }) => length > LIMITS.ratioFrom && length > packed.length * LIMITS.ratio)
  return bomb && { fault: { entry: shownName(bomb.name), what: problemIn('what.bomb', { ratio: LIMITS.ratio }), mend: problemIn('mend.bomb') } }
}
