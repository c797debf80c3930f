// Chosen exchanges of a running attempt as a part of a lab.
import { learnersView } from '../../model/exchange.ts'
import type { Phrase } from '../../model/phrase.ts'
import { asMistake, asResources, asSolution } from '../packs/save-as.ts'
import type { RunningAttempt } from './running-attempt.ts'

export type SaveKind = 'solution' | 'mistake' | 'resource'

/** @returns the text, a name for its file, and what could not be written down. @param chosen ids of exchanges; their order is that of the capture */
export function savedAs(running: RunningAttempt, kind: SaveKind, chosen: readonly string[]): { name: string; text: string; left: Phrase[] } {
  const wanted = new Set(chosen)
  const seqs = chosen.map(id => Number(id.slice(1))).filter(seq => seq > 0)
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)]
  const exchanges = seqs.length === 0 ? [] : learnersView(running.exchanges(first - 1, last - first + 1)).filter(({ id }) => wanted.has(id))
  if (kind === 'resource') return { name: 'resources.yaml', ...asResources(exchanges) }
  const { answers, events, verdicts } = running.standing()
  const told = { exchanges, events, answers: Object.fromEntries(answers.map(({ question, value }) => [question, value])) }
  if (kind === 'solution') return { name: 'solution.yaml', ...asSolution(told) }
  const missed = verdicts.find(({ outcome }) => outcome === 'missed') ?? verdicts.find(({ outcome }) => outcome === 'not-yet')
  return { name: 'mistake.yaml', ...asMistake(told, (missed ?? verdicts[0])?.of ?? 'the-expectation') }
}
