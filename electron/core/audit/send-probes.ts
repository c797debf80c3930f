// Sends probes to a server of somebody's own without a topology, and gives back what was captured.
import { aside } from '../../model/asides-en.ts'
import type { Exchange, ExchangeRecord } from '../../model/exchange.ts'
import type { LoopbackAddress } from '../client/destination.ts'
import { listeningAt } from '../client/listening-at.ts'
import { sendRaw } from '../client/send-raw.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import { Recorder } from '../recorder/recorder.ts'
import { readSegment } from '../segment/read-segment.ts'
import type { OwnServer } from './own-server.ts'
import type { Probe } from './probe.ts'
import { PROBE_BOUNDS, sendInTurn, type InTurn } from './send-in-turn.ts'

export interface Sending extends InTurn {
  /** How long a server may say nothing, milliseconds. */
  readonly answerMs: number
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
  }, answerMs, { ...PROBE_BOUNDS, signal })

  const address = await listeningAt(server.addresses, server.port, signal)
  if (!address) return { refusal: aside('nobody-listens', { server: server.authority }) }
  const numbers = await sendInTurn(probes, ({ bytes }) => send(address, bytes), { signal, onProgress })
  recorder.flush()
  const bySeq = new Map(records.map(record => [record.seq, readExchange(record)]))
  const of = new Map(numbers.map(([id, seqs]) => [id, seqs.flatMap(seq => bySeq.get(seq) ?? [])]))
  return { exchanges: [...of.values()].flat(), of, isStopped: signal.aborted }
}
