// Which two exchanges show what a lab was about.
import { finalResponse, type Exchange } from '../../../electron/model/exchange.ts'
import type { Verdict } from '../../../electron/model/verdict.ts'

/**
 * @returns the two exchanges of the last verdict that rests on exactly two requests; one with two answers that differ goes first,
 * because two equal ones side by side show nothing. Where there is none, those of two verdicts, one after the other, whose answers differ.
 */
export function tellingPair(verdicts: readonly Verdict[], byId: ReadonlyMap<string, Exchange>): Exchange[] {
  const told = verdicts.map(({ evidence }) => onePerRequest(evidence.map(one => byId.get(one.exchange)).filter(one => one !== undefined)))
  const pairs = told.filter(found => found.length === 2)
  const alone = told.filter(found => found.length === 1).flat()
  const neighbours = alone.slice(1).map((one, at) => [alone[at] ?? one, one])
  return pairs.findLast(differ) ?? neighbours.findLast(differ) ?? pairs.at(-1) ?? []
}

/** Another hop of the same request shows nothing else. */
const onePerRequest = (found: readonly Exchange[]): Exchange[] => found.filter((one, at) => found.findIndex(({ trace }) => trace === one.trace) === at)

const differ = ([one, other]: readonly Exchange[]): boolean => one !== undefined && other !== undefined && finalResponse(one)?.status !== finalResponse(other)?.status
