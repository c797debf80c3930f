// Two exchanges whose requests differ in the one named thing only.
import type { ExpectationOf } from '../../model/expectation.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { candidatesIn, latestOf } from './candidates.ts'
import { columnOf } from './column.ts'
import { feedbackOn, placesOf, probeOf, type Probe } from './condition.ts'
import { once } from './evidence.ts'
import { notYet, type Finding } from './finding.ts'
import { keptIn } from './kept.ts'
import type { Reading } from './reading.ts'
import { differencesOf, labelOf, partOf, placesOfPart, roughlyOf, signatureOf, traitsOf, typeOf, type Part, type Traits } from './traits.ts'

type ContrastExpectation = ExpectationOf<'contrast'>
interface Pair { readonly first: Traits; readonly second: Traits }

/** For a miss, so many of the latest of either half are compared to find the nearest pair. */
const RECENT = 20

/** @returns whether there is such a pair. */
export function judgeContrast(expectation: ContrastExpectation, readings: readonly Reading[]): Finding {
  const named = partOf(expectation.differOnlyIn)
  const probes = { first: probeOf(expectation.first), second: probeOf(expectation.second) }
  const candidates = { first: candidatesIn(readings, probes.first), second: candidatesIn(readings, probes.second) }
  const pair = candidates.first.length > 0 && candidates.second.length > 0 && pairIn(inEither(candidates.first, candidates.second), probes, named)
  if (pair) return met(expectation, pair, named)
  const latest = (half: 'first' | 'second') => latestOf(candidates[half], RECENT, reading => reading.exchange.request !== undefined && probes[half].isMet(reading))
    .reverse().flatMap(reading => traitsOf(reading, named) ?? [])
  const [firsts, seconds] = [latest('first'), latest('second')]
  if (firsts.length === 0 && seconds.length === 0) return notYet(phrase('verdict.nothing-yet'))
  const near = nearestPair(firsts, seconds, named)
  return near ? missed(expectation, near, named) : halfMissing(expectation, firsts, seconds)
}

function pairIn(readings: readonly Reading[], { first, second }: { readonly first: Probe; readonly second: Probe }, named: Part): Pair | undefined {
  const groups = new Map<number, Group>()
  for (const reading of readings) {
    if (!reading.exchange.request) continue
    const isFirst = first.isMet(reading)
    const isSecond = second.isMet(reading)
    if (!isFirst && !isSecond) continue
    const roughly = columnOf(reading.bench, `all but ${named}`, one => roughlyOf(one, named)).numberOf(reading)
    const pair = keptIn(groups, roughly, () => new Group(named)).add(reading, isFirst, isSecond)
    if (pair) return pair
  }
  return undefined
}

/** Both are in order, and so is what comes of them. */
function inEither(one: readonly Reading[], other: readonly Reading[]): readonly Reading[] {
  return one === other ? one : [...one, ...other].sort((first, second) => first.nth - second.nth).filter((reading, nth, all) => reading !== all[nth - 1])
}

/** Requests that share what is cheap to compare. They are looked at closely as soon as there are some of both halves. */
class Group {
  readonly #named: Part
  #waiting: [Reading, 'first' | 'second'][] = []
  readonly #count = { first: 0, second: 0 }
  readonly #known = { first: new Map<string, Traits[]>(), second: new Map<string, Traits[]>() }

  constructor(named: Part) {
    this.#named = named
  }

  add(reading: Reading, isFirst: boolean, isSecond: boolean): Pair | undefined {
    for (const half of [...isFirst ? ['first' as const] : [], ...isSecond ? ['second' as const] : []]) {
      this.#waiting.push([reading, half])
      this.#count[half] += 1
    }
    if (this.#count.first === 0 || this.#count.second === 0) return undefined
    const waiting = this.#waiting
    this.#waiting = []
    for (const [one, half] of waiting) {
      const pair = this.#look(one, half)
      if (pair) return pair
    }
    return undefined
  }

  /** Of those that are alike in all but the named part, two of each type that differ in it are enough. */
  #look(reading: Reading, half: 'first' | 'second'): Pair | undefined {
    const traits = traitsOf(reading, this.#named)
    if (!traits) return undefined
    const signature = signatureOf(traits, this.#named)
    const other = this.#known[half === 'first' ? 'second' : 'first'].get(signature)?.find(candidate => isPair(candidate, traits, this.#named))
    if (other) return half === 'first' ? { first: traits, second: other } : { first: other, second: traits }
    const alike = this.#known[half].get(signature) ?? []
    this.#known[half].set(signature, alike)
    const ofType = alike.filter(known => typeOf(known) === typeOf(traits))
    if (ofType.length < 2 && !ofType.some(known => known.named === traits.named)) alike.push(traits)
    return undefined
  }
}

function isPair(first: Traits, second: Traits, named: Part): boolean {
  return first.named !== second.named && differencesOf(first, second, named).length === 0
}

/** The fewest differences too many; of several, the latest pair. */
function nearestPair(firsts: readonly Traits[], seconds: readonly Traits[], named: Part): Pair | undefined {
  let nearest: Pair | undefined
  let fewest = Infinity
  for (const second of seconds) {
    for (const first of firsts) {
      if (first.reading === second.reading) continue
      const differences = differencesOf(first, second, named).length + (first.named === second.named ? 1 : 0)
      if (differences > fewest) continue
      fewest = differences
      nearest = { first, second }
    }
  }
  return nearest
}

/** The sentence for what is wanted, with the field's name as its author wrote it. */
function onlyIn({ differOnlyIn }: ContrastExpectation): Phrase {
  return phrase('verdict.differ-only-in', { what: typeof differOnlyIn === 'string' ? differOnlyIn : differOnlyIn.field })
}

function met(expectation: ContrastExpectation, { first, second }: Pair, named: Part): Finding {
  return {
    outcome: 'met',
    seen: onlyIn(expectation),
    evidence: once([first.reading, second.reading].flatMap(reading => placesOfPart(named, reading))),
  }
}

function missed(expectation: ContrastExpectation, { first, second }: Pair, named: Part): Finding {
  const readings = [first.reading, second.reading]
  const isSame = first.named === second.named
  const parts = isSame ? [named] : differencesOf(first, second, named)
  const what = parts.map(part => labelOf(part, readings)).join(', ')
  return {
    outcome: 'missed',
    seen: phrase(isSame ? 'verdict.differ-not' : areOfTwoClients(parts, readings) ? 'verdict.differ-clients' : 'verdict.differ-also-in', { what }),
    expected: onlyIn(expectation),
    ...feedbackOn(expectation.feedback, [second.reading, first.reading]),
    evidence: once(parts.flatMap(part => readings.flatMap(reading => placesOfPart(part, reading)))),
  }
}

/** What clients add by themselves, each its own: two of them never send the same request. */
const ADDED_BY_CLIENTS = new Set(['user-agent', 'accept', 'accept-encoding', 'accept-language', 'cache-control', 'pragma', 'priority', 'te', 'upgrade-insecure-requests'])

function areOfTwoClients(parts: readonly Part[], readings: readonly Reading[]): boolean {
  const names = parts.map(part => part.replace(/^field:/, ''))
  const sources = new Set(readings.map(({ exchange }) => exchange.source))
  const areOther = sources.size > 1 || (sources.has('outside') && names.includes('user-agent'))
  return areOther && names.every(name => ADDED_BY_CLIENTS.has(name) || name.startsWith('sec-'))
}

function halfMissing(expectation: ContrastExpectation, firsts: readonly Traits[], seconds: readonly Traits[]): Finding {
  const has = firsts.length > 0 ? 'first' : 'second'
  const there = (has === 'first' ? firsts : seconds).slice(-1)
  const seen = phrase('verdict.contrast-missing', { which: has === 'first' ? 'second' : 'first' })
  return { ...notYet(seen, once(there.flatMap(({ reading }) => placesOf(expectation[has], reading)))), expected: onlyIn(expectation) }
}
