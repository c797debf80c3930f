// Lab 501's own form of a capture: every octet of every hop.
import { z } from 'zod'
import { fromBase64 } from '../../model/bytes.ts'
import { Redacted } from '../../model/capture-form.ts'
import { ScenarioEvent } from '../../model/control.ts'
import { FileRecord, type ExchangeRecord } from '../../model/exchange.ts'
import { Answer } from '../../model/question.ts'
import { atOnce, type Steps } from '../turns/in-turns.ts'

export const CaptureFile = z.object({
  format: z.literal('lab501-capture'), version: z.literal(1), lab: z.string(),
  /** Its id, on which a lab may depend. Files from before say nothing of it, nor of what was done to the topology and answered. */
  attempt: z.string().max(100).optional(),
  events: z.array(ScenarioEvent).default([]),
  answers: z.array(Answer).default([]),
  /** That it went through redaction, and what was replaced; absent where the secrets were kept. */
  redacted: z.array(Redacted).optional(),
  exchanges: z.array(FileRecord),
})
/** Lines of `lab501 run --json`. */
export const StartLine = z.object({ event: z.literal('started'), attempt: z.string().max(100) })
export const RunLine = z.object({ event: z.literal('exchange'), exchange: FileRecord })

/** What a capture is graded with, besides its exchanges. */
export interface AttemptTold { readonly attempt?: string | undefined; readonly events: readonly ScenarioEvent[]; readonly answers: readonly Answer[] }

export const NOTHING_TOLD: AttemptTold = { events: [], answers: [] }

/** @returns the text of a capture file. */
export function writeCaptureFile(lab: string, records: readonly ExchangeRecord[], told: AttemptTold = NOTHING_TOLD, redacted?: readonly Redacted[]): string {
  return atOnce(writingCaptureFile(lab, records, told, redacted))
}

/** The same in steps, one for each exchange. */
export function* writingCaptureFile(lab: string, records: readonly ExchangeRecord[], { attempt, events, answers }: AttemptTold, redacted?: readonly Redacted[]): Steps<string> {
  const exchanges: string[] = []
  for (const record of records) {
    exchanges.push(JSON.stringify(fileRecord(record)))
    yield
  }
  const head = JSON.stringify({ format: 'lab501-capture', version: 1, lab, attempt, events, answers, redacted })
  return `${head.slice(0, -1)},\n"exchanges":[\n${exchanges.join(',\n')}\n]}\n`
}

/** @returns a record with its bytes as base64, as it stands in files and in the lines of `run`. */
export function fileRecord(record: ExchangeRecord): FileRecord {
  return { ...record, request: base64(record.request), response: base64(record.response) }
}

export function toRecord({ request, response, ...envelope }: FileRecord): ExchangeRecord {
  return { ...envelope, request: fromBase64(request), response: fromBase64(response) }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
