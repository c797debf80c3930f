// How exchanges travel and are kept: a run of items, each with its length before it. What recurs is said once and referred to by its number.
//
//   item    u32 octets that follow · u8 kind · …                    (little-endian throughout)
//   text    JSON in UTF-8: a link, a fate, a trace or a target       numbered with `bytes` from 1, in their order in the segment
//   bytes   what passed in one direction
//   record  u32 × 8: place after the segment's first number, link, fate, request, response (0: none), nth on the connection, trace (0: of its own),
//           target of the ruling, which the fate leaves empty (0: there is no ruling)
//           f64 × 4: started, connect, first byte, last byte         as in `Timing`; not a number where absent
//
// A segment stands alone: nothing in it refers to another one.

export const TEXT = 1
export const BYTES = 2
export const RECORD = 3

/** Before what an item holds: its length and its kind. */
export const HEAD = 5
/** Where the times begin. */
export const TIMES = 8 * 4
export const RECORD_SIZE = TIMES + 4 * 8

export interface Segment {
  /** The numbers of its first and its last exchange. */
  readonly firstSeq: number
  readonly lastSeq: number
  readonly bytes: Uint8Array
}
