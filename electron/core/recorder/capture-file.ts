// A capture as a file: Lab 501's own form without loss, the lines of `lab501 run --json`, or HAR 1.2.
import { z } from 'zod'
import { Base64, fromBase64, toBase64 } from '../../model/bytes.ts'
import { Envelope, type Exchange, type ExchangeRecord } from '../../model/exchange.ts'
import { recordsFromHar } from './har.ts'
import { readExchange } from './read-exchange.ts'

const FileRecord = Envelope.extend({ request: Base64, response: Base64 })
const CaptureFile = z.object({ format: z.literal('lab501-capture'), version: z.literal(1), lab: z.string(), exchanges: z.array(FileRecord) })
const RunLine = z.object({ event: z.literal('exchange'), exchange: FileRecord })

/** The file is not a capture; the message says where, what and the mend. */
export class NotACapture extends Error {}

/** @returns the text of a capture file. */
export function writeCaptureFile(lab: string, records: readonly ExchangeRecord[]): string {
  return `${JSON.stringify({ format: 'lab501-capture', version: 1, lab, exchanges: records.map(fileRecord) }, null, 1)}\n`
}

/** @returns a record with its bytes as base64, as it stands in files and in the lines of `run`. */
export function fileRecord(record: ExchangeRecord): z.input<typeof FileRecord> {
  return { ...record, request: toBase64(record.request), response: toBase64(record.response) }
}

/** @param name of the file, for messages @throws NotACapture when `text` is none of the three forms */
export function readCaptureFile(text: string, name: string): Exchange[] {
  return readRecords(text, name).map(record => readExchange(record))
}

/** @param name of the file, for messages @returns what the file holds, or in words why it holds no capture */
export function readCapture(text: string, name: string): { readonly records: ExchangeRecord[] } | { readonly refusal: string } {
  try {
    return { records: readRecords(text, name) }
  } catch (error) {
    if (!(error instanceof NotACapture)) throw error
    return { refusal: error.message }
  }
}

function readRecords(text: string, name: string): ExchangeRecord[] {
  if (text.trim() === '') throw new NotACapture(`${name}: the file is empty; give a capture saved by Lab 501, the lines of \`lab501 run --json\`, or a HAR file`)
  const whole = parse(text)
  if (whole === undefined) {
    // Lines of `run` are one JSON value each. A document that was cut off begins with a brace and nothing more.
    if (/^\s*\{\s*(?:\n|"(?:format|log)")/.test(text)) throw new NotACapture(`${name}:${text.trimEnd().split('\n').length}:1: the file ends before it is complete; save the capture again`)
    return readLines(text, name)
  }
  if (isObject(whole) && 'log' in whole) {
    try {
      return recordsFromHar(whole)
    } catch (error) {
      throw new NotACapture(`${name}: this looks like HAR, but ${error instanceof z.ZodError ? explain(error) : String(error)}`)
    }
  }
  if (isObject(whole) && whole['event'] !== undefined) return readLines(text, name)
  const file = CaptureFile.safeParse(whole)
  if (file.success) return file.data.exchanges.map(toRecord)
  const version = isObject(whole) && whole['format'] === 'lab501-capture' && whole['version'] !== 1
  throw new NotACapture(version
    ? `${name}: this capture has version ${JSON.stringify(whole['version'])}, and this Lab 501 reads version 1; update the app`
    : `${name}: this is not a capture (${explain(file.error)}); give a capture saved by Lab 501, the lines of \`lab501 run --json\`, or a HAR file`)
}

function readLines(text: string, name: string): ExchangeRecord[] {
  const records: ExchangeRecord[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = parse(line)
    if (!isObject(value)) throw new NotACapture(`${name}:${at + 1}:1: this line is not JSON; give a capture saved by Lab 501, the lines of \`lab501 run --json\`, or a HAR file`)
    if (value['event'] !== 'exchange') continue
    const read = RunLine.safeParse(value)
    if (!read.success) throw new NotACapture(`${name}:${at + 1}:1: this line is not an exchange (${explain(read.error)})`)
    records.push(toRecord(read.data.exchange))
  }
  return records
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
