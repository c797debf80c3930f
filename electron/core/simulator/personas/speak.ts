// Measured answers as octets, for one request, and answers of what stands behind in the dress of the server.
import { reasonPhrase } from '../../../model/status.ts'
import type { SurveyKind } from '../../../model/survey.ts'
import type { RequestHead } from '../../wire/request-reader.ts'
import type { OutField } from '../../wire/write-message.ts'
import { contentOf, saysClose, type Answer, type Recital } from '../answer.ts'
import { persists } from '../turn.ts'
import { MARK } from './packed.ts'
import { fieldOf, type Row } from './row.ts'

export interface Occasion { readonly head: RequestHead; readonly date: string }

/** They speak of the answer that was measured, not of the server. */
const OF_THAT_ANSWER = new Set(['last-modified', 'etag', 'accept-ranges', 'cache-control', 'expires', 'vary', 'content-language', 'content-disposition', 'allow', 'location', 'x-cache', 'x-cache-lookup'])

/** @returns what was measured, with what belongs to this request put in. @param allow the members of Allow, where it was measured */
export function recitalOf(row: Row, occasion: Occasion, allow: string | undefined): Recital {
  const { head } = occasion
  const isHtml = /html/i.test(fieldOf(row, 'content-type') ?? '')
  const content = Buffer.from(filled(row.content, occasion, isHtml), 'latin1')
  const then = thenOf(row, head)
  if (row.statusLine === '') return { octets: content, then }
  const fields = row.fields.map(([name, value]): OutField => {
    if (name.toLowerCase() === 'allow') return [name, allow ?? value]
    return [name, name.toLowerCase() === 'content-length' && value === '' ? String(content.length) : filled(value, occasion, false)]
  })
  return { octets: octetsOf(filled(row.statusLine, occasion, false), persisting(fields, row, head, then), head.method === 'HEAD' ? undefined : content), then }
}

/** @returns an answer of what stands behind, as the server would send it. */
export function dressed(answer: Answer, row: Row, { head, date }: Occasion, kind: SurveyKind): Recital {
  const content = contentOf(answer)
  const then = saysClose(answer) ? 'close' : thenOf(row, head)
  if (row.statusLine === '') return { octets: content, then }
  const [, before = '', measured = ''] = /^(.*?) \d{3}(.*)$/.exec(filled(row.statusLine, { head, date }, false)) ?? []
  const reason = measured.trim() === '' || answer.status === row.status ? measured : ` ${reasonPhrase(answer.status)}`
  const fields = persisting(dressedFields(answer, row, { head, date }, kind, then), row, head, then)
  return { octets: octetsOf(`${before} ${answer.status}${reason}`, fields, head.method === 'HEAD' ? undefined : content), then }
}

/** @returns the fields of the answer between those of the server, in the server's order. */
export function dressedFields(answer: Answer, row: Row, { head, date }: Occasion, kind: SurveyKind, then: Recital['then']): OutField[] {
  const content = contentOf(answer)
  const hasNoLength = answer.status === 204 || answer.status === 304
  const left = (kind === 'proxy' && answer.isForwarded ? renamed(answer.fields, row) : answer.fields).filter(([name, value]) => !['content-length', 'transfer-encoding', 'connection'].includes(name.toLowerCase())
    && !(kind === 'files' && fieldOf(row, 'content-type') === undefined && name.toLowerCase() === 'content-type' && value.startsWith('text/plain')))
  const taken = new Set<string>()
  let isFramed = hasNoLength
  const fields = row.fields.flatMap(([name, value]): OutField[] => {
    const known = name.toLowerCase()
    if (OF_THAT_ANSWER.has(known)) return []
    if (known === 'date') return [[name, fieldOf(answer, 'date') ?? date]]
    // How old it is, and by whom it came, is what this one says.
    if (known === 'age' || known === 'via') return [[name, fieldOf({ fields: left }, known) ?? value]]
    if (known === 'content-length' || known === 'transfer-encoding') {
      const isChunked = known === 'transfer-encoding' && head.version !== 'HTTP/1.0'
      if (isFramed) return []
      isFramed = true
      return [isChunked ? [name, value] : ['Content-Length', String(content.length)]]
    }
    if (!known.startsWith('content-')) return [[name, value]]
    taken.add(known)
    return left.filter(([own]) => own.toLowerCase() === known).map(([, own]): OutField => [name, own])
  })
  const has = new Set(row.fields.map(([name]) => name.toLowerCase()).filter(name => !OF_THAT_ANSWER.has(name) && !name.startsWith('content-')))
  const more = left.filter(([name]) => !has.has(name.toLowerCase()) && !taken.has(name.toLowerCase()))
  // Without either, the end of the connection is the end of the content (RFC 9112 §6.3).
  const length: OutField[] = isFramed || then === 'close' || head.method === 'HEAD' ? [] : [['Content-Length', String(content.length)]]
  return [...fields, ...more, ...length]
}

/** A proxy's own member of Via is the last (RFC 9110 §7.6.3): it is written as the measured proxy writes its own, or not at all. */
function renamed(fields: readonly OutField[], row: Row): OutField[] {
  const own = fieldOf(row, 'via')
  return fields.flatMap(([name, value]): OutField[] => {
    if (name.toLowerCase() !== 'via') return [[name, value]]
    const others = value.split(',').slice(0, -1).map(member => member.trim())
    const members = own === undefined ? others : [...others, own]
    return members.length > 0 ? [[name, members.join(', ')]] : []
  })
}

/** What was kept open is closed where the client asks for it; nothing else was measured to depend on it (RFC 9112 §9.3). */
function thenOf({ ending, statusLine }: Row, head: RequestHead): Recital['then'] {
  if (ending === 'timed-out') return 'stall'
  if (ending === 'reset' && statusLine === '') return 'reset'
  return ending !== 'kept-open' || !persists(head) ? 'close' : 'kept-open'
}

/** What was said of the connection stands, unless the client asked for something else than the survey did. */
function persisting(fields: readonly OutField[], { ending }: Row, head: RequestHead, then: Recital['then']): OutField[] {
  if (ending !== 'kept-open' || (then === 'kept-open' && head.version !== 'HTTP/1.0')) return [...fields]
  return [...fields.filter(([name]) => !['connection', 'keep-alive'].includes(name.toLowerCase())), ['Connection', then === 'close' ? 'close' : 'keep-alive']]
}

function octetsOf(statusLine: string, fields: readonly OutField[], content: Buffer | undefined): Buffer {
  const head = Buffer.from(`${statusLine}\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, 'latin1')
  if (!content) return head
  const isChunked = fields.some(([name, value]) => name.toLowerCase() === 'transfer-encoding' && /chunked/i.test(value))
  if (!isChunked) return Buffer.concat([head, content])
  const chunk = content.length === 0 ? [] : [Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from('\r\n')]
  return Buffer.concat([head, ...chunk, Buffer.from('0\r\n\r\n')])
}

function filled(text: string, { head, date }: Occasion, isHtml: boolean): string {
  const written = (said: string) => (isHtml ? said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;') : said)
  const lines = [`${head.method} ${head.target}${head.version === 'HTTP/0.9' ? '' : ` ${head.version}`}`, ...head.fields.map(({ name, value }) => `${name}: ${value}`)]
  return text.replaceAll(MARK.date, date).replaceAll(MARK.method, () => written(head.method))
    .replaceAll(MARK.target, () => written(head.target)).replaceAll(MARK.head, () => written(lines.join('\r\n')))
}
