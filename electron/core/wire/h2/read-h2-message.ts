// The captured frames of one stream to messages. HPACK can be read only in the order of the whole connection, so the decoded lists come along.
import { aside } from '../../../model/asides-en.ts'
import type { ByteRange } from '../../../model/bytes.ts'
import type { Content, FieldLine, RequestMessage, ResponseMessage } from '../../../model/message.ts'
import { framesIn, FrameType } from './frames.ts'
import { fieldMalformations, headMalformations } from './h2-malformations.ts'
import type { H2Field } from './static-table.ts'

const VERSION = 'HTTP/2'

/** A field block with the frames that carried it. Exact octets of one field are compressed, so its range is that of the block. */
interface Block { readonly range: ByteRange; readonly fields: readonly H2Field[] }
interface Data { readonly range: ByteRange; readonly part: ByteRange }
interface Section { readonly blocks: readonly Block[]; readonly data: readonly Data[]; readonly isEnded: boolean }

/** @returns the request in the frames of one stream, or undefined when not even its field block is there. @param lists decoded field blocks in their order */
export function readH2Request(bytes: Buffer, lists: readonly (readonly H2Field[])[]): RequestMessage | undefined {
  const section = sectionOf(bytes, lists)
  const [head, trailers] = section.blocks
  if (!head) return undefined
  const { range, fields } = head
  const method = pseudo(fields, ':method')
  const content = contentOf(section, section.data, range, trailers)
  return {
    kind: 'request', method, methodRange: range, target: method === 'CONNECT' ? pseudo(fields, ':authority') : pseudo(fields, ':path'), targetRange: range,
    version: VERSION, startLine: range, fields: lines(head), content,
    malformations: malformations('request', head, content, trailers), range: { start: range.start, end: bytes.length },
  }
}

/** @returns the 1xx responses and the final one in the frames of one stream, in wire order. */
export function readH2Responses(bytes: Buffer, lists: readonly (readonly H2Field[])[]): ResponseMessage[] {
  const section = sectionOf(bytes, lists)
  const finalAt = section.blocks.findIndex(({ fields }) => !/^1\d\d$/.test(pseudo(fields, ':status')))
  const heads = finalAt < 0 ? section.blocks : section.blocks.slice(0, finalAt + 1)
  return heads.map((head, at): ResponseMessage => {
    const isFinal = at === finalAt
    const trailers = isFinal ? section.blocks[finalAt + 1] : undefined
    const content = contentOf(section, isFinal ? section.data : [], head.range, trailers)
    const { range, fields } = head
    const status = Number(pseudo(fields, ':status'))
    return {
      kind: 'response', status: Number.isInteger(status) ? status : 0, statusRange: range, reason: '', version: VERSION, startLine: range,
      fields: lines(head), content, malformations: malformations('response', head, content, trailers), range: { start: range.start, end: isFinal ? bytes.length : range.end },
    }
  })
}

function sectionOf(bytes: Buffer, lists: readonly (readonly H2Field[])[]): Section {
  const blocks: Block[] = []
  const data: Data[] = []
  let at = 0
  let blockStart: number | undefined
  let isEnded = false
  for (const frame of framesIn(bytes)) {
    const end = at + frame.bytes.length
    isEnded ||= frame.endsStream
    if (frame.type === FrameType.headers) blockStart = at
    if (frame.type === FrameType.data) data.push({ range: { start: at, end }, part: { start: at + frame.from, end: at + frame.to } })
    if (frame.endsHeaders && blockStart !== undefined) {
      blocks.push({ range: { start: blockStart, end }, fields: lists[blocks.length] ?? [] })
      blockStart = undefined
    }
    at = end
  }
  return { blocks, data, isEnded }
}

function contentOf({ isEnded }: Section, data: readonly Data[], head: ByteRange, trailers: Block | undefined): Content {
  const [first] = data
  const last = data.at(-1)
  const length = data.reduce((sum, { part }) => sum + part.end - part.start, 0)
  return {
    framing: length === 0 ? 'none' : 'frames',
    range: first && last ? { start: first.range.start, end: last.range.end } : { start: head.end, end: head.end },
    parts: data.map(({ part }) => part).filter(({ start, end }) => end > start), length, complete: isEnded, trailers: trailers ? lines(trailers) : [],
  }
}

function malformations(kind: 'request' | 'response', { fields }: Block, { complete, length }: Content, trailers: Block | undefined): string[] {
  if (fields.length === 0) return [aside('h2-block')]
  const declared = fields.find(([name]) => name === 'content-length')?.[1]
  // An answer without content may tell the length that it would have had (RFC 9113 §8.1.1).
  const isOff = complete && declared !== undefined && Number(declared) !== length && !(kind === 'response' && length === 0)
  return [
    ...headMalformations(kind, fields), ...(isOff ? [aside('h2-length', { declared, length })] : []),
    ...(trailers?.fields ?? []).flatMap(([name, value]) => (name.startsWith(':') ? [aside('h2-trailer', { name })] : fieldMalformations(name, value))),
  ]
}

function lines({ range, fields }: Block): FieldLine[] {
  return fields.map(([name, value]) => ({ name, value, line: range, valueRange: range }))
}

function pseudo(fields: readonly H2Field[], name: string): string {
  return fields.find(([known]) => known === name)?.[1] ?? ''
}
