// One request with its responses on one hop, as one side of that hop saw it.
import { z } from 'zod'
import { Base64 } from './bytes.ts'
import { Decision, Ruling } from './decision.ts'
import { RequestMessage, ResponseMessage } from './message.ts'
import { Phrase } from './phrase.ts'

/** Who sent it: the composer through undici, its raw mode, a client of the learner's own, a participant of the topology, a file, or somebody whom the lab's author recorded. */
export const SOURCES = ['composer', 'raw', 'outside', 'participant', 'import', 'recorded'] as const
export const Source = z.enum(SOURCES)
export type Source = z.infer<typeof Source>

/** What became of the connection when the exchange was over. */
export const ENDINGS = ['kept-open', 'client-closed', 'server-closed', 'reset', 'timed-out', 'refused'] as const
export const Ending = z.enum(ENDINGS)
export type Ending = z.infer<typeof Ending>

/** Milliseconds. `startedWallMs` since the epoch; the others since the first byte was due to be sent. */
export const Timing = z.object({
  startedWallMs: z.number(),
  /** Absent on a connection that was already open, and on the server's side. */
  connectMs: z.number().optional(),
  firstByteMs: z.number().optional(),
  lastByteMs: z.number().optional(),
})
export type Timing = Readonly<z.infer<typeof Timing>>

const H2FieldList = z.array(z.tuple([z.string(), z.string()]).readonly())
/**
 * What a stream's frames do not say by themselves: HPACK (RFC 7541) can be read only in the order of the whole connection.
 * One list for each field block, in wire order; an empty one could not be read.
 */
export const H2Wire = z.object({ stream: z.int().positive(), requestFields: z.array(H2FieldList), responseFields: z.array(H2FieldList) })
export type H2Wire = z.infer<typeof H2Wire>

/** What is known of an exchange besides its bytes. */
export const Envelope = z.object({
  /** Its number in the attempt, from 1, in the order of saving. */
  seq: z.int().positive(),
  /** The same for every exchange that belongs to one request of the learner. */
  trace: z.string(),
  /** The two neighbours, the one that sends requests first: `client-gateway`. */
  hop: z.string(),
  side: z.enum(['client', 'server']),
  source: Source,
  connection: z.object({ id: z.string(), clientPort: z.int(), serverPort: z.int(), nth: z.int().positive() }),
  timing: Timing,
  ending: Ending,
  /** What the server's own check list said; only on its side. */
  ruling: Ruling.optional(),
  /** What went wrong in transport, in words. */
  failure: Phrase.optional(),
  /** Present for HTTP/2: then the bytes are the frames of one stream, in order (RFC 9113 §4.1). */
  h2: H2Wire.optional(),
  /** Octets that passed but were not kept, by direction: what went through a tunnel, and what still came of a refused request. */
  dropped: z.object({ request: z.int(), response: z.int() }).optional(),
})
export type Envelope = Readonly<z.infer<typeof Envelope>>

/** The stored truth: an envelope and the exact bytes both ways. Everything else is read from them. */
export type ExchangeRecord = Envelope & { readonly request: Uint8Array; readonly response: Uint8Array }

/** The same as it stands in files and in the lines of `run`. */
export const FileRecord = Envelope.extend({ request: Base64, response: Base64 })
export type FileRecord = Readonly<z.infer<typeof FileRecord>>

/** An exchange as the page, the grader and the command line see it. */
export const Exchange = Envelope.omit({ ruling: true, h2: true }).extend({
  /** `x` and its number, unique in the attempt. */
  id: z.string(),
  decision: Decision.optional(),
  requestBytes: Base64,
  responseBytes: Base64,
  /** Absent when not even a start line arrived. */
  request: RequestMessage.optional(),
  /** 1xx responses and the final one, in wire order (RFC 9110 §15). */
  responses: z.array(ResponseMessage),
})
export type Exchange = Readonly<z.infer<typeof Exchange>>

/** @returns the final response (status 200–599), or undefined when none came. */
export function finalResponse(exchange: Pick<Exchange, 'responses'>): ResponseMessage | undefined {
  return exchange.responses.findLast(response => response.status >= 200)
}

/**
 * Each request of the learner once, on its first hop: of the sides that saw it, the client's if it was tapped, else the server's.
 * @returns exchanges in the order of their numbers.
 */
export function learnersView(exchanges: readonly Exchange[]): Exchange[] {
  const best = new Map<string, Exchange>()
  for (const exchange of exchanges) {
    if (exchange.source === 'participant') continue
    const known = best.get(exchange.trace)
    if (!known || (known.side === 'server' && exchange.side === 'client')) best.set(exchange.trace, exchange)
  }
  return [...best.values()].sort((one, other) => one.seq - other.seq)
}
