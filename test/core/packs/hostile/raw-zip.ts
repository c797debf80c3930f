// Archives octet by octet, so that every header can lie. (APPNOTE.TXT 6.3.10 §4.3)
import { crc32, deflateRawSync } from 'node:zlib'

interface Claims {
  readonly name?: string
  readonly flags?: number
  readonly method?: number
  readonly crc?: number
  readonly packed?: number
  readonly length?: number
  readonly extra?: Uint8Array
}

/** One entry; what is left out is true. */
export interface RawEntry extends Claims {
  readonly name: string
  readonly content?: string | Uint8Array
  /** The octets between the headers, when they are not the packed content. */
  readonly stream?: Uint8Array
  /** What the entry's own header says otherwise than the directory. */
  readonly local?: Claims
  readonly madeBy?: number
  readonly attributes?: number
  readonly disk?: number
  readonly offset?: number
  readonly comment?: string
  /** Octets in front of the entry's own header. */
  readonly gap?: Uint8Array
}

export interface RawEnd {
  readonly disk?: number
  readonly here?: number
  readonly count?: number
  readonly length?: number
  readonly directory?: number
  readonly comment?: string
  readonly signature?: number
  readonly centralSignature?: number
  /** Octets in front of the directory, or between it and the end record. */
  readonly gap?: Uint8Array
  readonly gapBehind?: Uint8Array
}

const numbers = (...parts: readonly (readonly [octets: number, value: number])[]): Buffer => Buffer.concat(parts.map(([octets, value]) => {
  const part = Buffer.alloc(octets)
  part.writeUIntLE(value % 256 ** octets, 0, octets)
  return part
}))
const NONE = Buffer.alloc(0)

export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const body: Uint8Array[] = []
  const directory: Buffer[] = []
  let at = 0
  const put = (bytes: Uint8Array) => { body.push(bytes); at += bytes.length }
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? '')
    const method = entry.method ?? 8
    const stream = entry.stream ?? (method === 8 ? deflateRawSync(content) : content)
    const claims = { flags: 0, method, crc: crc32(content), packed: stream.length, length: content.length, extra: NONE, ...entry }
    put(entry.gap ?? NONE)
    const offset = entry.offset ?? at
    put(Buffer.concat([numbers([4, 0x04034b50], [2, 20]), shared({ ...claims, ...entry.local })]))
    put(stream)
    const name = bytesOf(claims)
    directory.push(Buffer.concat([
      numbers([4, end.centralSignature ?? 0x02014b50], [2, entry.madeBy ?? 20], [2, 20]), fixed(claims, name),
      numbers([2, entry.comment?.length ?? 0], [2, entry.disk ?? 0], [2, 0], [4, entry.attributes ?? 0], [4, offset]),
      name, claims.extra, Buffer.from(entry.comment ?? ''),
    ]))
  }
  put(end.gap ?? NONE)
  const list = Buffer.concat(directory)
  return Buffer.concat([...body, list, end.gapBehind ?? NONE, numbers(
    [4, end.signature ?? 0x06054b50], [2, end.disk ?? 0], [2, end.disk ?? 0], [2, end.here ?? end.count ?? entries.length], [2, end.count ?? entries.length],
    [4, end.length ?? list.length], [4, end.directory ?? at], [2, end.comment?.length ?? 0],
  ), Buffer.from(end.comment ?? '')])
}

type Told = Required<Claims>
const bytesOf = ({ name, flags }: Told): Buffer => Buffer.from(name, (flags & 0x800) === 0 ? 'latin1' : 'utf8')

function shared(claims: Told): Buffer {
  const name = bytesOf(claims)
  return Buffer.concat([fixed(claims, name), name, claims.extra])
}

/** From the flags to the length of the extra fields; the time is the one that `pack build` writes. */
function fixed({ flags, method, crc, packed, length, extra }: Told, name: Buffer): Buffer {
  return numbers([2, flags], [2, method], [2, 0], [2, 0x21], [4, crc], [4, packed], [4, length], [2, name.length], [2, extra.length])
}
