// Which of many exchanges can meet a condition at all: where few have a value that it asks for, only those are looked at.
import type { Column } from './column.ts'
import type { Probe } from './condition.ts'
import { keptIn } from './kept.ts'
import type { Reading } from './reading.ts'

/** By the number of a value: the exchanges that have it, in order. */
type ByValue = readonly (readonly Reading[])[]
/** Of the whole list, though only a part of it may be asked about. */
interface Index { readonly whole: readonly Reading[]; readonly columns: Map<Column, ByValue> }
const INDEXES = new WeakMap<readonly Reading[], Index>()

/** So many are simply looked at: most of what is asked for is met by them. */
const FIRST = 64
/** A part with hardly fewer values than there are exchanges says too little for what it costs to judge each value. */
const EXCHANGES_FOR_A_VALUE = 16
/** Exchanges of several values have to be put in order again, which only pays where they are few. */
const FEW = 8

/** Lets candidates be found among exchanges of one judging, which do not change any more. @returns the same */
export function indexed(whole: readonly Reading[]): readonly Reading[] {
  INDEXES.set(whole, { whole, columns: new Map() })
  return whole
}

/** @returns a part of exchanges, among which candidates are found as among the whole. */
export function partOf(whole: readonly Reading[], start: number, end: number): readonly Reading[] {
  const part = whole.slice(start, end)
  const index = INDEXES.get(whole)
  if (index) INDEXES.set(part, index)
  return part
}

/** @returns in their order all exchanges that meet every condition, and as few others as can be told without looking at each. */
export function candidatesIn(readings: readonly Reading[], ...probes: readonly Probe[]): readonly Reading[] {
  const index = INDEXES.get(readings)
  const [first] = readings
  if (!index || !first || readings.length <= FIRST) return readings
  let fewest = readings.length
  let found = () => readings
  for (const counter of probes.flatMap(({ counters }) => counters)) {
    if (!counter.isCheap) continue
    const column = counter.columnIn(first.bench)
    const byValue = keptIn(index.columns, column, () => groupedBy(column, index.whole))
    if (byValue.length * EXCHANGES_FOR_A_VALUE > readings.length) continue
    const isMet = byValue.map(([one]) => one !== undefined && counter.count(one) === 0)
    const met = byValue.filter((_group, value) => isMet[value])
    const size = met.reduce((sum, { length }) => sum + length, 0) * (met.length > 1 ? FEW : 1)
    if (size >= fewest) continue
    fewest = size
    found = () => met.length > 1 ? readings.filter(reading => isMet[column.numberOf(reading)]) : within(readings, met[0] ?? [])
  }
  return found()
}

function within(readings: readonly Reading[], group: readonly Reading[]): readonly Reading[] {
  const [first, last] = [readings[0]?.nth ?? 0, readings.at(-1)?.nth ?? 0]
  const isInside = (group[0]?.nth ?? first) >= first && (group.at(-1)?.nth ?? last) <= last
  return isInside ? group : group.filter(({ nth }) => nth >= first && nth <= last)
}

/** As `candidatesIn`, for whoever may soon have seen enough. @returns the first exchanges, and only then the candidates among the others */
export function* candidatesInTurn(readings: readonly Reading[], ...probes: readonly Probe[]): Generator<Reading, void> {
  yield* readings.slice(0, FIRST)
  if (readings.length <= FIRST) return
  const first = readings[FIRST]?.nth ?? 0
  for (const reading of candidatesIn(readings, ...probes)) if (reading.nth >= first) yield reading
}

/** @returns the first that meets the condition. @param after the number of a reading */
export function firstMet(readings: readonly Reading[], probe: Probe, after = -1): Reading | undefined {
  for (const reading of candidatesInTurn(readings, probe)) if (reading.nth > after && probe.isMet(reading)) return reading
  return undefined
}

/** @returns the latest that are wanted, at most so many, the latest first. */
export function latestOf(candidates: readonly Reading[], most: number, isWanted: (reading: Reading) => boolean): Reading[] {
  const found: Reading[] = []
  for (let at = candidates.length - 1; at >= 0 && found.length < most; at -= 1) {
    const reading = candidates[at]
    if (reading && isWanted(reading)) found.push(reading)
  }
  return found
}

function groupedBy(column: Column, readings: readonly Reading[]): ByValue {
  const groups: Reading[][] = []
  for (const reading of readings) {
    const number = column.numberOf(reading)
    while (groups.length <= number) groups.push([])
    groups[number]?.push(reading)
  }
  return groups
}
