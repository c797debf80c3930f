// Which measured answer a request gets, or that it is let through to what stands behind.
import { REGISTERED_METHODS } from '../../../model/methods.ts'
import type { Limits } from '../../../model/scenario.ts'
import { valuesOf } from '../../wire/framing.ts'
import type { Fault } from '../../wire/fault.ts'
import type { RequestLine } from '../../wire/grammar.ts'
import { destinationOf } from '../../wire/host.ts'
import type { RequestHead } from '../../wire/request-reader.ts'
import { persists } from '../turn.ts'
import { hasContent, methodKindsOf, oddKindsOf, plainKindOf } from './request-kinds.ts'
import { fieldOf, isParsers, type Row, type Rows } from './row.ts'

/** The methods that a resource takes by what was declared for it; undefined where there is no resource. */
export type Takes = (path: string) => readonly string[] | undefined

export interface Choice {
  /** What is said; for a request that is let through, what its answer is dressed as. */
  readonly row: Row
  readonly isThrough: boolean
  /** As what stands behind is to see it. */
  readonly head: RequestHead
  /** What the resource takes, where there is one. */
  readonly takes?: readonly string[]
}

/** @returns the answer that was measured to what comes nearest to bytes that even a tolerant reader cannot read, if the server refused that by itself. */
export function nearestRefusal(rows: Rows, { status, check }: Fault, line: RequestLine | undefined): Row | undefined {
  const kind = status === 414 ? 'target-long' : status === 431 ? 'field-long' : status === 501 ? 'method-long'
    : check !== 'well-formed' ? undefined : line ? 'field-name-illegal' : 'version-broken'
  const row = rows.get(kind ?? '')
  return row && !row.isThrough ? row : undefined
}

/** @param takes only of servers that know their resources: of files and of routes */
export function choose(rows: Rows, head: RequestHead, limits: Limits, takes?: Takes): Choice {
  const passed: Row[] = []
  let asked = head
  for (const kind of oddKindsOf(head, limits)) {
    const row = rows.get(kind)
    if (!row) continue
    if (!row.isThrough && !isAboutElse(rows, kind, row)) return { row: takes && kind.startsWith('target-') ? asMissing(rows, head, row) : row, isThrough: false, head }
    if (kind === 'target-relative' && row.isThrough) asked = { ...asked, target: `/${asked.target}` }
    if (kind === 'target-space' && row.isThrough && takes) asked = { ...asked, target: asked.target.replace(/%20.*$/, '') }
    passed.push(row)
  }
  const first = methodRow(rows, asked)
  if (first.isRaised) {
    passed.push(first)
    asked = { ...asked, method: asked.method.toUpperCase() }
  }
  const found = takes && byResource(rows, asked, takes)
  const choice = found ?? { row: methodRow(rows, asked), head: asked }
  return { ...choice, isThrough: choice.row.isThrough, row: likePassed(choice.row, passed) }
}

/** An oddity that gets what the same request gets without it was not what was answered to. */
function isAboutElse(rows: Rows, kind: string, row: Row): boolean {
  const plain = rows.get(plainKindOf(kind))
  if (plain && !plain.isThrough && plain.status === row.status) return true
  return kind === 'target-long' && row.status === 404 && rows.get('get-missing')?.status === 404
}

/** What was passed over may still decide what becomes of the connection, or that the answer has no status line. */
function likePassed(row: Row, passed: readonly Row[]): Row {
  const like = passed.filter(({ isThrough, status }) => isThrough === row.isThrough && (isThrough || status === row.status))
  return like.find(({ status }) => status === 0) ?? like.find(({ ending }) => ending !== row.ending && ending !== 'kept-open')
    ?? like.find(({ statusLine }) => versionOf(statusLine) !== versionOf(row.statusLine)) ?? likeOld(row, passed.find(({ id }) => id === 'version-09'))
}

/** What a client of HTTP/0.9 gets without fields or on a connection that ends, it gets so whatever it asks for. */
function likeOld(row: Row, old: Row | undefined): Row {
  if (!old || row.statusLine === '' || old.ending !== 'server-closed') return row
  if (old.statusLine === '') return { ...row, statusLine: '', ending: old.ending }
  const fields = row.fields.filter(([name]) => !['connection', 'keep-alive'].includes(name.toLowerCase()))
  return row.ending === old.ending ? row : { ...row, ending: old.ending, fields: [...fields, ['Connection', 'close']] }
}

/** A target that is taken for one of what is not there; with another method than GET, that may be what is looked at first. */
function asMissing(rows: Rows, head: RequestHead, row: Row): Row {
  if (row.status !== 404 || head.method === 'GET' || head.method === 'HEAD') return row
  const asked = methodRow(rows, head)
  const missing = isParsers(asked) ? asked : missingRow(rows, head, asked)
  return missing.isThrough ? row : missing
}

function versionOf(statusLine: string): string {
  return statusLine.split(' ', 1)[0] ?? ''
}

function methodRow(rows: Rows, head: RequestHead): Row {
  const [plain] = [...methodKindsOf(head), 'get'].flatMap(kind => rows.get(kind) ?? [])
  if (!plain) throw new Error('a persona was measured with GET at least')
  if (plain.id !== 'frobnicate') return plain
  const special = !persists(head) && head.version === 'HTTP/1.0' ? 'frobnicate-10' : hasContent(head) ? 'frobnicate-content' : undefined
  return rows.get(special ?? '') ?? plain
}

/** @returns the choice of a server that knows its resources. */
function byResource(rows: Rows, head: RequestHead, takesAt: Takes): Omit<Choice, 'isThrough'> | undefined {
  const { method } = head
  const { path } = destinationOf(method, head.target, valuesOf(head, 'host')[0])
  if (path === '*' || method === 'CONNECT') return undefined
  const row = methodRow(rows, head)
  if (isParsers(row) && !isOwnWay(rows, row)) return { row, head }
  const takes = takesAt(path)
  if (!takes) return { row: missingRow(rows, head, row), head }
  const get = rows.get('get') ?? row
  if (takes.includes(method)) return { row: row.isThrough ? row : get, head, takes }
  if (method === 'HEAD' && takes.includes('GET')) return { row, head, takes }
  if (method === 'GET' || method === 'HEAD') return { row: rows.get('post') ?? row, head, takes }
  // What a server of files gives to any method is the file.
  if (row.isThrough) return { row, head: takes.includes('GET') ? { ...head, method: 'GET' } : head, takes }
  return { row: method === 'MKCOL' ? methodRow(rows, { ...head, method: 'LOCK' }) : row, head, takes }
}

/** Where unknown methods get past the parser, a 400 to a registered one was said by what implements it: WebDAV, which misses a field or content. */
function isOwnWay(rows: Rows, row: Row): boolean {
  const unknown = rows.get('frobnicate')
  return REGISTERED_METHODS.has(row.id.toUpperCase()) && unknown !== undefined && !isParsers(unknown)
}

/** Whether the resource or the method is looked at first is seen where both don't fit. */
function missingRow(rows: Rows, head: RequestHead, row: Row): Row {
  const { method } = head
  const missing = rows.get('get-missing') ?? row
  const own = method === 'POST' ? rows.get('post-missing') : method === 'PUT' ? rows.get('put-missing') : undefined
  if (own) return own
  // A method that gets the file is treated as GET is.
  if (method === 'GET' || method === 'HEAD' || row.isThrough) return missing
  if (method === 'MKCOL') return row
  if (method === 'DELETE') return rows.get('delete-missing') ?? row
  if (row.id.startsWith('frobnicate')) return rows.get('frobnicate-missing') ?? row
  // MKCOL was asked of what is not there.
  const like = rows.get(hasContent(head) ? 'put-missing' : method === 'OPTIONS' ? 'delete-missing' : 'mkcol')
  if (!like) return row
  return like.status === missing.status || (like.status === row.status && like.ending === row.ending && fieldOf(row, 'allow') !== '') ? like : row
}

/** @returns the members of Allow for a resource that takes something else than the one that was measured; a list of the server's own stays. */
export function allowFor(row: Row, takes: readonly string[] | undefined): string | undefined {
  const measured = fieldOf(row, 'allow')
  if (measured === undefined || !takes) return measured
  const members = measured.split(',').map(member => member.trim()).filter(member => member !== '')
  if (!members.includes('GET') || !members.every(member => ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(member))) return measured
  const kept = members.filter(member => takes.includes(member) || member === 'OPTIONS' || member === 'TRACE' || (member === 'HEAD' && takes.includes('GET')))
  const more = takes.filter(method => !members.includes(method) && method !== 'HEAD')
  return more.length === 0 && kept.length === members.length ? measured : [...kept, ...more].join(/,(?! )/.test(measured) ? ',' : ', ')
}
