// Several requests and what was done to the topology between them, as one ladder in the order of time.
import type { ScenarioEvent } from '../../../electron/model/control.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { CLIENT, sideOf, type Hop, type Journey } from '../../../electron/model/journey.ts'
import type { Bracket, Ladder, Rung } from './rungs.ts'
import { rungsOfWay, type Sayings } from './way-rungs.ts'

/** One request of the learner with all that it caused. */
export interface Asked { readonly request: number; readonly row: Exchange; readonly way: Journey }
export interface Done { readonly event: ScenarioEvent; readonly words: string }

/**
 * Requests that ran at the same time stand between one another, each in its own order of cause and effect.
 * @param asked in the order of their numbers @param done what was done to the topology in that time
 */
export function ladderOf(asked: readonly Asked[], done: readonly Done[], sayings: Sayings): Ladder {
  const ways = asked.map(({ request, way }) => rungsOfWay(way, request, sayings))
  const placed = [
    ...ways.flatMap(rungs => rungs.map(rung => ({ rung, atMs: rung.kind === 'across' ? rung.atMs : rung.origin?.atMs ?? 0 }))),
    ...done.map(({ event, words }) => {
      // Two processes write down these times, so the numbers have the last word.
      const next = asked.find(({ row }) => row.seq > event.afterSeq)
      const atMs = Math.min(event.atWallMs, next ? sideOf(next.way.hops[0] ?? { from: CLIENT, to: '', client: next.row }).timing.startedWallMs : Infinity)
      return { rung: { kind: 'across' as const, words, atMs }, atMs }
    }),
  ].sort((one, other) => one.atMs - other.atMs || Number(other.rung.kind === 'across') - Number(one.rung.kind === 'across'))
  const rungs = placed.map(({ rung }) => rung)
  return { rungs, brackets: bracketsOf(asked, rungs) }
}

/** @returns who asked the same again: requests of the learner one after the other, and within each what a participant sent more than once. */
function bracketsOf(asked: readonly Asked[], rungs: readonly Rung[]): Bracket[] {
  const places = new Map<string, number[]>()
  for (const [index, rung] of rungs.entries()) {
    if (rung.kind === 'across' || !rung.origin) continue
    for (const key of [rung.origin.exchange, `request ${rung.origin.request}`]) places.set(key, [...places.get(key)?.slice(0, 1) ?? [], index])
  }
  const found: Omit<Bracket, 'depth'>[] = []
  const bracket = (party: string, count: number, keys: readonly string[]) => {
    const all = keys.flatMap(key => places.get(key) ?? [])
    if (count > 1 && all.length > 0) found.push({ party, count, first: Math.min(...all), last: Math.max(...all) })
  }
  for (const run of runsOf(asked, ({ row }) => sameness(row))) bracket(CLIENT, run.length, run.map(({ request }) => `request ${request}`))
  for (const { way } of asked) {
    for (const { participant, outbound } of way.stops) {
      for (const run of runsOf(outbound, hop => sameness(sideOf(hop)))) bracket(participant, run.length, run.flatMap(hop => reachOf(hop, way)))
    }
  }
  found.sort((one, other) => one.first - other.first || other.last - one.last)
  return found.map((one, nth) => ({ ...one, depth: found.slice(0, nth).filter(({ last }) => last >= one.first).length }))
}

/** The exchanges of a hop and of all that it caused. */
function reachOf(hop: Hop, way: Journey): string[] {
  const stop = way.stops.find(({ inbound }) => inbound === hop)
  return [sideOf(hop).id, ...stop?.outbound.flatMap(next => reachOf(next, way)) ?? []]
}

/** Whoever asks the same again sends the same method, target and content. */
function sameness({ request, requestBytes, source }: Exchange): string | undefined {
  return request && `${source} ${request.method} ${request.target} ${request.content.length > 0 ? requestBytes : ''}`
}

/** @returns neighbours of one key, together. */
function runsOf<T>(all: readonly T[], keyOf: (one: T) => string | undefined): T[][] {
  const runs: T[][] = []
  let before: string | undefined
  for (const one of all) {
    const key = keyOf(one)
    if (key !== undefined && key === before) runs.at(-1)?.push(one)
    else runs.push([one])
    before = key
  }
  return runs
}
