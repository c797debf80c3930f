// The places in a capture that a verdict points at.
import type { ByteRange } from '../../model/bytes.ts'
import type { Evidence } from '../../model/verdict.ts'
import type { Reading, Side } from './reading.ts'

/** @returns a place in `reading`. */
export function at(reading: Reading, side: Side, { start, end }: ByteRange): Evidence {
  return { exchange: reading.exchange.id, side, range: { start, end } }
}

/** @returns the start line; where no message was read, the bytes that came instead; where none came, what was asked. */
export function startOf(reading: Reading, side: Side): Evidence {
  const message = reading.message(side)
  if (message) return at(reading, side, message.startLine)
  const { requestBytes, responseBytes } = reading.exchange
  const length = octets(side === 'request' ? requestBytes : responseBytes)
  if (side === 'request' || length > 0) return at(reading, side, { start: 0, end: length })
  return startOf(reading, 'request')
}

/** @returns every field line called `name`, or where they would stand. */
export function fieldPlaces(reading: Reading, side: Side, name: string): Evidence[] {
  const wanted = name.toLowerCase()
  const lines = reading.message(side)?.fields.filter(field => field.name.toLowerCase() === wanted) ?? []
  return lines.length > 0 ? lines.map(({ line }) => at(reading, side, line)) : [startOf(reading, side)]
}

/** @returns the content as transferred, or the start line when there is none. */
export function contentPlace(reading: Reading, side: Side): Evidence {
  const content = reading.message(side)?.content
  return content && content.range.end > content.range.start ? at(reading, side, content.range) : startOf(reading, side)
}

/** @returns the places, each once. */
export function once(places: readonly Evidence[]): Evidence[] {
  return [...new Map(places.map(place => [`${place.exchange} ${place.side} ${place.range.start} ${place.range.end}`, place])).values()]
}

/** @returns how many octets a base64 text stands for. */
export function octets(base64: string): number {
  return Math.floor(base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0)
}
