// Which measured answer a request gets, or that it is let through to what stands behind.
import type { Limits } from '../../../model/scenario.ts'
import { valuesOf } from '../../wire/framing.ts'
import { destinationOf } from '../../wire/host.ts'
import type { RequestHead } from '../../wire/request-reader.ts'
import { persists } from '../turn.ts'
import { methodKindsOf, oddKindsOf, plainKindOf } from './request-kinds.ts'
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

/** @param takes only of servers that know their resources: of files and of routes */
export function choose(rows: Rows, head: RequestHead, limits: Limits, takes?: Takes): Choice {
  const passed: Row[] = []
  let asked = head
  for (const kind of oddKindsOf(head, limits)) {
    const row = rows.get(kind)
    if (!row) continue
    if (!row.isThrough && !isAboutElse(rows, kind, row)) return { row, isThrough: false, head }
    if (kind === 'target-relative' && row.isThrough) asked = { ...asked, target: `/${asked.target}` }
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
    ?? like.find(({ statusLine }) => versionOf(statusLine) !== versionOf(row.statusLine)) ?? row
}

function versionOf(statusLine: string): string {
  return statusLine.split(' ', 1)[0] ?? ''
}

function methodRow(rows: Rows, head: RequestHead): Row {
  const kinds = methodKindsOf(head)
  const like = kinds.flatMap(kind => rows.get(kind) ?? [])
  // A method that succeeded by itself, as PROPFIND does in WebDAV, succeeded for itself only.
  const row = like.length > 1 ? like.find(({ isThrough, status }) => isThrough || status >= 400 || status === 0) : like[0]
  const plain = row ?? rows.get('get')
  if (!plain) throw new Error('a persona was measured with GET at least')
  if (plain.id !== 'frobnicate') return plain
  const special = !persists(head) && head.version === 'HTTP/1.0' ? 'frobnicate-10' : hasContent(head) ? 'frobnicate-content' : undefined
  return rows.get(special ?? '') ?? plain
}

function hasContent(head: RequestHead): boolean {
  return valuesOf(head, 'transfer-encoding').length > 0 || !['', '0'].includes(valuesOf(head, 'content-length')[0] ?? '')
}

/** @returns the choice of a server that knows its resources. */
function byResource(rows: Rows, head: RequestHead, takesAt: Takes): Omit<Choice, 'isThrough'> | undefined {
  const { method } = head
  const { path } = destinationOf(method, head.target, valuesOf(head, 'host')[0])
  if (path === '*' || method === 'CONNECT') return undefined
  const row = methodRow(rows, head)
  if (isParsers(row)) return { row, head }
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

/** Whether the resource or the method is looked at first is seen where both don't fit. */
function missingRow(rows: Rows, { method }: RequestHead, row: Row): Row {
  const missing = rows.get('get-missing') ?? row
  // A method that gets the file is treated as GET is.
  if (method === 'GET' || method === 'HEAD' || row.isThrough) return missing
  if (method === 'MKCOL') return row
  if (method === 'DELETE') return rows.get('delete-missing') ?? row
  if (row.id.startsWith('frobnicate')) return rows.get('frobnicate-missing') ?? row
  // MKCOL was asked of what is not there.
  const like = rows.get(['POST', 'PUT', 'PATCH', 'OPTIONS'].includes(method) ? 'delete-missing' : 'mkcol')
  if (!like) return row
  return like.status === missing.status || (like.status === row.status && like.ending === row.ending && fieldOf(row, 'allow') !== '') ? like : row
}

/** @returns the members of Allow for a resource that takes something else than the one that was measured; a list of the server's own stays. */
export function allowFor(row: Row, takes: readonly string[] | undefined): string | undefined {
  const measured = fieldOf(row, 'allow')
  if (measured === undefined || !takes) return measured
  const members = measured.split(',').map(member => member.trim()).filter(member => member !== '')
  if (members.length === 0 || !members.every(member => ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(member))) return measured
  const kept = members.filter(member => takes.includes(member) || member === 'OPTIONS' || member === 'TRACE' || (member === 'HEAD' && takes.includes('GET')))
  const more = takes.filter(method => !members.includes(method) && method !== 'HEAD')
  return more.length === 0 && kept.length === members.length ? measured : [...kept, ...more].join(/,(?! )/.test(measured) ? ',' : ', ')
}
