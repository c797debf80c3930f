// Exchanges that were captured elsewhere, in the form in which ours are kept.
import type { ExchangeRecord } from '../../model/exchange.ts'
import type { Segment } from './layout.ts'
import { Link } from './link.ts'
import { SegmentWriter } from './segment-writer.ts'

const SEGMENT_OCTETS = 1_048_576

/** @param records in the order in which they are to be kept; their own numbers do not count @returns segments of about a MiB, numbered from 1 */
export function segmentsOf(records: Iterable<ExchangeRecord>): Segment[] {
  const writer = new SegmentWriter()
  const links = new Map<string, Link>()
  const segments: Segment[] = []
  let seq = 0
  const end = () => {
    if (writer.records > 0) segments.push({ firstSeq: seq - writer.records + 1, lastSeq: seq, bytes: writer.end() })
  }
  for (const { seq: _seq, trace, hop, side, source, connection: { nth, ...connection }, timing, request, response, ...fate } of records) {
    const link = new Link({ hop, side, source, connection })
    const known = links.get(link.text) ?? link
    links.set(link.text, known)
    seq += 1
    writer.put({ link: known, nth, trace, fate, timing, request: Buffer.from(request), response: Buffer.from(response) })
    if (writer.length >= SEGMENT_OCTETS) end()
  }
  end()
  return segments
}
