// A topology of which nothing is ours: the client, aimed at a server that somebody else runs on this machine. And one of which nothing runs at all.
import { fromBase64 } from '../../model/bytes.ts'
import { literalParts, withClose, type Draft } from '../../model/draft.ts'
import { LONGEST_PAUSES_MS, paceObstacle } from '../../model/pieces.ts'
import { phrase } from '../../model/phrase.ts'
import type { Destination, LoopbackAddress } from '../client/destination.ts'
import { KeptConnection } from '../client/kept-connection.ts'
import { listeningAt } from '../client/listening-at.ts'
import { sendRaw, type Patience } from '../client/send-raw.ts'
import { Recorder } from '../recorder/recorder.ts'
import type { OpenTopology } from './topology.ts'

/** What is known of the server. */
export interface Aim {
  /** Tried in this order until something listens. */
  readonly addresses: readonly LoopbackAddress[]
  readonly port: number
  /** What Host says (RFC 9110 §7.2). */
  readonly authority: string
}

/** Nothing is known of the server, so that a single answer may not fill the memory or last for ever. */
const PATIENCE: Patience = { answerMs: 30_000, wholeMs: 60_000, octets: 16 * 1_048_576 }

/** @returns how the topology is opened; whether anything listens is seen with each request. */
export function aimedAt({ addresses, port, authority }: Aim): OpenTopology {
  return async ({ lastSeq }, { onSegment }) => {
    const recorder = new Recorder({ lastSeq, onSegment })
    recorder.listening(port, 'server')
    const closing = new AbortController()
    const kept = new KeptConnection(closing.signal)
    const to = (address: LoopbackAddress): Destination => ({
      port, address,
      connected: (clientPort, source) => recorder.clientConnected(clientPort, port, source),
      record: (seen, source) => recorder.record(seen, 'client', source),
    })
    return {
      entries: [{ participant: 'server', role: 'origin', port, url: `http://${authority}` }],
      notices: [],
      async send(draft, patience) {
        const { answerMs, ...bounds } = patience ?? PATIENCE
        const { head, content } = draft.kind === 'raw' ? { head: new Uint8Array(), content: fromBase64(draft.bytes) } : literalParts(draft.connection === 'own' && draft.protocol !== 'http/1.0' ? withClose(draft) : draft, authority)
        const on = mayShare(draft) ? kept : undefined
        const failure = paceObstacle(draft.kind === 'raw' ? content.length : new TextEncoder().encode(draft.content).length, draft.pieces)
        if (failure) return { seqs: [], failure }
        // Where nothing listens, that is what is captured.
        const [only = '127.0.0.1', ...others] = addresses
        const address = others.length === 0 || (on && kept.isOpen) ? only : await listeningAt(addresses, port, closing.signal) ?? only
        const wholeMs = bounds.wholeMs + (draft.pieces ? LONGEST_PAUSES_MS : 0)
        const seqs = await sendRaw(Buffer.concat([head, content]), to(address), answerMs, { ...bounds, wholeMs, signal: closing.signal }, { pieces: draft.pieces, atOnce: head.length, on })
        recorder.flush()
        return { seqs }
      },
      control: () => Promise.reject(new Error('this server is not ours to control')),
      redraw: () => Promise.reject(new Error('this server is not ours to draw')),
      async flush() {
        recorder.flush()
      },
      async [Symbol.asyncDispose]() {
        closing.abort()
        recorder.flush()
      },
    }
  }
}

/** What says itself that the connection ends with it, and what nobody has read yet, has one of its own. */
function mayShare(draft: Draft): boolean {
  return draft.kind === 'structured' && draft.connection !== 'own' && draft.protocol !== 'http/1.0'
    && !draft.fields.some(({ name, value }) => name.toLowerCase() === 'connection' && value.toLowerCase().split(',').some(option => option.trim() === 'close'))
}

/** A capture from a file: it is looked at, and nothing can be sent. */
export const nothingRuns: OpenTopology = async () => ({
  entries: [], notices: [],
  send: async () => ({ seqs: [], failure: phrase('failure.nothing-runs') }),
  control: () => Promise.reject(new Error('nothing runs here')),
  redraw: () => Promise.reject(new Error('nothing runs here')),
  flush: async () => undefined,
  [Symbol.asyncDispose]: async () => undefined,
})
