// Any capture that is understood: Lab 501's own form, the lines of `lab501 run --json`, or HAR 1.2. Files are hostile until read.
import { z } from 'zod'
import { aside } from '../../model/asides-en.ts'
import type { Exchange, ExchangeRecord } from '../../model/exchange.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import { CaptureFile, NOTHING_TOLD, RunLine, StartLine, toRecord, type AttemptTold } from './capture-file.ts'
import { recordsFromHar } from './har/read-har.ts'

/** A capture of a day in a browser has some ten thousand exchanges, of which most is pictures. */
const MOST_OCTETS = 256 * 1_048_576
const MOST_EXCHANGES = 100_000
const forms = aside('capture-forms')

/** The file is not a capture; the message says where, what and the mend. */
export class NotACapture extends Error {}

/** `lab` is the one that the file names; `told` is what is not in it as it was on the wire. */
export interface CaptureRead extends AttemptTold { readonly records: ExchangeRecord[]; readonly lab?: string; readonly told: Phrase[] }

/** @param input the text, or the octets in UTF-8 or UTF-16 with a byte order mark @param name of the file, for messages @throws NotACapture in words, when it is none of the forms or too large */
export function readCaptureAny(input: string | Uint8Array, name: string): CaptureRead {
  if (input.length > MOST_OCTETS) throw new NotACapture(aside('capture-large', { name, most: MOST_OCTETS / 1_048_576 }))
  const read = readText(typeof input === 'string' ? input : textOf(input, name), name)
  if (read.records.length > MOST_EXCHANGES) throw new NotACapture(aside('capture-many', { name, count: read.records.length, most: MOST_EXCHANGES }))
  return read
}

/** @returns what the file holds, or in words why it holds no capture */
export function readCapture(input: string | Uint8Array, name: string): CaptureRead | { readonly refusal: string } {
  try {
    return readCaptureAny(input, name)
  } catch (error) {
    if (!(error instanceof NotACapture)) throw error
    return { refusal: error.message }
  }
}

/** @returns the exchanges alone. @throws NotACapture */
export function readCaptureFile(text: string, name: string): Exchange[] {
  return readCaptureAny(text, name).records.map(record => readExchange(record))
}

function readText(text: string, name: string): CaptureRead {
  if (text.trim() === '') throw new NotACapture(aside('capture-empty', { name, forms }))
  const whole = parse(text)
  if (whole === undefined) {
    // Lines of `run` are one JSON value each. A document that was cut off begins with a brace and nothing more.
    if (/^\s*\{\s*(?:\n|"(?:format|log)")/.test(text)) throw new NotACapture(aside('capture-cut', { name: `${name}:${text.trimEnd().split('\n').length}:1` }))
    return readLines(text, name)
  }
  if (isObject(whole) && 'log' in whole) {
    try {
      return { ...NOTHING_TOLD, ...recordsFromHar(whole) }
    } catch (error) {
      throw new NotACapture(aside('capture-har', { name, what: error instanceof z.ZodError ? explain(error) : String(error) }))
    }
  }
  if (isObject(whole) && whole['event'] !== undefined) return readLines(text, name)
  const file = CaptureFile.safeParse(whole)
  if (file.success) {
    const { lab, attempt, events, answers, exchanges, redacted } = file.data
    return { records: exchanges.map(toRecord), lab, attempt, events, answers, told: redacted?.length ? [phrase('capture.was-redacted', { count: redacted.reduce((sum, { count }) => sum + count, 0) })] : [] }
  }
  const version = isObject(whole) && whole['format'] === 'lab501-capture' && whole['version'] !== 1
  throw new NotACapture(version
    ? aside('capture-version', { name, version: JSON.stringify(whole['version']) })
    : aside('capture-none', { name, what: explain(file.error), forms }))
}

function readLines(text: string, name: string): CaptureRead {
  const records: ExchangeRecord[] = []
  let attempt: string | undefined
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = parse(line)
    if (!isObject(value)) throw new NotACapture(aside('capture-line', { name: `${name}:${at + 1}:1`, forms }))
    attempt ??= StartLine.safeParse(value).data?.attempt
    if (value['event'] !== 'exchange') continue
    const read = RunLine.safeParse(value)
    if (!read.success) throw new NotACapture(aside('capture-exchange', { name: `${name}:${at + 1}:1`, what: explain(read.error) }))
    records.push(toRecord(read.data.exchange))
  }
  return { ...NOTHING_TOLD, attempt, records, told: [] }
}

function textOf(bytes: Uint8Array, name: string): string {
  const [first, second] = bytes
  if (first === 0x50 && second === 0x4b) throw new NotACapture(aside('capture-zip', { name }))
  if (first === 0x1f && second === 0x8b) throw new NotACapture(aside('capture-gzip', { name }))
  try {
    return new TextDecoder(first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new NotACapture(aside('capture-text', { name, forms }))
  }
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
