// Captures from short texts, for tests of the grader. It reads messages by itself, so that the recorder's reader is not its own judge.
//
//   @ side=server ending=reset         what is known besides the bytes; may be left out: trace, hop, source, connection, nth, started, took, port, seq
//   > BREW /pot HTTP/1.1               request lines; `>` alone ends the head, what follows is content
//   < HTTP/1.1 501 Not Implemented     response lines, likewise; a 1xx is followed by the next head
//   < ~HTTP/1.1 501 Not Implemented    a head that is cut off after its last line
//
// A blank line parts exchanges. Lines are joined by CR LF; a head without its empty line gets it.
import { fromBase64, toBase64, toLatin1, type ByteRange } from '../../electron/model/bytes.ts'
import { Exchange } from '../../electron/model/exchange.ts'
import type { Content, FieldLine, RequestMessage, ResponseMessage } from '../../electron/model/message.ts'
import type { Evidence } from '../../electron/model/verdict.ts'

/** @returns the exchanges of a transcript, numbered from 1 in the order in which they stand. */
export function capture(transcript: string): Exchange[] {
  const blocks = transcript.split(/\n\s*\n/).map(block => block.split('\n').map(line => line.replace(/^ +/, ''))).filter(lines => lines.some(line => line !== ''))
  return blocks.map((lines, nth) => {
    const known = lines.find(line => line.startsWith('@'))?.matchAll(/(\w+)=(\S+)/g) ?? []
    return exchange(side(lines, '>'), side(lines, '<'), { seq: String(nth + 1), ...Object.fromEntries([...known].map(([, name, value]) => [name, value])) })
  })
}

/** @returns what a piece of evidence points at. */
export function slice(exchanges: readonly Exchange[], { exchange: id, side: of, range }: Evidence): string {
  const found = exchanges.find(each => each.id === id)
  if (!found) throw new Error(`no exchange ${id}`)
  const bytes = fromBase64(of === 'request' ? found.requestBytes : found.responseBytes)
  if (range.end > bytes.length) throw new Error(`evidence beyond the bytes of ${id}`)
  return toLatin1(bytes.subarray(range.start, range.end))
}

function exchange(request: string, response: string, known: Record<string, string>): Exchange {
  const requestBytes = new TextEncoder().encode(request)
  const responseBytes = new TextEncoder().encode(response)
  const read = readRequest(toLatin1(requestBytes))
  const seq = Number(known.seq)
  return Exchange.parse({
    id: `x${seq}`, seq, trace: known.trace ?? `t${seq}`, hop: known.hop ?? 'client-origin', side: known.side ?? 'client', source: known.source ?? 'composer',
    connection: { id: known.connection ?? 'c1', clientPort: 40_000, serverPort: Number(known.port ?? 5010), nth: Number(known.nth ?? seq) },
    timing: { startedWallMs: Number(known.started ?? 0), ...(known.took !== undefined && { lastByteMs: Number(known.took) }) }, ending: known.ending ?? 'kept-open',
    requestBytes: toBase64(requestBytes), responseBytes: toBase64(responseBytes),
    ...(read && { request: read }), responses: readResponses(toLatin1(responseBytes), read?.method ?? ''),
  })
}

function side(lines: readonly string[], mark: string): string {
  const own = lines.filter(line => line.startsWith(mark)).map(line => line.slice(1).replace(/^ /, ''))
  if (own.length === 0) return ''
  if (own[0]?.startsWith('~')) return own.join('\r\n').slice(1)
  if (!own.includes('')) return `${own.join('\r\n')}\r\n\r\n`
  return own.at(-1) === '' ? `${own.join('\r\n')}\r\n` : own.join('\r\n')
}

function readRequest(text: string): RequestMessage | undefined {
  const match = /^(\S+) (\S+) (HTTP\/\S+)\r\n/.exec(text)
  if (!match) return undefined
  const [, method = '', target = '', version = ''] = match
  const targetStart = method.length + 1
  const head = readHead(text, 0)
  const content = readContent(text, head.end, head.fields, 'none')
  return {
    kind: 'request', method, methodRange: { start: 0, end: method.length }, target, targetRange: { start: targetStart, end: targetStart + target.length },
    version, startLine: head.startLine, fields: head.fields, content, malformations: [], range: { start: 0, end: content.range.end },
  }
}

function readResponses(text: string, method: string): ResponseMessage[] {
  const responses: ResponseMessage[] = []
  for (let start = 0; start < text.length;) {
    const match = /^(HTTP\/\S+) (\d{3})(?: ([^\r]*))?\r\n/.exec(text.slice(start))
    if (!match) break
    const [, version = '', digits = '', reason = ''] = match
    const status = Number(digits)
    const head = readHead(text, start)
    const isEmpty = method === 'HEAD' || status < 200 || status === 204 || status === 304
    const content = isEmpty ? none(head.end) : readContent(text, head.end, head.fields, 'until-close')
    const statusStart = start + version.length + 1
    responses.push({
      kind: 'response', status, statusRange: { start: statusStart, end: statusStart + 3 }, reason,
      version, startLine: head.startLine, fields: head.fields, content, malformations: [], range: { start, end: content.range.end },
    })
    start = status < 200 ? head.end : text.length
  }
  return responses
}

function readHead(text: string, start: number): { startLine: ByteRange; fields: FieldLine[]; end: number } {
  const stop = text.indexOf('\r\n\r\n', start)
  const end = stop < 0 ? text.length : stop + 4
  const [first = '', ...lines] = text.slice(start, stop < 0 ? end : stop).split('\r\n')
  let at = start + first.length + 2
  const fields = lines.map((line): FieldLine => {
    const colon = line.indexOf(':')
    const value = line.slice(colon + 1).trim()
    const valueStart = at + (value === '' ? line.length : line.indexOf(value, colon + 1))
    const field = { name: line.slice(0, colon), value, line: { start: at, end: at + line.length }, valueRange: { start: valueStart, end: valueStart + value.length } }
    at += line.length + 2
    return field
  })
  return { startLine: { start, end: start + first.length }, fields, end }
}

function readContent(text: string, start: number, fields: readonly FieldLine[], otherwise: 'none' | 'until-close'): Content {
  const value = (name: string) => fields.find(field => field.name.toLowerCase() === name)?.value
  if (value('transfer-encoding') === 'chunked') return readChunks(text, start)
  const declared = value('content-length')
  if (declared === undefined && otherwise === 'none') return none(start)
  const end = declared === undefined ? text.length : Math.min(text.length, start + Number(declared))
  const framing = declared === undefined ? otherwise : 'content-length'
  const complete = declared === undefined || end - start === Number(declared)
  return { framing, range: { start, end }, parts: end > start ? [{ start, end }] : [], length: end - start, complete, trailers: [] }
}

function readChunks(text: string, start: number): Content {
  const parts: ByteRange[] = []
  let at = start
  for (;;) {
    const size = /^([0-9a-f]+)\r\n/i.exec(text.slice(at))
    const length = Number.parseInt(size?.[1] ?? '', 16)
    if (!size || Number.isNaN(length)) return { ...none(start), framing: 'chunked', range: { start, end: text.length }, parts, length: total(parts), complete: false }
    at += size[0].length
    if (length === 0) return { ...none(start), framing: 'chunked', range: { start, end: text.length }, parts, length: total(parts) }
    parts.push({ start: at, end: at + length })
    at += length + 2
  }
}

function total(parts: readonly ByteRange[]): number {
  return parts.reduce((sum, { start, end }) => sum + end - start, 0)
}

function none(at: number): Content {
  return { framing: 'none', range: { start: at, end: at }, parts: [], length: 0, complete: true, trailers: [] }
}
