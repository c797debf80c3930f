// Whether a seat reaches the instructor's collector, and whether it is the one that the code means.
import { greet } from '../../core/collector/hand-over.ts'
import { authorityOf, type JoinCode } from '../../model/join-code.ts'
import { sayInEnglish } from '../../model/phrase.ts'
import { finding, type Finding } from './finding.ts'

const LONGEST_MS = 5_000

/** Asks the collector whether the code is right; nothing of the learner's is sent. */
export async function collectorFinding(code: JoinCode, longestMs = LONGEST_MS): Promise<Finding> {
  const address = authorityOf(code)
  const greeted = await greet(code, AbortSignal.timeout(longestMs))
  if (greeted.outcome === 'done') return finding('collector', true, `The collector at ${address} knows this code`, undefined)
  const mend = greeted.outcome === 'later' ? 'Look whether "lab501 collect" runs, whether this machine is in the same network, and whether a firewall is in between' : 'Type the code anew, as the collector shows it now'
  return finding('collector', true, '', { what: `The collector at ${address}: ${sayInEnglish(greeted.why)}`, mend })
}
