// Carries out a write plan on a stream, one step after the other.
import { constants, type OutgoingHttpHeaders, type ServerHttp2Stream } from 'node:http2'
import type { OutField } from '../../wire/write-message.ts'
import type { H2Step } from './h2-write-plan.ts'

/** About one connection: no message over HTTP/2 may hold them (RFC 9113 §8.2.2). */
const OF_THE_CONNECTION = new Set(['connection', 'proxy-connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'http2-settings', 'te'])

/** @param progressed is told of each step as it begins, with its pause @returns a way to stop it */
export function runH2Plan(stream: ServerHttp2Stream, plan: readonly H2Step[], progressed: (pauseMs: number) => void): () => void {
  const isLeftOpen = plan.some(step => 'ends' in step && step.ends !== 'end')
  let at = 0
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const next = () => {
    const step = plan[at]
    if (isStopped || !step || stream.destroyed) return
    at += 1
    progressed('pauseMs' in step ? step.pauseMs : 0)
    // END_STREAM goes with the last octets, for a client may be gone before a frame of its own arrives. Within a callback of the session it would not.
    const following = plan[at]
    const isLast = following !== undefined && 'ends' in following && following.ends === 'end'
    if ('pauseMs' in step) timer = setTimeout(next, step.pauseMs)
    else if ('content' in step && isLast) setImmediate(() => { if (!isStopped) stream.end(step.content) })
    else if ('content' in step) stream.write(step.content, error => { if (!error) next() })
    else if ('ends' in step) end(stream, step.ends)
    else if ('interim' in step) {
      sendInterim(stream, step.interim, step.fields)
      next()
    } else if (sendHead(stream, step, isLast, isLeftOpen) && !isLast) next()
  }
  next()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

/** Sends an answer before the answer (RFC 9113 §8.1); one that cannot be sent is left out, for it is optional (RFC 9110 §15.2). */
export function sendInterim(stream: ServerHttp2Stream, status: number, fields: readonly OutField[]): void {
  try {
    stream.additionalHeaders({ ':status': status, ...fieldsObject(fields) })
  } catch {
    return
  }
}

/** Fields that http2 will not send end the stream: a lab, or an upstream, can give any. @returns whether they were sent */
function sendHead(stream: ServerHttp2Stream, { head, fields }: Extract<H2Step, { head: unknown }>, endStream: boolean, isLeftOpen: boolean): boolean {
  try {
    // Date is the clock's affair, which is the scenario's. A stream that waits for trailers is not ended by what resets it.
    const options = { endStream, sendDate: false, waitForTrailers: isLeftOpen }
    stream.respond({ ':status': head, ...fieldsObject(fields) }, options)
    return true
  } catch {
    stream.close(constants.NGHTTP2_INTERNAL_ERROR)
    return false
  }
}

function end(stream: ServerHttp2Stream, how: 'end' | 'reset' | 'stall'): void {
  if (how === 'end') stream.end()
  else if (how === 'reset') stream.close(constants.NGHTTP2_INTERNAL_ERROR)
}

/** Names in small letters (RFC 9113 §8.2.1); lines of one name stay apart and stand together. */
function fieldsObject(fields: readonly OutField[]): OutgoingHttpHeaders {
  const object: Record<string, string[]> = {}
  for (const [name, value] of fields) {
    const lower = name.toLowerCase()
    if (!OF_THE_CONNECTION.has(lower)) (object[lower] ??= []).push(value)
  }
  return Object.fromEntries(Object.entries(object).map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}
