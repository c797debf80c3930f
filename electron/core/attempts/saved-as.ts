// Chosen exchanges of a running attempt as a part of a lab.
import { learnersView } from '../../model/exchange.ts'
import type { Phrase } from '../../model/phrase.ts'
import { asMistake, asResources, asSolution } from '../packs/save-as.ts'
import type { RunningAttempt } from './running-attempt.ts'

export type SaveKind = 'solution' | 'mistake' | 'resource'

/** @returns the text, a name for its file, and what could not be written down. @param chosen ids of exchanges; their order is that of the capture */
export function savedAs(running: RunningAttempt, kind: SaveKind, chosen: readonly string[]): { name: string; text: string; left: Phrase[] } {
  const wanted = new Set(chosen)
  const stretches = stretchesOf(chosen.map(id => Number(id.slice(1))).filter(seq => seq > 0))
  const exchanges = learnersView(stretches.flatMap(({ first, last }) => running.exchanges(first - 1, last - first + 1)).filter(({ id }) => wanted.has(id)))
  if (kind === 'resource') return { name: 'resources.yaml', ...asResources(exchanges) }
  const { answers, events, verdicts } = running.standing()
  const told = { exchanges, events, answers: Object.fromEntries(answers.map(({ question, value }) => [question, value])) }
  if (kind === 'solution') return { name: 'solution.yaml', ...asSolution(told) }
  const missed = verdicts.find(({ outcome }) => outcome === 'missed') ?? verdicts.find(({ outcome }) => outcome === 'not-yet')
  return { name: 'mistake.yaml', ...asMistake(told, (missed ?? verdicts[0])?.of ?? 'the-expectation') }
}

/** Reading those between costs less than asking the store once more. */
const NEAR = 100

/** @returns stretches of numbers that hold all of these: where few are wanted of many, most of the others are not read. */
function stretchesOf(seqs: readonly number[]): { first: number; last: number }[] {
  const stretches: { first: number; last: number }[] = []
  for (const seq of seqs.toSorted((one, other) => one - other)) {
    const latest = stretches.at(-1)
    if (latest && seq - latest.last <= NEAR) latest.last = seq
    else stretches.push({ first: seq, last: seq })
  }
  return stretches
}
