// What the time of an exchange went by with, as one end of the hop saw it, and how its connection ended.
import { finalResponse, type Exchange } from './exchange.ts'
import { fieldValues, type FieldLine } from './message.ts'
import { isCompressed } from './spelled-out.ts'

/**
 * The end that asks connects, waits for the first octet (its request goes out meanwhile), and receives; the end that answers
 * is at it from the first octet of the request to the first of the response, and writes.
 */
export type PhaseKind = 'connect' | 'wait' | 'receive' | 'answer' | 'write'
export interface Phase { readonly kind: PhaseKind; readonly fromMs: number; readonly toMs: number }

/** @returns the phases without gaps, from 0; none where no octet came back. */
export function phasesOf({ side, timing: { connectMs, firstByteMs, lastByteMs }, ...messages }: Pick<Exchange, 'side' | 'timing' | 'request' | 'responses'>): Phase[] {
  const connected = Math.max(0, connectMs ?? 0)
  // A stream is timed from its own beginning, when its connection is there already.
  const before = isOverHttp2(messages) ? connected : 0
  const connecting: Phase[] = connectMs === undefined ? [] : [{ kind: 'connect', fromMs: 0, toMs: connected }]
  if (firstByteMs === undefined) return connecting
  const first = Math.max(before + firstByteMs, connected)
  const last = Math.max(before + (lastByteMs ?? firstByteMs), first)
  const [waiting, taking]: readonly [PhaseKind, PhaseKind] = side === 'client' ? ['wait', 'receive'] : ['answer', 'write']
  return [...connecting, { kind: waiting, fromMs: connected, toMs: first }, { kind: taking, fromMs: first, toMs: last }]
}

/** Where the specification speaks of each reason that a connection can have to end, or not to; of TCP's own means RFC 9293 does. */
const SECTIONS = {
  'kept-open': 'RFC 9112 §9.3', 'close-said': 'RFC 9112 §9.6', 'close-asked': 'RFC 9112 §9.6', 'old-version': 'RFC 9112 §9.3', 'marks-end': 'RFC 9112 §6.3', 'server-left-early': 'RFC 9112 §8',
  'server-left': 'RFC 9112 §9.5', 'client-left-early': 'RFC 9112 §9.5', 'client-left': 'RFC 9112 §9.6', reset: 'RFC 9293 §3.5.3', 'timed-out': 'RFC 9112 §9.5', refused: 'RFC 9293 §3.5.2',
  'stream-over': 'RFC 9113 §9.1', 'stream-reset': 'RFC 9113 §6.4',
} as const
export type EndingReason = keyof typeof SECTIONS
export const ENDING_REASONS = Object.keys(SECTIONS) as EndingReason[]

/** @returns why the connection ended as it did, as far as the messages say it, and where the specification speaks of that. */
export function endingOf(exchange: Pick<Exchange, 'ending' | 'request' | 'responses'>): { readonly reason: EndingReason; readonly section: string } {
  const isHttp2 = isOverHttp2(exchange)
  const reason = reasonOf(exchange, isHttp2)
  const isTcp = reason === 'refused' || reason === 'reset'
  return { reason, section: isHttp2 && !isTcp && !reason.startsWith('stream-') ? SECTIONS['stream-over'] : SECTIONS[reason] }
}

function reasonOf(exchange: Pick<Exchange, 'ending' | 'request' | 'responses'>, isHttp2: boolean): EndingReason {
  const { ending, request } = exchange
  const answer = finalResponse(exchange)
  const isWhole = answer?.content.complete === true
  // What ends with an exchange of HTTP/2 is its stream; the connection goes on (RFC 9113 §5.1).
  if (isHttp2 && (ending === 'kept-open' || ending === 'reset')) return ending === 'reset' ? 'stream-reset' : 'stream-over'
  if (ending === 'client-closed') return isWhole ? 'client-left' : 'client-left-early'
  if (ending !== 'server-closed') return ending
  if (answer?.content.framing === 'until-close') return 'marks-end'
  if (!isWhole) return 'server-left-early'
  if (saysClose(answer)) return 'close-said'
  if (request && saysClose(request)) return 'close-asked'
  return [answer, request].some(message => message?.version === 'HTTP/1.0') ? 'old-version' : 'server-left'
}

const isOverHttp2 = ({ request, responses }: Pick<Exchange, 'request' | 'responses'>) => [request, ...responses].some(message => message !== undefined && isCompressed(message))

/** Connection options are a list, and without regard to case (RFC 9110 §7.6.1). */
function saysClose(message: { readonly fields: readonly FieldLine[] }): boolean {
  return fieldValues(message, 'Connection').some(value => value.split(',').some(option => option.trim().toLowerCase() === 'close'))
}
