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
import type { KeptConnection } from './kept-connection.ts'
import { ADDRESS, describeFailure } from './failure.ts'
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
  /** Goes out on the connection that is kept here, if one is, and is kept here for the next if all is well. */
  readonly on?: KeptConnection | undefined
}

/** `isWhole`: a strict reader found its end. */
interface Part { readonly end: number; readonly method: string; readonly isWhole: boolean }
interface Over { readonly ending: Ending; readonly failure?: Phrase }

/**
 * Sends `bytes`, if nothing else is said on a connection of their own, and waits until every request in them is answered or the connection ends.
 * @returns the numbers of the recorded exchanges, one for each request that could be told apart.
 */
export async function sendRaw(bytes: Uint8Array, to: Destination, answerMs = ANSWER_MS, bounds?: Bounds, { pieces, atOnce = 0, on }: Pace = {}): Promise<number[]> {
  const parts = cutRequests(Buffer.from(bytes))
  const startedWallMs = wallMs()
  const kept = on?.take()
  const tap = kept ?? tapSocket(connected(to))
  const { socket } = tap
  const [sentBefore, receivedBefore] = [tap.sent.length, tap.received.length]
  tap.firstWallMs = undefined
  const numbers: number[] = []
  let reader = new ResponseReader(parts[0]?.method ?? 'GET')
  let responseEnd = receivedBefore
  let connectMs: number | undefined

  /** An answer was read to its end; whether the server keeps the connection is seen from what comes next. */
  let answered: Omit<SeenExchange, 'ending'> | undefined
  let taken = 0

  const take = (): Omit<SeenExchange, 'ending'> => {
    const seen = {
      clientPort: tap.clientPort, serverPort: to.port, nth: tap.nth + 1, request: tap.sent.takeTo(sentBefore + (parts[taken]?.end ?? bytes.length)), response: tap.received.takeTo(responseEnd),
      timing: timingOf(tap, startedWallMs, taken === 0 ? connectMs : undefined),
    }
    taken += 1
    tap.nth += 1
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
  let isOut = false
  const write = () => void writePaced(socket, Buffer.from(bytes), atOnce, pieces, isLeft.signal).then(() => { isOut = true })
  let stopWaiting = () => {}
  let letGo = () => {}
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
    const isSilent = () => {
      if (reader.fault === undefined) isOver('timed-out', phrase('failure.timeout', { ms: answerMs }))
      else isOver('client-closed', phrase('failure.unreadable', { what: reader.fault }))
    }
    socket.setTimeout(answerMs)
    if (kept) write()
    else socket.once(to.ca === undefined ? 'connect' : 'secureConnect', () => {
      connectMs = wallMs() - startedWallMs
      tap.clientPort = socket.localPort ?? 0
      to.connected(tap.clientPort, 'raw')
      write()
    })
    const isHere = (chunk: Buffer) => {
      if (bounds && tap.received.length - receivedBefore > bounds.octets) isOver('client-closed', phrase('failure.other', { why: `more than ${bounds.octets} octets came` }))
      else if (received(chunk)) void settle(socket).then(isOver)
      else if (reader.fault !== undefined) socket.setTimeout(Math.min(UNREADABLE_MS, answerMs))
    }
    const isBroken = (error: Error) => {
      const failed = describeFailure(error, to.port, answerMs)
      isOver(failed.ending, failed.failure)
    }
    const isEnded = () => isOver('server-closed', reader.done ? undefined : reader.fault === undefined ? phrase('failure.closed') : phrase('failure.unreadable', { what: reader.fault }))
    socket.on('timeout', isSilent).on('data', isHere).on('error', isBroken).on('end', isEnded)
    letGo = () => void socket.off('timeout', isSilent).off('data', isHere).off('error', isBroken).off('end', isEnded)
  })
  stopWaiting()
  // Whatever was not said to its end, or came besides, would be taken for a part of the next (RFC 9112 §9.3).
  const isKept = on !== undefined && over.ending === 'client-closed' && !over.failure && reader.keeps && isOut && parts.every(({ isWhole }) => isWhole) && tap.received.length === responseEnd
  isLeft.abort()
  if (isKept) letGo()
  else socket.destroy()
  recordAnswered(over.ending === 'server-closed' ? 'server-closed' : 'kept-open')
  responseEnd = tap.received.length
  while (taken < Math.max(1, parts.length)) record(take(), isKept ? { ending: 'kept-open' } : over)
  if (isKept) on.keep(tap)
  return numbers
}

function connected(to: Destination): Socket {
  const at = { host: to.address ?? ADDRESS, port: to.port, noDelay: true }
  return to.ca === undefined ? connect(at) : connectSecurely({ ...at, ca: to.ca })
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
    if (event.kind === 'end') parts.push({ end: reader.position, method, isWhole: true })
    if (event.kind === 'end') method = ''
  }
  const last = parts.at(-1)
  const rest = bytes.subarray(last?.end ?? 0)
  // Empty lines after a request are nobody's; waiting for an answer to them would be waiting for ever.
  if (last && rest.every(byte => byte === 13 || byte === 10)) return [...parts.slice(0, -1), { ...last, end: bytes.length }]
  return [...parts, { end: bytes.length, method: method || 'GET', isWhole: false }]
}

function timingOf(tap: SocketTap, startedWallMs: number, connectMs: number | undefined) {
  const { firstWallMs, lastWallMs } = tap
  return {
    startedWallMs, ...(connectMs !== undefined && { connectMs }), ...(firstWallMs !== undefined && { firstByteMs: firstWallMs - startedWallMs }),
    ...(firstWallMs !== undefined && lastWallMs !== undefined && { lastByteMs: lastWallMs - startedWallMs }),
  }
}
