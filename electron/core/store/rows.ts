// Rows of our own file as values of the model. The file may be damaged where SQLite cannot see it, so a row that does
// not read is left out: one lost exchange must not cost the learner the attempt.
import { z } from 'zod'
import type { SQLOutputValue } from 'node:sqlite'
import { HintTaken, type Attempt } from '../../model/attempt.ts'
import { AuditRun } from '../../model/audit.ts'
import { BenchSetup } from '../../model/bench.ts'
import { ScenarioEvent } from '../../model/control.ts'
import { Envelope, type ExchangeRecord } from '../../model/exchange.ts'
import { Answer } from '../../model/question.ts'
import { SavedRequest } from '../../model/saved-request.ts'
import { Verdict } from '../../model/verdict.ts'
import type { Segment } from '../segment/layout.ts'

export type Row = Readonly<Record<string, SQLOutputValue>>

/** @returns the attempt; the columns' types are kept by SQLite (STRICT), so nothing is left to check. */
export function attemptOf(row: Row): Attempt {
  const { finished_wall_ms: finished, seed } = row
  return {
    id: String(row['id']),
    lab: String(row['lab']),
    packVersion: String(row['pack_version']),
    startedWallMs: Number(row['started_wall_ms']),
    step: String(row['step']),
    ...(finished !== null && finished !== undefined && { finishedWallMs: Number(finished) }),
    ...(typeof seed === 'string' && { seed }),
  }
}

/** Without what was said about it: a later version may have dropped a phrase, and the bytes are worth more than words. */
const BareEnvelope = Envelope.omit({ ruling: true, failure: true })

/** @returns the record, or undefined when the row does not read. */
export function recordOf(row: Row): ExchangeRecord | undefined {
  const { seq, request, response } = row
  const said = readJson(row['envelope'])
  if (!(request instanceof Uint8Array) || !(response instanceof Uint8Array) || !isObject(said)) return undefined
  const whole = Envelope.safeParse({ ...said, seq })
  if (whole.success) return { ...whole.data, request, response }
  const bare = BareEnvelope.safeParse({ ...said, seq })
  return bare.success ? { ...bare.data, request, response } : undefined
}

/** @returns the segment, or undefined when the row does not read. */
export function segmentOf({ first_seq: firstSeq, last_seq: lastSeq, bytes }: Row): Segment | undefined {
  return bytes instanceof Uint8Array ? { firstSeq: Number(firstSeq), lastSeq: Number(lastSeq), bytes } : undefined
}

/** @returns the answer, or undefined when the row does not read. */
export function answerOf(row: Row): Answer | undefined {
  return Answer.safeParse({
    question: row['question'], value: readJson(row['value']), afterSeq: row['after_seq'], givenWallMs: row['given_wall_ms'],
  }).data
}

/** @returns the hint, or undefined when the row does not read. */
export function hintOf(row: Row): HintTaken | undefined {
  return HintTaken.safeParse({ step: row['step'], nth: row['nth'], takenWallMs: row['taken_wall_ms'] }).data
}

/** @returns the event, or undefined when the row does not read. */
export function eventOf(row: Row): ScenarioEvent | undefined {
  return ScenarioEvent.safeParse({ nth: row['nth'], afterSeq: row['after_seq'], atWallMs: row['at_wall_ms'], control: readJson(row['control']) }).data
}

/** @returns those verdicts of the row that read. */
export function verdictsOf(row: Row | undefined): Verdict[] {
  const list = z.array(z.unknown()).safeParse(readJson(row?.['list'])).data ?? []
  return list.flatMap(one => Verdict.safeParse(one).data ?? [])
}

/** @returns what the attempt works at, or undefined when that does not read. */
export function setupOf(row: Row | undefined): BenchSetup | undefined {
  return BenchSetup.safeParse(readJson(row?.['setup'])).data
}

/** @returns the audit, or undefined when the row does not read. */
export function auditOf(row: Row): AuditRun | undefined {
  return AuditRun.safeParse(readJson(row['run'])).data
}

/** @returns the request, or undefined when the row does not read. */
export function savedRequestOf(row: Row): SavedRequest | undefined {
  return SavedRequest.safeParse({ id: row['id'], name: row['name'], draft: readJson(row['draft']), savedWallMs: row['saved_wall_ms'] }).data
}

function readJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
