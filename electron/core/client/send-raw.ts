// Sends literal bytes. They may hold several requests, or none that anybody could read.
import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import type { Ending } from '../../model/exchange.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { Pieces } from '../../model/pieces.ts'
import { wallMs, type SeenExchange } from '../recorder/seen-exchange.ts'
import { RequestReader } from '../wire/request-reader.ts'
import { ResponseReader } from '../wire/response-reader.ts'
import type { Destination } from './destination.ts'
import { ADDRESS, describeFailure } from './lane-pool.ts'
import { paced } from './paced.ts'
import { ANSWER_MS, GivenUp } from './patience.ts'
import { tapSocket, type SocketTap } from './socket-tap.ts'

/** After bytes that are no response, more of them are waited for until nothing has come for this long. */
const UNREADABLE_MS = 250

/** What one sending may take at most, for a server of which nothing is known. */
export interface Bounds {
  /** From the first byte to the last, milliseconds: a server that never stops is left. */
  readonly wholeMs: number
  readonly octets: number
  readonly signal?: AbortSignal
}

/** How long somebody waits who asks only to find something out; `answerMs` without a single octet. */
export type Patience = Omit<Bounds, 'signal'> & { readonly answerMs: number }

/** How bytes go out; absent, all at once. */
export interface Pace {
  readonly pieces?: Pieces | undefined
  /** So many octets at the front go out together. */
  readonly atOnce?: number
}

interface Part { readonly end: number; readonly method: string }
interface Over { readonly ending: Ending; readonly failure?: Phrase }

/**
 * Sends `bytes` on a connection of their own and waits until every request in them is answered or the connection ends.
 * @returns the numbers of the recorded exchanges, one for each request that could be told apart.
 */
export async function sendRaw(bytes: Uint8Array, to: Destination, answerMs = ANSWER_MS, bounds?: Bounds, { pieces, atOnce = 0 }: Pace = {}): Promise<number[]> {
  const parts = cutRequests(Buffer.from(bytes))
  const startedWallMs = wallMs()
  const at = { host: to.address ?? ADDRESS, port: to.port, noDelay: true }
  const socket: Socket = to.ca === undefined ? connect(at) : connectSecurely({ ...at, ca: to.ca })
  const tap = tapSocket(socket)
  const numbers: number[] = []
  let reader = new ResponseReader(parts[0]?.method ?? 'GET')
  let responseEnd = 0
  let connectMs: number | undefined

  /** An answer was read to its end; whether the server keeps the connection is seen from what comes next. */
  let answered: Omit<SeenExchange, 'ending'> | undefined
  let taken = 0

  const take = (): Omit<SeenExchange, 'ending'> => {
    const seen = {
      clientPort: tap.clientPort, serverPort: to.port, nth: taken + 1, request: tap.sent.takeTo(parts[taken]?.end ?? tap.sent.length), response: tap.received.takeTo(responseEnd),
      timing: timingOf(tap, startedWallMs, taken === 0 ? connectMs : undefined),
    }
    taken += 1
    tap.firstWallMs = undefined
    return seen
  }
  const record = (seen: Omit<SeenExchange, 'ending'>, over: Over) => void numbers.push(to.record({ ...seen, ...over }, 'raw'))
  const recordAnswered = (ending: Ending) => {
    if (answered) record(answered, { ending })
    answered = undefined
  }
  /** @returns whether every request has its answer. */
  const received = (chunk: Buffer): boolean => {
    let at = 0
    while (at < chunk.length) {
      recordAnswered('kept-open')
      const length = reader.take(chunk.subarray(at))
      at += length
      responseEnd += length
      if (!reader.done) break
      if (taken === parts.length - 1) return true
      answered = take()
      reader = new ResponseReader(parts[taken]?.method ?? 'GET')
    }
    return false
  }

  const isLeft = new AbortController()
  let stopWaiting = () => {}
  const over = await new Promise<Over>(resolve => {
    const isOver = (ending: Ending, failure?: Phrase) => resolve({ ending, ...(failure && { failure }) })
    if (bounds) {
      const isLate = () => {
        if (bounds.signal?.reason instanceof GivenUp) isOver('client-closed', phrase('failure.given-up'))
        else isOver('timed-out', phrase('failure.timeout', { ms: bounds.wholeMs }))
      }
      const timer = setTimeout(isLate, bounds.wholeMs)
      bounds.signal?.addEventListener('abort', isLate, { once: true })
      stopWaiting = () => {
        clearTimeout(timer)
        bounds.signal?.removeEventListener('abort', isLate)
      }
    }
    socket.setTimeout(answerMs, () => {
      if (reader.fault === undefined) isOver('timed-out', phrase('failure.timeout', { ms: answerMs }))
      else isOver('client-closed', phrase('failure.unreadable', { what: reader.fault }))
    })
    socket.once(to.ca === undefined ? 'connect' : 'secureConnect', () => {
      connectMs = wallMs() - startedWallMs
      tap.clientPort = socket.localPort ?? 0
      to.connected(tap.clientPort, 'raw')
      void writePaced(socket, Buffer.from(bytes), atOnce, pieces, isLeft.signal)
    })
    socket.on('data', chunk => {
      if (bounds && tap.received.length > bounds.octets) isOver('client-closed', phrase('failure.other', { why: `more than ${bounds.octets} octets came` }))
      else if (received(chunk)) void settle(socket).then(isOver)
      else if (reader.fault !== undefined) socket.setTimeout(Math.min(UNREADABLE_MS, answerMs))
    })
    socket.on('error', error => {
      const failed = describeFailure(error, to.port, answerMs)
      isOver(failed.ending, failed.failure)
    })
    socket.on('end', () => isOver('server-closed', reader.done ? undefined : phrase('failure.closed')))
  })
  stopWaiting()
  isLeft.abort()
  socket.destroy()
  recordAnswered(over.ending === 'server-closed' ? 'server-closed' : 'kept-open')
  responseEnd = tap.received.length
  while (taken < Math.max(1, parts.length)) record(take(), over)
  return numbers
}

async function writePaced(socket: Socket, bytes: Buffer, atOnce: number, pieces: Pieces | undefined, left: AbortSignal): Promise<void> {
  if (atOnce > 0) socket.write(bytes.subarray(0, atOnce))
  try {
    for await (const piece of paced(bytes.subarray(atOnce), pieces, left)) if (socket.writable) socket.write(piece)
  } catch (error) {
    // The answer was there, or the connection gone, before the last piece.
    if (!left.aborted) throw error
  }
}

/** A server that closes after its answer does so at once; a moment tells. */
async function settle(socket: Socket): Promise<Ending> {
  await new Promise(resolve => setTimeout(resolve, 5))
  return socket.readableEnded ? 'server-closed' : 'client-closed'
}

/** Cuts pipelined requests apart where a strict reader can; what it cannot read is one last part. */
function cutRequests(bytes: Buffer): Part[] {
  const unlimited = { method: bytes.length + 1, requestLine: bytes.length + 1, fieldSection: bytes.length + 1, content: bytes.length + 1 }
  const reader = new RequestReader(unlimited)
  const parts: Part[] = []
  let method = ''
  reader.push(bytes)
  for (let event = reader.next(); event; event = reader.next()) {
    if (event.kind === 'head') method = event.head.method
    if (event.kind === 'fault') method = event.line?.method ?? ''
    if (event.kind === 'end') parts.push({ end: reader.position, method })
    if (event.kind === 'end') method = ''
  }
  const last = parts.at(-1)
  const rest = bytes.subarray(last?.end ?? 0)
  // Empty lines after a request are nobody's; waiting for an answer to them would be waiting for ever.
  if (last && rest.every(byte => byte === 13 || byte === 10)) return [...parts.slice(0, -1), { ...last, end: bytes.length }]
  return [...parts, { end: bytes.length, method: method || 'GET' }]
}

function timingOf(tap: SocketTap, startedWallMs: number, connectMs: number | undefined) {
  const { firstWallMs, lastWallMs } = tap
  return {
    startedWallMs, ...(connectMs !== undefined && { connectMs }), ...(firstWallMs !== undefined && { firstByteMs: firstWallMs - startedWallMs }),
    ...(firstWallMs !== undefined && lastWallMs !== undefined && { lastByteMs: lastWallMs - startedWallMs }),
  }
}
