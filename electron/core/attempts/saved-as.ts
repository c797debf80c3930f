// Chosen exchanges of a running attempt as a part of a lab.
import { learnersView, type ExchangeRecord } from '../../model/exchange.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { redact } from '../captures/redact/redact.ts'
import { asMistake, asResources, asSolution, type SavedText } from '../packs/save-as.ts'
import type { RunningAttempt } from './running-attempt.ts'

export type SaveKind = 'solution' | 'mistake' | 'resource'

/**
 * What came from a server of somebody's own, or from a file, is written without its secrets: a pack is for others. Those of the built-in
 * servers are made up, and a solution may need them.
 *
 * @returns the text, a name for its file, and what could not be written down. @param chosen ids of exchanges; their order is that of the capture
 */
export function savedAs(running: RunningAttempt, kind: SaveKind, chosen: readonly string[]): { name: string; text: string; left: Phrase[] } {
  const wanted = new Set(chosen)
  const { answers, events, verdicts, bench } = running.standing()
  let count = 0
  const clean = (records: readonly ExchangeRecord[]): readonly ExchangeRecord[] => {
    const those = records.filter(({ seq }) => wanted.has(`x${seq}`))
    if (bench?.kind !== 'server' && bench?.kind !== 'capture') return those
    const { records: without, redacted } = redact(those)
    count += redacted.reduce((sum, each) => sum + each.count, 0)
    return without
  }
  const stretches = stretchesOf(chosen.map(id => Number(id.slice(1))).filter(seq => seq > 0))
  const exchanges = learnersView(stretches.flatMap(({ first, last }) => running.exchanges(first - 1, last - first + 1, clean)))
  const part = (name: string, { text, left }: SavedText) => ({ name, text, left: count > 0 ? [phrase('save-as.no-secrets', { count }), ...left] : left })
  if (kind === 'resource') return part('resources.yaml', asResources(exchanges))
  const told = { exchanges, events, answers: Object.fromEntries(answers.map(({ question, value }) => [question, value])) }
  if (kind === 'solution') return part('solution.yaml', asSolution(told))
  const missed = verdicts.find(({ outcome }) => outcome === 'missed') ?? verdicts.find(({ outcome }) => outcome === 'not-yet')
  return part('mistake.yaml', asMistake(told, (missed ?? verdicts[0])?.of ?? 'the-expectation'))
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
