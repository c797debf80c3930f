// A segment as the records that it holds. It may come from a damaged file: what does not read is left out, and costs nothing else.
import { z } from 'zod'
import { Envelope, type ExchangeRecord, type Timing } from '../../model/exchange.ts'
import { BYTES, HEAD, RECORD, RECORD_SIZE, TEXT, TIMES, type Segment } from './layout.ts'

const LinkText = Envelope.pick({ hop: true, side: true, source: true }).extend({ connection: Envelope.shape.connection.omit({ nth: true }) })
const FateText = Envelope.omit({ seq: true, trace: true, hop: true, side: true, source: true, connection: true, timing: true }).loose()
/** Without what was said about it: a later version may have dropped a phrase, and the bytes are worth more than words. */
const BareFateText = FateText.omit({ ruling: true, failure: true }).strip()

const NONE = new Uint8Array()

type Read<T> = T | null
interface Entry { readonly bytes: Uint8Array; link?: Read<z.infer<typeof LinkText>>; fate?: Read<z.infer<typeof FateText>>; said?: Read<string> }

/** @returns the records with a number above `afterSeq`, in order. The bytes of equal messages may be one and the same view. */
export function* readSegment({ firstSeq, bytes }: Pick<Segment, 'firstSeq' | 'bytes'>, afterSeq = 0): Generator<ExchangeRecord> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: Entry[] = []
  for (let at = 0; at + HEAD <= buffer.length;) {
    const size = buffer.readUInt32LE(at)
    const end = at + 4 + size
    // A segment that was cut off, or whose lengths are damaged, is read as far as it goes.
    if (size === 0 || end > buffer.length) return
    const kind = buffer[at + 4]
    if (kind === TEXT || kind === BYTES) entries.push({ bytes: new Uint8Array(buffer.buffer, buffer.byteOffset + at + HEAD, size - 1) })
    else if (kind === RECORD && size === RECORD_SIZE + 1 && firstSeq + buffer.readUInt32LE(at + HEAD) > afterSeq) {
      const record = recordAt(buffer, at + HEAD, firstSeq, entries)
      if (record) yield record
    }
    at = end
  }
}

function recordAt(buffer: Buffer, at: number, firstSeq: number, entries: readonly Entry[]): ExchangeRecord | undefined {
  /** The fields of a record are u32 up to the times. */
  const entry = (field: number): Entry | undefined => entries[buffer.readUInt32LE(at + field * 4) - 1]
  const bytes = (field: number): Uint8Array | undefined => (buffer.readUInt32LE(at + field * 4) === 0 ? NONE : entry(field)?.bytes)
  const link = linkOf(entry(1))
  const fate = fateOf(entry(2))
  const [request, response] = [bytes(3), bytes(4)]
  if (!link || !fate || !request || !response) return undefined
  const nth = buffer.readUInt32LE(at + 20)
  const trace = buffer.readUInt32LE(at + 24) === 0 ? `${link.connection.id}.${nth}` : textOf(entry(6))
  if (trace === null || nth === 0 || Number.isNaN(buffer.readDoubleLE(at + TIMES))) return undefined
  const target = fate.ruling && textOf(entry(7))
  const { hop, side, source, connection } = link
  return {
    ...fate, ...(fate.ruling && { ruling: { ...fate.ruling, target: target ?? '' } }), seq: firstSeq + buffer.readUInt32LE(at), trace, hop, side, source,
    connection: { id: connection.id, clientPort: connection.clientPort, serverPort: connection.serverPort, nth },
    timing: timingAt(buffer, at + TIMES), request, response,
  }
}

function timingAt(buffer: Buffer, at: number): Timing {
  const [connectMs, firstByteMs, lastByteMs] = [buffer.readDoubleLE(at + 8), buffer.readDoubleLE(at + 16), buffer.readDoubleLE(at + 24)]
  return {
    startedWallMs: buffer.readDoubleLE(at),
    ...(!Number.isNaN(connectMs) && { connectMs }), ...(!Number.isNaN(firstByteMs) && { firstByteMs }), ...(!Number.isNaN(lastByteMs) && { lastByteMs }),
  }
}

function linkOf(entry: Entry | undefined): Read<z.infer<typeof LinkText>> {
  if (!entry) return null
  return (entry.link ??= LinkText.safeParse(readJson(entry.bytes)).data ?? null)
}

function fateOf(entry: Entry | undefined): Read<z.infer<typeof FateText>> {
  if (!entry) return null
  const read = () => {
    const said = readJson(entry.bytes)
    return FateText.safeParse(said).data ?? BareFateText.safeParse(said).data ?? null
  }
  return (entry.fate ??= read())
}

function textOf(entry: Entry | undefined): Read<string> {
  if (!entry) return null
  return (entry.said ??= z.string().safeParse(readJson(entry.bytes)).data ?? null)
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
