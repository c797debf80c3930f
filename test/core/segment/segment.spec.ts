import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RECORD } from '../../../electron/core/segment/layout.ts'
import { readSegment } from '../../../electron/core/segment/read-segment.ts'
import { segmentsOf } from '../../../electron/core/segment/segments-of.ts'
import type { ExchangeRecord } from '../../../electron/model/exchange.ts'
import { phrase } from '../../../electron/model/phrase.ts'
import { recordNo } from '../store/records.ts'
import { recorderInto, segmentOf } from '../../support/segments.ts'

const readAll = (records: readonly ExchangeRecord[]) => [...readSegment(segmentOf(records))]
/** Where the items of a segment begin, with their kinds. */
function itemsOf(bytes: Uint8Array): { at: number; kind: number; size: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const items = []
  for (let at = 0; at < bytes.length; at += 4 + view.getUint32(at, true)) items.push({ at, kind: view.getUint8(at + 4), size: view.getUint32(at, true) })
  return items
}

const octets = fc.uint8Array({ maxLength: 40 })
const time = fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 2e12 })
const anyRecord = fc.record({
  trace: fc.string(), hop: fc.constantFrom('client-edge', 'edge-origin'), side: fc.constantFrom('client', 'server'), source: fc.constantFrom('composer', 'outside', 'participant'),
  connection: fc.record({ id: fc.constantFrom('c0-1', 'c0-2', 'ç'), clientPort: fc.nat(65_535), serverPort: fc.nat(65_535), nth: fc.integer({ min: 1, max: 4_000_000_000 }) }),
  timing: fc.record({ startedWallMs: time, connectMs: time, firstByteMs: time, lastByteMs: time }, { requiredKeys: ['startedWallMs'] }),
  ending: fc.constantFrom('kept-open', 'reset'), request: octets, response: octets,
  failure: fc.option(fc.constantFrom(phrase('failure.reset'), phrase('failure.timeout', { ms: 5 })), { nil: undefined }),
  ruling: fc.option(fc.record({ status: fc.nat(599), check: fc.constantFrom('host', 'handler'), passed: fc.boolean(), because: fc.constant(phrase('decision.well-formed')), section: fc.string(), method: fc.string(), target: fc.string() }), { nil: undefined }),
}).map(({ failure, ruling, ...rest }) => ({ ...rest, ...(failure && { failure }), ...(ruling && { ruling }) }))

describe('a segment', () => {
  it('gives back every record as it was, whatever recurs in it', () => {
    fc.assert(fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 30 }), list => {
      const records = list.map((record, at) => ({ ...record, seq: at + 7 }))
      expect(readAll(records)).toEqual(records)
    }), { numRuns: 300 })
  })

  it('takes what was captured elsewhere, numbered anew, in as many segments as it needs', () => {
    fc.assert(fc.property(fc.array(anyRecord, { maxLength: 30 }), list => {
      const records = list.map((record, at) => ({ ...record, seq: 1_000 - at }))
      expect(segmentsOf(records).flatMap(segment => [...readSegment(segment)])).toEqual(records.map((record, at) => ({ ...record, seq: at + 1 })))
    }), { numRuns: 100 })
    const big = Array.from({ length: 5 }, (_, at) => ({ ...recordNo(at + 1), request: new Uint8Array(600_000).fill(at) }))
    const segments = segmentsOf(big)
    expect(segments.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([[1, 2], [3, 4], [5, 5]])
    expect(segments.flatMap(segment => [...readSegment(segment)].map(({ request }) => request[0]))).toEqual([0, 1, 2, 3, 4])
  })

  it('begins after any number that is asked for', () => {
    const segment = segmentOf([5, 6, 7, 8].map(seq => recordNo(seq)))
    expect([...readSegment(segment, 6)].map(({ seq }) => seq)).toEqual([7, 8])
  })

  it('keeps what a later part of the program has to say about an exchange', () => {
    const record = { ...recordNo(1), later: { says: [1, 'two'] } }
    expect(readAll([record])).toEqual([record])
  })

  it('says what recurs once', () => {
    const saved: ExchangeRecord[] = []
    const recorder = recorderInto(saved)
    const seen = (nth: number) => ({ clientPort: 40_000, serverPort: 4_501, nth, timing: { startedWallMs: 5, firstByteMs: 1 }, ending: 'kept-open', request: Buffer.from('GET'), response: Buffer.from('200') }) as const
    for (let nth = 1; nth <= 100; nth += 1) recorder.record(seen(nth), 'server')
    recorder.flush()
    expect(saved.map(({ seq, trace }) => [seq, trace])).toEqual(Array.from({ length: 100 }, (_, at) => [at + 1, `c0-1.${at + 1}`]))
    const { bytes } = segmentOf(saved.map(record => ({ ...record, connection: { ...record.connection } })))
    expect(itemsOf(bytes).filter(({ kind }) => kind !== RECORD).length).toBeLessThan(500)
    expect(new Set(saved.map(({ request }) => request)).size).toBe(1)
  })

  it('that was cut off anywhere is read as far as it goes', () => {
    const segment = segmentOf([1, 2, 3].map(seq => recordNo(seq)))
    for (let end = 0; end <= segment.bytes.length; end += 1) {
      const read = [...readSegment({ ...segment, bytes: segment.bytes.slice(0, end) })]
      expect(read).toEqual([1, 2, 3].slice(0, read.length).map(seq => recordNo(seq)))
    }
  })

  it('with a damaged item loses what refers to it, and nothing else', () => {
    const records = [1, 2, 3].map(seq => recordNo(seq))
    const segment = segmentOf(records)
    for (const { at, kind, size } of itemsOf(segment.bytes)) {
      const bytes = segment.bytes.slice()
      bytes.fill(0xff, at + 5, at + 4 + size)
      const read = [...readSegment({ ...segment, bytes })].filter(({ request, seq }) => request[0] === 0 && seq <= 3)
      expect(read.length).toBeGreaterThanOrEqual(kind === RECORD ? 2 : 0)
      expect(read.length).toBeLessThanOrEqual(3)
    }
  })

  it('of random octets does not throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), bytes => void [...readSegment({ firstSeq: 1, bytes })]), { numRuns: 2_000 })
  })
})
