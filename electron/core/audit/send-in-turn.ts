// Probes go out one after another, whoever sends them, until they are all sent or somebody stops.
import type { Probe } from './probe.ts'

/** How long one answer may take, from the first byte to the last, and how much of it is kept. */
export const PROBE_BOUNDS = { wholeMs: 10_000, octets: 4 * 1_048_576 } as const
/** How long a server may say nothing. */
export const ANSWER_MS = 3_000

export interface InTurn {
  readonly signal: AbortSignal
  readonly onProgress: (done: number, of: number) => void
}

/** Which exchanges a probe had: several where its bytes hold several requests. */
export type Numbers = readonly (readonly [probe: string, seqs: readonly number[]])[]

/** @param send sends on a connection of its own, follows no redirect, and repeats nothing @returns the numbers of the exchanges; of what was interrupted none, since it says nothing about the server */
export async function sendInTurn(probes: readonly Probe[], send: (probe: Probe) => Promise<readonly number[]>, { signal, onProgress }: InTurn): Promise<Numbers> {
  const numbers: (readonly [string, readonly number[]])[] = []
  for (const [nth, probe] of probes.entries()) {
    if (signal.aborted) break
    onProgress(nth, probes.length)
    const seqs = await send(probe)
    if (!signal.aborted) numbers.push([probe.id, seqs])
  }
  if (!signal.aborted) onProgress(probes.length, probes.length)
  return numbers
}
