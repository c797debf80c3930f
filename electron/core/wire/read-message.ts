// Captured bytes to messages with the place of every part. It describes what is malformed and refuses nothing.
import { aside } from '../../model/asides-en.ts'
import type { ByteRange } from '../../model/bytes.ts'
import type { Content, FieldLine, RequestMessage, ResponseMessage } from '../../model/message.ts'
import { ContentReader } from './content-reader.ts'
import { requestDelimiter, responseDelimiter, type Delimiter } from './framing.ts'
import { readFieldLine, readRequestLine, readStatusLine } from './grammar.ts'

interface Line { readonly text: string; readonly start: number; readonly end: number }
interface Section { readonly fields: FieldLine[]; readonly malformations: string[]; readonly end: number; readonly isWhole: boolean }

/** @returns the request in `bytes`, or undefined when they hold not even the beginning of one. */
export function readRequest(bytes: Buffer): RequestMessage | undefined {
  const begin = afterEmptyLines(bytes)
  if (begin === bytes.length) return undefined
  const line = lineAt(bytes, begin)
  const read = readRequestLine(line.text)
  const parts = typeof read === 'string' ? guessRequestLine(line.text) : read
  const section = readFields(bytes, line.end)
  const malformations = [...(typeof read === 'string' ? [read] : []), ...section.malformations]
  const delimiter = requestDelimiter({ version: parts.version, fields: section.fields })
  if ('status' in delimiter && section.isWhole) malformations.push(String(delimiter.because.values['what'] ?? aside('coding-unknown')))
  const known: Delimiter = 'status' in delimiter ? { kind: 'until-close' } : delimiter
  const content = readContent(bytes, section.end, known, malformations)
  const targetStart = begin + parts.method.length + 1
  return {
    kind: 'request', method: parts.method, methodRange: { start: begin, end: begin + parts.method.length },
    target: parts.target, targetRange: { start: targetStart, end: targetStart + parts.target.length },
    version: parts.version, startLine: { start: begin, end: begin + line.text.length },
    fields: section.fields, content, malformations, range: { start: begin, end: content.range.end },
  }
}

/** @returns the 1xx responses and the final one in `bytes`, in wire order. @param method of the request they answer */
export function readResponses(bytes: Buffer, method: string): ResponseMessage[] {
  const responses: ResponseMessage[] = []
  let at = 0
  while (at < bytes.length) {
    const response = readResponse(bytes, at, method)
    responses.push(response)
    at = response.range.end
    if (response.status >= 200 || response.status === 0) break
  }
  return responses
}

function readResponse(bytes: Buffer, at: number, method: string): ResponseMessage {
  const line = lineAt(bytes, at)
  const read = readStatusLine(line.text)
  const { version, status, reason } = typeof read === 'string' ? { version: '', status: 0, reason: '' } : read
  const section = readFields(bytes, line.end)
  const malformations = [...(typeof read === 'string' ? [read] : []), ...section.malformations]
  const delimiter: Delimiter = status === 0 ? { kind: 'until-close' } : responseDelimiter({ version, status, fields: section.fields }, method)
  const content = readContent(bytes, section.end, delimiter, malformations)
  const statusStart = at + version.length + 1
  const end = status === 0 ? bytes.length : content.range.end
  return {
    kind: 'response', status, statusRange: { start: Math.min(statusStart, line.end), end: Math.min(statusStart + 3, line.end) }, reason,
    version, startLine: { start: at, end: at + line.text.length }, fields: section.fields, content, malformations, range: { start: at, end },
  }
}

function readFields(bytes: Buffer, from: number): Section {
  const fields: FieldLine[] = []
  const malformations: string[] = []
  let at = from
  while (at < bytes.length) {
    const line = lineAt(bytes, at)
    at = line.end
    if (line.text === '') return { fields, malformations, end: at, isWhole: true }
    const field = readFieldLine(line.text)
    if (typeof field === 'string') malformations.push(field)
    else fields.push(fieldLine(field, line.start, line.text.length))
  }
  malformations.push(aside('section-endless'))
  return { fields, malformations, end: bytes.length, isWhole: false }
}

function fieldLine(field: { name: string; value: string; valueStart: number; valueEnd: number }, start: number, length: number): FieldLine {
  const valueRange: ByteRange = { start: start + field.valueStart, end: start + field.valueEnd }
  return { name: field.name, value: field.value, line: { start, end: start + length }, valueRange }
}

function readContent(bytes: Buffer, start: number, delimiter: Delimiter, malformations: string[]): Content {
  const parts: ByteRange[] = []
  const reader = new ContentReader(delimiter, (part, at) => parts.push({ start: start + at, end: start + at + part.length }), bytes.length)
  const end = start + reader.take(bytes, start)
  if (reader.fault !== undefined) malformations.push(reader.fault)
  const trailers = reader.trailers.map(field => fieldLine(field, start + field.at, field.valueEnd))
  const framing = delimiter.kind === 'length' ? (delimiter.length === 0 ? 'none' : 'content-length') : delimiter.kind
  return { framing, range: { start, end }, parts, length: reader.length, complete: reader.done || delimiter.kind === 'until-close', trailers }
}

function afterEmptyLines(bytes: Buffer): number {
  let at = 0
  while (bytes[at] === 13 || bytes[at] === 10) at += 1
  return at
}

/** A line without its line break, which may be CR LF, LF alone or the end of the bytes; the text keeps every octet. */
function lineAt(bytes: Buffer, start: number): Line {
  const newline = bytes.indexOf(10, start)
  const stop = newline < 0 ? bytes.length : newline
  const text = bytes.toString('latin1', start, bytes[stop - 1] === 13 && stop > start ? stop - 1 : stop)
  return { text, start, end: newline < 0 ? bytes.length : newline + 1 }
}

/** For a line that is not a request line: the first word is shown as the method, what follows as the target. */
function guessRequestLine(line: string): { method: string; target: string; version: string } {
  const [method = '', target = ''] = line.split(' ')
  return { method, target, version: /HTTP\/\d\.\d$/.exec(line)?.[0] ?? '' }
}
