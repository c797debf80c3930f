// How long answers took: a line for each who answered, time to the right by powers of ten, and one mark for each answer or for so many.
import { scaleLog } from 'd3-scale'
import type { Ink, Shape } from '../drawing/shape.ts'
import { STATUS_SHAPES } from '../exchange/status-shapes.ts'
import type { Answers } from './tallies.ts'

export interface LatencyWords {
  readonly hueOf: (name: string | undefined) => Ink
  readonly nameOf: (name: string | undefined) => string
  readonly time: (ms: number) => string
}
export interface Drawn {
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
}

const LEFT = 96
const RIGHT = 24
const MARK = 12
const MOST_HIGH = 6
const AXIS = 26
/** Less than this is no time that this machine could measure. */
const LEAST_MS = 0.1

/** @returns the drawing, and how many answers one mark stands for. */
export function latencyShapes(lines: readonly Answers[], width: number, { hueOf, nameOf, time }: LatencyWords): Drawn & { readonly each: number } {
  const all = lines.flatMap(({ taken }) => taken.map(({ ms }) => Math.max(ms, LEAST_MS)))
  const least = Math.min(...all.length > 0 ? [all.reduce((one, other) => Math.min(one, other))] : [1])
  const most = all.reduce((one, other) => Math.max(one, other), least * 10)
  const scale = scaleLog([least, most], [LEFT + MARK, Math.max(width, 320) - RIGHT - MARK]).nice()
  const bins = lines.map(({ taken }) => Map.groupBy(taken, ({ ms }) => Math.round(scale(Math.max(ms, LEAST_MS)) / MARK) * MARK))
  const highest = (each: number) => bins.reduce((high, line) => Math.max(high, [...line.values()].reduce((most_, marks) => Math.max(most_, stackOf(marks, each).length), 0)), 0)
  let each = 1
  while (highest(each) > MOST_HIGH && each < 1_000_000) each *= String(each).startsWith('2') ? 2.5 : 2
  const lane = Math.max(highest(each), 2) * MARK + 14
  const height = Math.max(lines.length, 1) * lane + AXIS
  const ticks = scale.ticks().filter(tick => /^[0.]*[125]0*$/.test(String(tick)))
  return { each, width: Math.max(width, 320), height, shapes: [
    ...ticks.flatMap((tick): Shape[] => [
      { kind: 'path', d: `M${scale(tick)} 0V${height - AXIS}`, stroke: 'line', width: 1 },
      ...(isRoomy(ticks, tick, scale) ? [{ kind: 'text' as const, x: scale(tick), y: height - 9, text: time(tick), ink: 'ink-soft', face: 'ui' as const, size: 11, anchor: 'middle' as const }] : []),
    ]),
    ...lines.flatMap(({ name }, nth): Shape[] => [
      { kind: 'path', d: `M${LEFT} ${(nth + 1) * lane - 2}H${Math.max(width, 320) - RIGHT}`, stroke: hueOf(name), width: 1, opacity: 0.6 },
      { kind: 'text', x: LEFT - 8, y: (nth + 1) * lane - 6, text: nameOf(name), ink: hueOf(name), face: 'bytes', size: 12, weight: 600, anchor: 'end' },
    ]),
    ...bins.flatMap((line, nth) => [...line].flatMap(([x, marks]) => stackOf(marks, each).map((kind, high): Shape => {
      const { d, hollow } = STATUS_SHAPES[kind] ?? { d: '' }
      const ink = kind === 0 ? 'missed' : `status-${kind}`
      return { kind: 'path', d, at: [x - MARK / 2, (nth + 1) * lane - 4 - (high + 1) * MARK], ...(hollow ? { stroke: ink, width: 1.6 } : { fill: ink }) }
    }))),
  ] }
}

/** @returns the classes of the marks from below, of one kind beside its own. */
function stackOf(marks: readonly { readonly kind: number }[], each: number): number[] {
  return [2, 3, 4, 5, 1, 0].flatMap(kind => Array.from({ length: Math.ceil(marks.filter(mark => mark.kind === kind).length / each) }, () => kind))
}

/** A label that would touch the one before is left out. */
function isRoomy(ticks: readonly number[], tick: number, scale: (value: number) => number): boolean {
  const isPower = Number.isInteger(Math.log10(tick)) || Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-9
  return isPower || ticks.every(other => other === tick || Math.abs(scale(other) - scale(tick)) > 48)
}
