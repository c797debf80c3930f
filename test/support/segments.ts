// Records as segments and back, for tests that make or look at what a recorder hands on.
import { Recorder } from '../../electron/core/recorder/recorder.ts'
import type { Segment } from '../../electron/core/segment/layout.ts'
import { Link } from '../../electron/core/segment/link.ts'
import { readSegment } from '../../electron/core/segment/read-segment.ts'
import { SegmentWriter } from '../../electron/core/segment/segment-writer.ts'
import type { Store } from '../../electron/core/store/store.ts'
import type { ExchangeRecord } from '../../electron/model/exchange.ts'

/** @returns a recorder whose exchanges end up in `saved`. */
export function recorderInto(saved: ExchangeRecord[]): Recorder {
  return new Recorder({ lastSeq: 0, onSegment: segment => saved.push(...readSegment(segment)) })
}

/** @returns one segment that holds the records, which follow one another. */
export function segmentOf(records: readonly ExchangeRecord[]): Segment {
  const writer = new SegmentWriter()
  for (const { seq: _, trace, hop, side, source, connection: { nth, ...connection }, timing, request, response, ...fate } of records) {
    writer.put({ link: new Link({ hop, side, source, connection }), nth, trace, fate, timing, request: Buffer.from(request), response: Buffer.from(response) })
  }
  return { firstSeq: records[0]?.seq ?? 1, lastSeq: records.at(-1)?.seq ?? 1, bytes: writer.end() }
}

/** Saves the records in one segment. */
export function saveRecords(store: Store, attempt: string, records: readonly ExchangeRecord[]): void {
  store.saveSegments(attempt, [segmentOf(records)])
}
