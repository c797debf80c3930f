// Exchanges and what was done to the topology between them, in one list. A line is made when it is looked at: there may be thousands.
import type { ScenarioEvent } from '../../../electron/model/control.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { placeOf } from '../../stores/growing-capture.ts'

/** `row` counts exchanges only: that is what can be chosen. */
export type CaptureLine = { readonly exchange: Exchange; readonly row: number; readonly event?: never } | { readonly event: ScenarioEvent; readonly exchange?: never }

export interface CaptureLines {
  readonly length: number
  at(line: number): CaptureLine | undefined
  /** @returns the line of a row. */
  lineOf(row: number): number
}

/** @returns the lines of the capture, each event before the first exchange that came after it. */
export function captureLines(rows: readonly Exchange[], events: readonly ScenarioEvent[]): CaptureLines {
  /** Before which row each event stands. */
  const before = events.map(({ afterSeq }) => placeOf(rows, afterSeq + 1))
  return {
    length: rows.length + events.length,
    at(line) {
      // Events before this line: the nth stands at the line of its row and of the events before it.
      const next = countWhile(before, (row, nth) => row + nth < line)
      const event = events[next]
      if (event && (before[next] ?? 0) + next === line) return { event }
      const row = line - next
      const exchange = rows[row]
      return exchange && { exchange, row }
    },
    lineOf: row => row + countWhile(before, place => place <= row),
  }
}

/** @returns how many of the first ones fit. */
function countWhile(list: readonly number[], fits: (value: number, nth: number) => boolean): number {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (fits(list[middle] ?? 0, middle)) from = middle + 1
    else to = middle
  }
  return from
}
