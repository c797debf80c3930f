// Exchanges and what was done to the topology between them, in one list.
import type { ScenarioEvent } from '../../../electron/model/control.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'

/** `row` counts exchanges only: that is what can be chosen. */
export type CaptureLine = { readonly exchange: Exchange; readonly row: number; readonly event?: never } | { readonly event: ScenarioEvent; readonly exchange?: never }

/** @returns the lines of the capture, each event before the first exchange that came after it. */
export function captureLines(rows: readonly Exchange[], events: readonly ScenarioEvent[]): CaptureLine[] {
  const lines: CaptureLine[] = []
  let next = 0
  for (const [row, exchange] of rows.entries()) {
    for (let event = events[next]; event && event.afterSeq < exchange.seq; event = events[next += 1]) lines.push({ event })
    lines.push({ exchange, row })
  }
  return [...lines, ...events.slice(next).map(event => ({ event }))]
}
