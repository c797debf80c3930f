// What is malformed in literal bytes, as far as their first request goes: said before they are sent, which stays possible.
import { toLatin1 } from '../bytes.ts'
import { phrase, type Phrase } from '../phrase.ts'
import { paceObstacle, type Pieces } from '../pieces.ts'
import { methodFault, targetFault } from './draft-warnings.ts'
import { codingWarning, hostWarning, lengthWarning, nameFault, valueFault } from './field-warnings.ts'
import type { Fault, Warning } from './warning.ts'

/** Said of parts only: raw bytes are what they are, and blanks at the edges of a line do no harm. */
const OF_PARTS_ONLY = new Set(['warning.value-beyond', 'warning.value-edges'])

/** @returns what is odd, line by line; nothing for no bytes at all */
export function rawWarnings(bytes: Uint8Array, pieces: Pieces | undefined): Warning[] {
  const pace = paceObstacle(bytes.length, pieces)
  return [...headWarnings(toLatin1(bytes)), ...(pace ? [{ at: { part: 'pieces' } as const, says: pace, section: 'RFC 9112 §7.1' }] : [])]
}

function headWarnings(text: string): Warning[] {
  if (text === '') return []
  const warning = (says: Phrase, section: string, line?: number): Warning => ({ at: { part: 'raw', ...(line !== undefined && { line }) }, says, section })
  const end = /\r?\n\r?\n/.exec(text)
  const head = end ? text.slice(0, end.index) : text
  const rest = end ? text.slice(end.index + end[0].length) : ''
  const [start = '', ...lines] = head.split(/\r?\n/)
  const fields = lines.map((line, nth) => ({ line: nth + 2, name: line.slice(0, Math.max(line.indexOf(':'), 0)), value: line.slice(line.indexOf(':') + 1).replace(/^[ \t]+|[ \t]+$/g, ''), text: line }))
  const named = (name: string) => fields.filter(field => field.name.toLowerCase() === name)
  const [length, secondLength, coding, version] = [named('content-length')[0], named('content-length')[1], named('transfer-encoding').at(-1), start.split(' ')[2]]
  const isEndless = !end && !/^\S+ \S+\s*$/.test(head)
  return [
    ...startFault(start).map(([says, section]) => warning(says, section, 1)),
    ...(/(^|[^\r])\n/.test(end ? text.slice(0, end.index + end[0].length) : text) ? [warning(phrase('warning.raw-bare-lf'), 'RFC 9112 §2.2')] : []),
    ...(/\r(?!\n)/.test(head) ? [warning(phrase('warning.raw-bare-cr'), 'RFC 9112 §2.2')] : []),
    ...fields.filter(({ text: line }) => line !== '').flatMap(({ text: line, line: nth, name, value }) => lineFaults(line, name, value).map(([says, section]) => warning(says, section, nth))),
    ...(version === 'HTTP/1.1' && named('host').length === 0 ? [warning(phrase('warning.host-missing'), 'RFC 9112 §3.2')] : []),
    ...named('host').slice(1, 2).map(({ line }) => warning(phrase('warning.host-twice'), 'RFC 9112 §3.2', line)),
    ...named('host').slice(0, 1).flatMap(({ line, value }) => hostWarning(value).map(([says, section]) => warning(says, section, line))),
    ...(secondLength ? [warning(phrase('warning.length-twice'), 'RFC 9112 §6.3', secondLength.line)] : []),
    ...(length && coding ? [warning(phrase('warning.length-and-coding'), 'RFC 9112 §6.2', coding.line)] : []),
    ...(length && !secondLength && !coding && !isFollowed(rest, length.value) ? lengthWarning(length.value, rest.length).map(([says, section]) => warning(says, section, length.line)) : []),
    ...(coding ? codingWarning(coding.value, version === 'HTTP/1.0' ? 'http/1.0' : undefined, true).map(([says, section]) => warning(says, section, coding.line)) : []),
    ...(end && coding && /chunked$/i.test(coding.value) && !isChunks(rest) ? [warning(phrase('warning.raw-chunks'), 'RFC 9112 §7.1')] : []),
    ...(isEndless ? [warning(phrase('warning.raw-endless'), 'RFC 9112 §2.1')] : []),
  ]
}

function startFault(start: string): Fault[] {
  const words = start.split(' ')
  const [method = '', target = '', version = ''] = words
  // Method and target alone are HTTP/0.9, which had nothing else.
  if (words.length < 2 || words.length > 3 || method === '' || target === '' || /\s/.test(method + target)) return [[phrase('warning.raw-start'), 'RFC 9112 §3']]
  if (words.length === 3 && !/^HTTP\/\d\.\d$/.test(version)) return [[phrase('warning.raw-version', { found: version }), 'RFC 9112 §2.3']]
  return [methodFault(method), targetFault({ method, target })].flatMap(fault => (fault ? [fault] : []))
}

function lineFaults(line: string, name: string, value: string): Fault[] {
  if (/^[ \t]/.test(line)) return [[phrase('warning.raw-fold'), 'RFC 9112 §5.2']]
  if (!line.includes(':')) return [[phrase('warning.raw-no-colon'), 'RFC 9112 §5']]
  return [nameFault(name), valueFault(value)].flatMap(fault => (fault && !OF_PARTS_ONLY.has(fault[0].id) ? [fault] : []))
}

/** Whether `rest` begins with chunks up to the last one, its trailer fields and the empty line. */
function isChunks(rest: string): boolean {
  const begins = /([0-9A-Fa-f]{1,12})(?:;[^\r\n]*)?\r\n/y
  for (let match = begins.exec(rest); match; match = begins.exec(rest)) {
    const length = Number.parseInt(match[1] ?? '', 16)
    if (length === 0) return /^(?:[^\s:]+:[^\r\n]*\r\n)*\r\n/.test(rest.slice(begins.lastIndex))
    const end = begins.lastIndex + length
    if (!rest.startsWith('\r\n', end)) return false
    begins.lastIndex = end + 2
  }
  return false
}

/** Whether what follows the content is another request rather than more content. */
function isFollowed(rest: string, length: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+ \S+ HTTP\//.test(rest.slice(Number(length)))
}
