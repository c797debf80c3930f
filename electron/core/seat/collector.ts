// Whether a seat reaches the instructor's collector, and whether it is the one that the code means.
import type { SeatFinding } from '../../model/seat-finding.ts'
import { authorityOf, type JoinCode } from '../../model/join-code.ts'
import { sayInEnglish } from '../../model/phrase.ts'
import { seatSays } from '../../model/seat-en.ts'
import { CollectorConnection } from '../collector/collector-connection.ts'
import { finding } from './finding.ts'

const LONGEST_MS = 5_000

/** Asks the collector whether the code is right; nothing of the learner's is sent. */
export async function collectorFinding(code: JoinCode, longestMs = LONGEST_MS): Promise<SeatFinding> {
  const address = authorityOf(code)
  using connection = new CollectorConnection(code)
  const greeted = await connection.greet(AbortSignal.timeout(longestMs))
  if (greeted.outcome === 'done') return finding('collector', true, seatSays('collector.fine', { address }), undefined)
  const mend = seatSays(greeted.outcome === 'later' ? 'collector.away-mend' : 'collector.code-mend')
  return finding('collector', true, '', { what: seatSays('collector.other', { address, why: sayInEnglish(greeted.why) }), mend })
}
