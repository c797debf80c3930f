// How an answer is going to be written: which octets, which pauses, and how it ends. Pure; plan-writer.ts carries it out.
import { LONGEST_PAUSES_MS, type Point, type WireFault } from '../../model/wire-fault.ts'
import { writeResponse, type OutField } from '../wire/write-message.ts'

/** A plan that ends in none of the three `ends` leaves a whole answer behind. */
export type WriteStep = { readonly bytes: Buffer } | { readonly pauseMs: number } | { readonly ends: 'reset' | 'close' | 'stall' }

export interface OutMessage {
  readonly status: number
  /** All of them, framing included. */
  readonly fields: readonly OutField[]
  /** Left out where there is none to send, as for HEAD. */
  readonly content: Buffer | undefined
  readonly delayMs: number
  /** For an HTTP/1.0 client, which must get neither a 1xx answer (RFC 9110 §15.2) nor a transfer coding (RFC 9112 §6.1). */
  readonly isOld: boolean
}

/** A reset may destroy what its receiver has not read yet (RFC 9112 §9.6), and some systems do that: so it comes a little later. */
const BEFORE_RESET_MS = 20

/** @returns the steps, at least one; their pauses together are bounded. */
export function writePlan(message: OutMessage, declared: readonly WireFault[]): WriteStep[] {
  const faults = message.isOld ? declared.filter(fault => fault.kind !== 'interim' && !(fault.kind === 'framing' && fault.says === 'coding-and-length')) : declared
  const interim = faults.filter(fault => fault.kind === 'interim')
  const first = interim.map(({ status, fields }): WriteStep => ({ bytes: writeResponse(status, Object.entries(fields)) }))
  const delay: WriteStep[] = message.delayMs > 0 ? [{ pauseMs: message.delayMs }] : []
  const trickle = faults.find(fault => fault.kind === 'trickle')
  const final = finalSteps(message, faults)
  return bounded([...delay, ...first, ...(trickle ? trickled(final, trickle) : final)])
}

function finalSteps({ status, fields, content }: OutMessage, faults: readonly WireFault[]): WriteStep[] {
  const hasLength = fields.some(([name]) => name.toLowerCase() === 'content-length')
  const isCoded = hasLength && faults.some(fault => fault.kind === 'framing' && fault.says === 'coding-and-length')
  const garbage = Buffer.concat(faults.map(fault => Buffer.from(fault.kind === 'garbage' ? fault.text : '', 'latin1')))
  const head = writeResponse(status, faults.reduce(misframed, fields))
  const body = !content ? Buffer.alloc(0) : isCoded ? chunked(content) : content
  const bytes = Buffer.concat([garbage, head, body])
  const contentAt = garbage.length + head.length
  const places: Readonly<Record<string, number>> = { start: 0, fields: garbage.length + head.indexOf('\n') + 1, content: contentAt, middle: contentAt + Math.floor(body.length / 2) }
  const placeOf = (at: Point) => (typeof at === 'number' ? Math.min(contentAt + at, bytes.length) : (places[at] ?? 0))
  const cuts = faults.flatMap(fault => cutOf(fault)).map(({ at, steps }) => ({ at: placeOf(at), steps })).sort((one, other) => one.at - other.at)

  const plan: WriteStep[] = []
  let written = 0
  for (const { at, steps } of cuts) {
    if (at > written) plan.push({ bytes: bytes.subarray(written, at) })
    written = at
    plan.push(...steps)
    if (steps.some(step => 'ends' in step)) return plan
  }
  return written < bytes.length ? [...plan, { bytes: bytes.subarray(written) }] : plan
}

function cutOf(fault: WireFault): { readonly at: Point; readonly steps: readonly WriteStep[] }[] {
  switch (fault.kind) {
    case 'delay': return [{ at: fault.at, steps: [{ pauseMs: fault.ms }] }]
    case 'stall': return [{ at: fault.at, steps: [{ ends: 'stall' }] }]
    case 'truncate': return [{ at: fault.at, steps: [{ ends: 'close' }] }]
    case 'reset': return [{ at: fault.at, steps: [{ pauseMs: BEFORE_RESET_MS }, { ends: 'reset' }] }]
    default: return []
  }
}

/** Changes what the fields say about the length; an answer without Content-Length has nothing to say wrongly. */
function misframed(fields: readonly OutField[], fault: WireFault): readonly OutField[] {
  const at = fields.findIndex(([name]) => name.toLowerCase() === 'content-length')
  const [name, value] = fields[at] ?? []
  if (name === undefined || (fault.kind !== 'wrong-length' && fault.kind !== 'framing')) return fields
  const other = (by: number): OutField => [name, String(Math.max(0, Number(value) + by))]
  if (fault.kind === 'wrong-length') return fields.with(at, other(fault.by))
  const second: OutField = fault.says === 'coding-and-length' ? ['Transfer-Encoding', 'chunked'] : other(fault.says === 'two-lengths' ? 1 : 0)
  return fields.toSpliced(at + 1, 0, second)
}

/** @returns `content` as one chunk, if there is any, and the last one (RFC 9112 §7.1). */
function chunked(content: Buffer): Buffer {
  const chunk = content.length === 0 ? [] : [Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from('\r\n')]
  return Buffer.concat([...chunk, Buffer.from('0\r\n\r\n')])
}

/** Cuts octets into pieces with a pause between; larger pieces than asked for, if it would take too long. */
function trickled(steps: readonly WriteStep[], { octets, everyMs }: { readonly octets: number; readonly everyMs: number }): WriteStep[] {
  const total = steps.reduce((sum, step) => sum + ('bytes' in step ? step.bytes.length : 0), 0)
  const size = Math.max(octets, Math.ceil(total / Math.max(1, Math.floor(LONGEST_PAUSES_MS / everyMs))))
  return steps.flatMap(step => {
    if (!('bytes' in step)) return [step]
    const pieces: WriteStep[] = []
    for (let at = 0; at < step.bytes.length; at += size) pieces.push({ bytes: step.bytes.subarray(at, at + size) }, { pauseMs: everyMs })
    return pieces.slice(0, -1)
  })
}

function bounded(steps: readonly WriteStep[]): WriteStep[] {
  let leftMs = LONGEST_PAUSES_MS
  return steps.map(step => {
    if (!('pauseMs' in step)) return step
    const pauseMs = Math.min(step.pauseMs, leftMs)
    leftMs -= pauseMs
    return { pauseMs }
  })
}
