// The named blocks of an author's Markdown: fenced code, so that every other viewer shows them as what they are, text.
import { CLIENT } from './journey.ts'
import { TOKEN } from './token.ts'

/** One line of a ladder that an author wrote: a request, a response, or what somebody does. */
export type LadderLine =
  | { readonly kind: 'request' | 'response'; readonly from: string; readonly to: string; readonly words: string }
  | { readonly kind: 'note'; readonly at: string; readonly words: string }

export type Block =
  | { readonly kind: 'request'; readonly text: string }
  | { readonly kind: 'expectation'; readonly ids: readonly string[] }
  | { readonly kind: 'question'; readonly ids: readonly string[] }
  | { readonly kind: 'hint' }
  | ExchangeBlock
  | MatrixBlock
  /** Without lines, the hops of the learner's last request. */
  | { readonly kind: 'ladder'; readonly lines: readonly LadderLine[] }
  | { readonly kind: 'aside'; readonly source: string; readonly text: string }
  /** Text for another program, shown as it stands. */
  | { readonly kind: 'code' }
export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>

/** An exchange of the learner's: the first or last that fits, or the evidence of an expectation. */
export interface ExchangeBlock {
  readonly kind: 'exchange'
  readonly which: 'first' | 'last'
  readonly of?: string
  readonly method?: string
  readonly target?: string
  readonly status?: number
  /** Of the response, to be shown. */
  readonly fields: readonly string[]
}

export interface MatrixBlock {
  readonly kind: 'matrix'
  /** What the server declares; what the learner has sent so far, which gives nothing away; or what the learner makes of the server. */
  readonly from: 'scenario' | 'probes' | 'edits'
  readonly participant?: string
  readonly methods: readonly string[]
  readonly targets: readonly string[]
}

/** What is wrong with a block. `line` counts from the line with the fence, which is 0; `column` from 1. */
export interface BlockFault {
  readonly line: number
  readonly column: number
  readonly what: string
  readonly mend: string
  /** A word that nobody knows, and those that would have been known. */
  readonly word?: string
  readonly among?: readonly string[]
}

/** The names that stand behind the opening fence. */
export const BLOCKS = ['http', 'expectation', 'question', 'hint', 'exchange', 'matrix', 'ladder', 'aside'] as const
/** Text that other programs read; none of it does anything here. */
const CODE = ['text', 'txt', 'sh', 'bash', 'shell', 'console', 'powershell', 'cmd', 'json', 'xml', 'html', 'css', 'yaml', 'toml', 'ini', 'csv', 'diff', 'log', 'nginx', 'apache',
  'dockerfile', 'javascript', 'js', 'typescript', 'ts', 'python', 'py', 'java', 'kotlin', 'go', 'rust', 'c', 'cpp', 'csharp', 'php', 'ruby', 'perl', 'lua', 'swift', 'sql', 'markdown']

type Read = { readonly block: Block } | { readonly faults: readonly BlockFault[] }

/** A picture on a line of its own, by its name below the lab's folder. */
const PICTURE = /^!\[([^\]\n]*)\]\(((?!\/)[\w./-]+\.(?:png|jpe?g|webp))\)$/i

/** @returns the name and the text of a picture when a paragraph is one and nothing else. */
export function pictureOf(paragraph: string): { name: string; text: string } | undefined {
  const [, text, name] = PICTURE.exec(paragraph.trim()) ?? []
  if (text === undefined || name === undefined || name.split('/').some(word => word === '..' || word === '.' || word === '')) return undefined
  return { name, text: text.trim() }
}

/** @param info what stands behind the opening fence @param content what stands between the fences */
export function readBlock(info: string, content: string): Read {
  const [, name = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(info.trim()) ?? []
  const lines = content.replace(/\n$/, '').split('\n')
  if (name !== 'aside' && rest !== '' && (BLOCKS as readonly string[]).includes(name)) return one(0, `found "${rest}" behind the name of the block`, 'Write it on a line of its own, or take it away.')
  switch (name) {
    case '': return { block: { kind: 'code' } }
    case 'http': return { block: { kind: 'request', text: content } }
    case 'expectation': return readIds('expectation', lines)
    case 'question': return readIds('question', lines)
    case 'hint': return content.trim() === '' ? { block: { kind: 'hint' } } : one(1, 'the block "hint" holds nothing', 'Leave it empty: the hints of the step open here one after the other.')
    case 'exchange': return readExchange(lines)
    case 'matrix': return readMatrix(lines)
    case 'ladder': return readLadder(lines)
    case 'aside': return readAside(rest, content)
    default: return CODE.includes(name.toLowerCase())
      ? { block: { kind: 'code' } }
      : { faults: [{ line: 0, column: 1, what: `nothing is called "${name}", one of ${BLOCKS.join(', ')} is expected`, mend: 'Write one of these, or "text" for text that is only shown.', word: name, among: BLOCKS }] }
  }
}

function one(line: number, what: string, mend: string, column = 1): { faults: BlockFault[] } {
  return { faults: [{ line, column, what, mend }] }
}

function readIds(kind: 'expectation' | 'question', lines: readonly string[]): Read {
  const ids = lines.map(line => line.trim()).filter(line => line !== '')
  const wrong = ids.find(id => !/^[a-z][a-z0-9-]*$/.test(id))
  if (wrong !== undefined) return one(lines.findIndex(line => line.trim() === wrong) + 1, `"${wrong}" is no id`, `Write the ids of ${kind}s, one a line.`)
  return ids.length > 0 ? { block: { kind, ids } } : one(0, `the block "${kind}" is empty`, `Write the id of the ${kind} into it.`)
}

type Settings = ReadonlyMap<string, { readonly value: string; readonly line: number }>

/** Lines of the form `key: value`. */
function readSettings(lines: readonly string[], keys: readonly string[]): { settings: Settings } | { faults: readonly BlockFault[] } {
  const settings = new Map<string, { value: string; line: number }>()
  const faults: BlockFault[] = []
  for (const [nth, text] of lines.entries()) {
    if (text.trim() === '') continue
    const [, key = '', value = ''] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(text) ?? []
    const place = { line: nth + 1, column: text.length - text.trimStart().length + 1 }
    if (key === '' || value === '') faults.push({ ...place, what: `found ${JSON.stringify(text.trim())}, a line "key: value" is expected`, mend: `Write one of the keys ${keys.join(', ')}, a colon and the value.` })
    else if (!keys.includes(key)) faults.push({ ...place, what: `the key "${key}" is unknown here, one of ${keys.join(', ')} is expected`, mend: 'Take it away.', word: key, among: keys })
    else if (settings.has(key)) faults.push({ ...place, what: `the key "${key}" stands here twice`, mend: 'Keep one of the two.' })
    else settings.set(key, { value, line: nth + 1 })
  }
  return faults.length > 0 ? { faults } : { settings }
}

/** @returns what is wrong with the value of a key that takes one of a few words. */
function faultOfChoice(settings: Settings, key: string, among: readonly string[]): BlockFault[] {
  const found = settings.get(key)
  if (!found || among.includes(found.value)) return []
  return [{ line: found.line, column: 1, what: `found "${found.value}" for "${key}", one of ${among.join(', ')} is expected`, mend: `Write ${among.join(' or ')}.`, word: found.value, among }]
}

/** @returns what is wrong with the words of a list that must be tokens. */
function faultsOfTokens(settings: Settings, key: string): BlockFault[] {
  const line = settings.get(key)?.line ?? 0
  return listOf(settings, key).filter(word => !TOKEN.test(word))
    .map(word => ({ line, column: 1, what: `found "${word}" for "${key}", a token (RFC 9110 §5.6.2) is expected`, mend: 'Write names, with commas between them.' }))
}

function listOf(settings: Settings, key: string): string[] {
  return settings.get(key)?.value.split(',').map(word => word.trim()).filter(word => word !== '') ?? []
}

function readExchange(lines: readonly string[]): Read {
  const read = readSettings(lines, ['of', 'which', 'method', 'target', 'status', 'fields'])
  if ('faults' in read) return read
  const { settings } = read
  const value = (key: string) => settings.get(key)?.value
  const [of, method, target, status] = [value('of'), value('method'), value('target'), value('status')]
  const faults = [...faultOfChoice(settings, 'which', ['first', 'last']), ...faultsOfTokens(settings, 'fields')]
  if (status !== undefined && !/^[1-5]\d\d$/.test(status)) faults.push({ line: settings.get('status')?.line ?? 0, column: 1, what: `found "${status}" for "status"`, mend: 'Write a status code, such as 501.' })
  if (of !== undefined && (method ?? target ?? status) !== undefined) faults.push({ line: settings.get('of')?.line ?? 0, column: 1, what: 'an exchange is the evidence of an expectation, or it fits a condition; not both', mend: 'Keep "of" alone, or take it away.' })
  if (faults.length > 0) return { faults }
  return { block: {
    kind: 'exchange', which: value('which') === 'first' ? 'first' : 'last', fields: listOf(settings, 'fields'),
    ...(of !== undefined && { of }), ...(method !== undefined && { method }), ...(target !== undefined && { target }), ...(status !== undefined && { status: Number(status) }),
  } }
}

/** So many on either side of a matrix still fit a page. */
const MOST = 20

function readMatrix(lines: readonly string[]): Read {
  const read = readSettings(lines, ['from', 'edits', 'participant', 'methods', 'targets'])
  if ('faults' in read) return read
  const { settings } = read
  const edits = settings.get('edits')
  const [methods, targets, participant] = [listOf(settings, 'methods'), listOf(settings, 'targets'), edits?.value ?? settings.get('participant')?.value]
  const faults = [...faultOfChoice(settings, 'from', ['scenario', 'probes']), ...faultsOfTokens(settings, 'methods')]
  for (const [key, list] of Object.entries({ methods, targets })) {
    if (list.length > MOST) faults.push({ line: settings.get(key)?.line ?? 0, column: 1, what: `found ${list.length} ${key}, at most ${MOST} are shown`, mend: 'Make two matrices of it.' })
  }
  for (const target of targets) if (!target.startsWith('/')) faults.push({ line: settings.get('targets')?.line ?? 0, column: 1, what: `the target "${target}" does not begin with a slash`, mend: `Write /${target}.` })
  for (const key of ['from', 'participant', 'methods', 'targets']) {
    const found = settings.get(key)
    if (edits && found) faults.push({ line: found.line, column: 1, what: `"${key}" stands beside "edits", which shows all of an origin`, mend: 'Keep one of the two.' })
  }
  if (faults.length > 0) return { faults }
  return { block: { kind: 'matrix', from: edits ? 'edits' : settings.get('from')?.value === 'probes' ? 'probes' : 'scenario', methods, targets, ...(participant !== undefined && { participant }) } }
}

function readLadder(lines: readonly string[]): Read {
  const read: LadderLine[] = []
  for (const [nth, text] of lines.entries()) {
    if (text.trim() === '') continue
    const line = ladderLine(text.trim())
    if (!line) return one(nth + 1, `found ${JSON.stringify(text.trim())} in a ladder`, `Write "${CLIENT} -> name: GET /x" for a request, "name --> ${CLIENT}: 501" for a response, "name: words" for what it does.`)
    read.push(line)
  }
  return { block: { kind: 'ladder', lines: read } }
}

function ladderLine(text: string): LadderLine | undefined {
  const colon = text.indexOf(':')
  const [head, words] = [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1).trim()]
  if (words === '') return undefined
  const [, from, arrow, to] = /^([a-z][a-z0-9-]*?) *(-->|->) *([a-z][a-z0-9-]*) *$/.exec(head) ?? []
  if (from !== undefined && to !== undefined) return { kind: arrow === '->' ? 'request' : 'response', from, to, words }
  return /^[a-z][a-z0-9-]*$/.test(head.trim()) ? { kind: 'note', at: head.trim(), words } : undefined
}

function readAside(source: string, text: string): Read {
  if (source === '') return one(0, 'an aside has no source', 'Write the section behind the name, such as ```aside RFC 9110 §15.6.2.')
  return text.trim() === '' ? one(0, 'the aside is empty', 'Say what the section says.') : { block: { kind: 'aside', source, text } }
}
