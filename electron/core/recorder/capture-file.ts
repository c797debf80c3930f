// A capture as a file: Lab 501's own form without loss, the lines of `lab501 run --json`, or HAR 1.2.
import { z } from 'zod'
import { Base64, fromBase64, toBase64 } from '../../model/bytes.ts'
import { ScenarioEvent } from '../../model/control.ts'
import { Envelope, type Exchange, type ExchangeRecord } from '../../model/exchange.ts'
import { Answer } from '../../model/question.ts'
import { recordsFromHar } from './har.ts'
import { readExchange } from './read-exchange.ts'

const FileRecord = Envelope.extend({ request: Base64, response: Base64 })
const CaptureFile = z.object({
  format: z.literal('lab501-capture'), version: z.literal(1), lab: z.string(),
  /** Its id, on which a lab may depend. Files from before say nothing of it, nor of what was done to the topology and answered. */
  attempt: z.string().max(100).optional(),
  events: z.array(ScenarioEvent).default([]),
  answers: z.array(Answer).default([]),
  exchanges: z.array(FileRecord),
})
const StartLine = z.object({ event: z.literal('started'), attempt: z.string().max(100) })
const RunLine = z.object({ event: z.literal('exchange'), exchange: FileRecord })

/** The file is not a capture; the message says where, what and the mend. */
export class NotACapture extends Error {}

/** What a capture is graded with, besides its exchanges. */
export interface AttemptTold { readonly attempt?: string | undefined; readonly events: readonly ScenarioEvent[]; readonly answers: readonly Answer[] }
interface FileRead extends AttemptTold { readonly records: ExchangeRecord[] }

const NOTHING_TOLD: AttemptTold = { events: [], answers: [] }

/** @returns the text of a capture file. */
export function writeCaptureFile(lab: string, records: readonly ExchangeRecord[], told: AttemptTold = NOTHING_TOLD): string {
  return `${JSON.stringify({ format: 'lab501-capture', version: 1, lab, ...told, exchanges: records.map(fileRecord) }, null, 1)}\n`
}

/** @returns a record with its bytes as base64, as it stands in files and in the lines of `run`. */
export function fileRecord(record: ExchangeRecord): z.input<typeof FileRecord> {
  return { ...record, request: toBase64(record.request), response: toBase64(record.response) }
}

/** @param name of the file, for messages @throws NotACapture when `text` is none of the three forms */
export function readCaptureFile(text: string, name: string): Exchange[] {
  return readAttemptFile(text, name).exchanges
}

/** @param name of the file, for messages @returns the capture, with what else is known of the attempt @throws NotACapture */
export function readAttemptFile(text: string, name: string): AttemptTold & { readonly exchanges: Exchange[] } {
  const { records, ...told } = readFile(text, name)
  return { ...told, exchanges: records.map(record => readExchange(record)) }
}

/** @param name of the file, for messages @returns what the file holds, or in words why it holds no capture */
export function readCapture(text: string, name: string): { readonly records: ExchangeRecord[] } | { readonly refusal: string } {
  try {
    return { records: readFile(text, name).records }
  } catch (error) {
    if (!(error instanceof NotACapture)) throw error
    return { refusal: error.message }
  }
}

function readFile(text: string, name: string): FileRead {
  if (text.trim() === '') throw new NotACapture(`${name}: the file is empty; give a capture saved by Lab 501, the lines of \`lab501 run --json\`, or a HAR file`)
  const whole = parse(text)
  if (whole === undefined) {
    // Lines of `run` are one JSON value each. A document that was cut off begins with a brace and nothing more.
    if (/^\s*\{\s*(?:\n|"(?:format|log)")/.test(text)) throw new NotACapture(`${name}:${text.trimEnd().split('\n').length}:1: the file ends before it is complete; save the capture again`)
    return readLines(text, name)
  }
  if (isObject(whole) && 'log' in whole) {
    try {
      return { records: recordsFromHar(whole), ...NOTHING_TOLD }
    } catch (error) {
      throw new NotACapture(`${name}: this looks like HAR, but ${error instanceof z.ZodError ? explain(error) : String(error)}`)
    }
  }
  if (isObject(whole) && whole['event'] !== undefined) return readLines(text, name)
  const file = CaptureFile.safeParse(whole)
  if (file.success) {
    const { attempt, events, answers, exchanges } = file.data
    return { attempt, events, answers, records: exchanges.map(toRecord) }
  }
  const version = isObject(whole) && whole['format'] === 'lab501-capture' && whole['version'] !== 1
  throw new NotACapture(version
    ? `${name}: this capture has version ${JSON.stringify(whole['version'])}, and this Lab 501 reads version 1; update the app`
    : `${name}: this is not a capture (${explain(file.error)}); give a capture saved by Lab 501, the lines of \`lab501 run --json\`, or a HAR file`)
}

function readLines(text: string, name: string): FileRead {
  const records: ExchangeRecord[] = []
  let attempt: string | undefined
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = parse(line)
    if (!isObject(value)) throw new NotACapture(`${name}:${at + 1}:1: this line is not JSON; give a capture saved by Lab 501, the lines of \`lab501 run --json\`, or a HAR file`)
    attempt ??= StartLine.safeParse(value).data?.attempt
    if (value['event'] !== 'exchange') continue
    const read = RunLine.safeParse(value)
    if (!read.success) throw new NotACapture(`${name}:${at + 1}:1: this line is not an exchange (${explain(read.error)})`)
    records.push(toRecord(read.data.exchange))
  }
  return { attempt, ...NOTHING_TOLD, records }
}

function toRecord({ request, response, ...envelope }: z.infer<typeof FileRecord>): ExchangeRecord {
  return { ...envelope, request: fromBase64(request), response: fromBase64(response) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function explain(error: z.ZodError): string {
  const [issue] = error.issues
  return `${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'does not fit'}`
}
