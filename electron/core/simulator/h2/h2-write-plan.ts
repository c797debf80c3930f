// How an answer is going to be sent on a stream: the counterpart of write-plan.ts in frames. Pure; h2-writer.ts carries it out.
import { LONGEST_PAUSES_MS, type Point, type WireFault } from '../../../model/wire-fault.ts'
import type { OutField } from '../../wire/write-message.ts'

export interface H2Answer { readonly status: number; readonly fields: readonly OutField[]; readonly content: Buffer | undefined; readonly delayMs: number }

/** `end` is END_STREAM, also where it comes too early; `reset` is RST_STREAM; `stall` is nothing more. */
export type H2Step =
  | { readonly interim: number; readonly fields: readonly OutField[] }
  | { readonly head: number; readonly fields: readonly OutField[] }
  | { readonly content: Buffer }
  | { readonly pauseMs: number }
  | { readonly ends: 'end' | 'reset' | 'stall' }

/** They are about octets that HTTP/2 does not have: a status line, and a length that decides where content ends. */
const ONLY_HTTP1 = new Set<WireFault['kind']>(['garbage', 'framing'])
const BEFORE_RESET_MS = 20

/** @returns the faults that mean something over HTTP/2, and those that do not. */
export function h2Faults(faults: readonly WireFault[]): { readonly usable: WireFault[]; readonly ignored: WireFault[] } {
  return { usable: faults.filter(({ kind }) => !ONLY_HTTP1.has(kind)), ignored: faults.filter(({ kind }) => ONLY_HTTP1.has(kind)) }
}

/** @returns the steps; the last one says how the stream ends, and their pauses together are bounded. */
export function h2WritePlan({ status, fields, content = Buffer.alloc(0), delayMs }: H2Answer, faults: readonly WireFault[]): H2Step[] {
  const cuts = faults.flatMap(fault => cutOf(fault, content.length)).sort((one, other) => one.at - other.at)
  const trickle = faults.find(fault => fault.kind === 'trickle')
  const pieces = trickle ? { size: Math.max(trickle.octets, Math.ceil(content.length / Math.max(1, Math.floor(LONGEST_PAUSES_MS / trickle.everyMs)))), everyMs: trickle.everyMs } : undefined
  const steps: H2Step[] = delayMs > 0 ? [{ pauseMs: delayMs }] : []
  for (const fault of faults) if (fault.kind === 'interim') steps.push({ interim: fault.status, fields: Object.entries(fault.fields) })

  const head: H2Step = { head: status, fields: faults.reduce(misstated, fields) }
  let isHeadSent = false
  let written = 0
  for (const { at, before } of [...cuts, { at: content.length, before: [{ ends: 'end' }] as H2Step[] }]) {
    if (at >= 0 && !isHeadSent) {
      steps.push(head)
      isHeadSent = true
    }
    if (at > written) steps.push(...contentSteps(content.subarray(written, at), pieces, written > 0))
    written = Math.max(written, at)
    steps.push(...before)
    if (before.some(step => 'ends' in step)) break
  }
  return bounded(steps)
}

/** Before the head is -1; the other places are offsets in the content. There is no line of its own for the status. */
function placeOf(at: Point, length: number): number {
  if (typeof at === 'number') return Math.min(at, length)
  return { start: -1, fields: -1, content: 0, middle: Math.floor(length / 2) }[at]
}

function cutOf(fault: WireFault, length: number): { readonly at: number; readonly before: H2Step[] }[] {
  switch (fault.kind) {
    case 'delay': return [{ at: placeOf(fault.at, length), before: [{ pauseMs: fault.ms }] }]
    case 'stall': return [{ at: placeOf(fault.at, length), before: [{ ends: 'stall' }] }]
    case 'reset': return [{ at: placeOf(fault.at, length), before: [{ pauseMs: BEFORE_RESET_MS }, { ends: 'reset' }] }]
    // Before the head there is nothing that could end in good order.
    case 'truncate': return placeOf(fault.at, length) < 0 ? [{ at: -1, before: [{ ends: 'reset' }] }] : [{ at: placeOf(fault.at, length), before: [{ ends: 'end' }] }]
    default: return []
  }
}

function misstated(fields: readonly OutField[], fault: WireFault): readonly OutField[] {
  if (fault.kind !== 'wrong-length') return fields
  return fields.map(([name, value]): OutField => [name, name.toLowerCase() === 'content-length' ? String(Math.max(0, Number(value) + fault.by)) : value])
}

function contentSteps(content: Buffer, pieces: { readonly size: number; readonly everyMs: number } | undefined, isLater: boolean): H2Step[] {
  if (!pieces) return [{ content }]
  const steps: H2Step[] = []
  for (let at = 0; at < content.length; at += pieces.size) {
    if (at > 0 || isLater) steps.push({ pauseMs: pieces.everyMs })
    steps.push({ content: content.subarray(at, at + pieces.size) })
  }
  return steps
}

function bounded(steps: readonly H2Step[]): H2Step[] {
  let leftMs = LONGEST_PAUSES_MS
  return steps.map(step => {
    if (!('pauseMs' in step)) return step
    const pauseMs = Math.min(step.pauseMs, leftMs)
    leftMs -= pauseMs
    return { pauseMs }
  })
}
