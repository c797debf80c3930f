// Two exchanges whose requests differ in the one named thing only.
import type { ExpectationOf } from '../../model/expectation.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { feedbackOn, placesOf, probeOf } from './condition.ts'
import { once } from './evidence.ts'
import { notYet, type Finding } from './finding.ts'
import type { Reading } from './reading.ts'
import { differencesOf, labelOf, partOf, placesOfPart, signatureOf, traitsOf, typeOf, type Part, type Traits } from './traits.ts'

type ContrastExpectation = ExpectationOf<'contrast'>
interface Pair { readonly first: Traits; readonly second: Traits }

/** For a miss, so many of the latest of either half are compared to find the nearest pair. */
const RECENT = 20

/** @returns whether there is such a pair. */
export function judgeContrast(expectation: ContrastExpectation, readings: readonly Reading[]): Finding {
  const named = partOf(expectation.differOnlyIn)
  const half = (which: 'first' | 'second') => {
    const probe = probeOf(expectation[which])
    return readings.filter(reading => probe.isMet(reading)).flatMap(reading => traitsOf(reading, named) ?? [])
  }
  const firsts = half('first')
  const seconds = half('second')
  const pair = findPair(firsts, seconds, named)
  if (pair) return met(expectation, pair, named)
  if (firsts.length === 0 && seconds.length === 0) return notYet(phrase('verdict.nothing-yet'))
  const near = nearestPair(firsts, seconds, named)
  return near ? missed(expectation, near, named) : halfMissing(expectation, firsts, seconds)
}

/** In one pass: requests are grouped by all but the named part, and of each group and type two that differ in it are enough. */
function findPair(firsts: readonly Traits[], seconds: readonly Traits[], named: Part): Pair | undefined {
  const groups = new Map<string, Traits[]>()
  for (const first of firsts) {
    const signature = signatureOf(first, named)
    const group = groups.get(signature) ?? []
    groups.set(signature, group)
    const alike = group.filter(known => typeOf(known) === typeOf(first))
    if (alike.length < 2 && !alike.some(known => known.named === first.named)) group.push(first)
  }
  for (const second of seconds) {
    const first = groups.get(signatureOf(second, named))?.find(candidate => isPair(candidate, second, named))
    if (first) return { first, second }
  }
  return undefined
}

function isPair(first: Traits, second: Traits, named: Part): boolean {
  return first.named !== second.named && differencesOf(first, second, named).length === 0
}

/** The fewest differences too many; of several, the latest pair. */
function nearestPair(firsts: readonly Traits[], seconds: readonly Traits[], named: Part): Pair | undefined {
  let nearest: Pair | undefined
  let fewest = Infinity
  for (const second of seconds.slice(-RECENT)) {
    for (const first of firsts.slice(-RECENT)) {
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
