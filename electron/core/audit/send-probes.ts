// Sends probes one after another, each on a connection of its own, and gives back what was captured.
import type { Exchange, ExchangeRecord } from '../../model/exchange.ts'
import type { LoopbackAddress } from '../client/destination.ts'
import { listeningAt } from '../client/listening-at.ts'
import { sendRaw } from '../client/send-raw.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import { Recorder } from '../recorder/recorder.ts'
import { readSegment } from '../segment/read-segment.ts'
import type { OwnServer } from './own-server.ts'
import type { Probe } from './probe.ts'

/** More would be no polite look any more. */
export const MOST_PROBES = 1_000
const WHOLE_MS = 10_000
const MOST_OCTETS = 4 * 1_048_576

export interface Sending {
  readonly signal: AbortSignal
  /** How long a server may say nothing, milliseconds. */
  readonly answerMs: number
  readonly onProgress: (done: number, of: number) => void
}

export interface Sent {
  /** In the order of sending; the last may be missing when it was stopped. */
  readonly exchanges: readonly Exchange[]
  /** Probe → its exchanges: several where its bytes hold several requests. */
  readonly of: ReadonlyMap<string, readonly Exchange[]>
  readonly isStopped: boolean
}

/** @returns what came, or in words that nothing listens there. Redirects are not followed, nothing is repeated. */
export async function sendProbes(server: OwnServer, probes: readonly Probe[], { signal, answerMs, onProgress }: Sending): Promise<Sent | { readonly refusal: string }> {
  const records: ExchangeRecord[] = []
  const recorder = new Recorder({ lastSeq: 0, onSegment: segment => records.push(...readSegment(segment)) })
  recorder.listening(server.port, 'server')
  const send = (address: LoopbackAddress, bytes: Uint8Array) => sendRaw(bytes, {
    port: server.port, address,
    connected: clientPort => recorder.clientConnected(clientPort, server.port, 'raw'),
    record: (seen, source) => recorder.record(seen, 'client', source),
  }, answerMs, { wholeMs: WHOLE_MS, octets: MOST_OCTETS, signal })

  const address = await listeningAt(server.addresses, server.port, signal)
  if (!address) return { refusal: `nothing listens at ${server.authority}; start your server first` }
  const numbers: (readonly [id: string, seqs: readonly number[]])[] = []
  for (const [nth, { id, bytes }] of probes.entries()) {
    if (signal.aborted) break
    onProgress(nth, probes.length)
    const seqs = await send(address, bytes)
    // What was interrupted says nothing about the server.
    if (!signal.aborted) numbers.push([id, seqs])
  }
  if (!signal.aborted) onProgress(probes.length, probes.length)
  recorder.flush()
  const bySeq = new Map(records.map(record => [record.seq, readExchange(record)]))
  const of = new Map(numbers.map(([id, seqs]) => [id, seqs.flatMap(seq => bySeq.get(seq) ?? [])]))
  return { exchanges: [...of.values()].flat(), of, isStopped: signal.aborted }
}
