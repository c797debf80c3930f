// Which two exchanges show what a lab was about.
import { finalResponse, type Exchange } from '../../../electron/model/exchange.ts'
import type { Verdict } from '../../../electron/model/verdict.ts'

/**
 * @returns the two exchanges of the last verdict that rests on exactly two; one with two answers that differ goes first,
 * because two equal ones side by side show nothing.
 */
export function tellingPair(verdicts: readonly Verdict[], byId: ReadonlyMap<string, Exchange>): Exchange[] {
  const pairs = verdicts
    .map(verdict => [...new Set(verdict.evidence.map(one => one.exchange))].map(id => byId.get(id)).filter(one => one !== undefined))
    .filter(found => found.length === 2)
  return pairs.findLast(([one, other]) => one && other && finalResponse(one)?.status !== finalResponse(other)?.status) ?? pairs.at(-1) ?? []
}
