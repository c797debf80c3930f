// How many requests each hop saw, beside those of the learner: lines that climb faster are repeats, slower ones are what a cache or a gateway answered by itself.
import { scaleLinear } from 'd3-scale'
import type { Ink, Shape } from '../drawing/shape.ts'
import type { Drawn } from './latency-shapes.ts'
import type { HopCount } from './tallies.ts'

const LEFT = 48
const RIGHT = 170
const HEIGHT = 190
const AXIS = 26
const TOP = 12
const LABEL = 15
/** A line needs no more corners than there are pixels. */
const MOST_STEPS = 400
/** Told apart by more than hue. */
const DASHES = [undefined, '7 3', '2 3', '10 3 2 3', '4 4'] as const

/** @param learner how many requests of the learner there are @param labelOf what stands at the end of a hop's line */
export function amplificationShapes(hops: readonly HopCount[], learner: number, width: number, hueOf: (hop: string) => Ink, labelOf: (hop: HopCount) => string): Drawn {
  const wide = Math.max(width, 360)
  const x = scaleLinear([0, Math.max(learner, 1)], [LEFT, wide - RIGHT])
  const y = scaleLinear([0, hops.reduce((most, { total }) => Math.max(most, total), Math.max(learner, 1))], [HEIGHT - AXIS, TOP]).nice(4)
  const whole = (ticks: readonly number[]) => ticks.filter(Number.isInteger)
  const ends = placed(hops.map(({ total }) => y(total)))
  return { width: wide, height: HEIGHT, shapes: [
    ...whole(y.ticks(4)).flatMap((tick): Shape[] => [
      { kind: 'path', d: `M${LEFT} ${y(tick)}H${wide - RIGHT}`, stroke: 'line', width: 1 },
      { kind: 'text', x: LEFT - 8, y: y(tick) + 4, text: String(tick), ink: 'ink-soft', face: 'ui', size: 11, anchor: 'end' },
    ]),
    ...whole(x.ticks(6)).map((tick): Shape => ({ kind: 'text', x: x(tick), y: HEIGHT - 9, text: String(tick), ink: 'ink-soft', face: 'ui', size: 11, anchor: 'middle' })),
    ...hops.flatMap((hop, nth): Shape[] => [
      { kind: 'path', d: stepsOf(hop.sums, x, y), stroke: hueOf(hop.hop), width: 2, ...(DASHES[nth % DASHES.length] !== undefined && { dash: DASHES[nth % DASHES.length] ?? '' }) },
      { kind: 'path', d: `M${wide - RIGHT + 2} ${y(hop.total)}L${wide - RIGHT + 10} ${ends[nth] ?? 0}`, stroke: hueOf(hop.hop), width: 1 },
      { kind: 'text', x: wide - RIGHT + 14, y: (ends[nth] ?? 0) + 4, text: labelOf(hop), ink: hueOf(hop.hop), face: 'bytes', size: 12, weight: 600 },
    ]),
  ] }
}

function stepsOf(sums: readonly number[], x: (value: number) => number, y: (value: number) => number): string {
  const stride = Math.max(1, Math.ceil(sums.length / MOST_STEPS))
  return sums.reduce((path, sum, nth) => ((nth + 1) % stride === 0 || nth === sums.length - 1 ? `${path}H${Math.round(x(nth + 1) * 10) / 10}V${Math.round(y(sum) * 10) / 10}` : path), `M${x(0)} ${y(0)}`)
}

/** @returns places for labels near where they would be, far enough from one another. */
function placed(wanted: readonly number[]): number[] {
  const order = wanted.map((_, nth) => nth).sort((one, other) => (wanted[other] ?? 0) - (wanted[one] ?? 0))
  const places = [...wanted]
  let free = HEIGHT - AXIS
  for (const nth of order) {
    places[nth] = Math.min(wanted[nth] ?? 0, free)
    free = (places[nth] ?? 0) - LABEL
  }
  const over = TOP - Math.min(TOP, ...places)
  return places.map(place => place + over)
}
