// Another store's attempts beside our own: nothing that is here is changed but by going on where it stands, and nothing of the other is lost.
import { createHash } from 'node:crypto'
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'

export interface Restored {
  readonly added: number
  /** Of them here was the beginning. */
  readonly extended: number
  /** They went on otherwise here and there, and so are there twice. */
  readonly beside: number
  readonly same: number
}

type Row = Readonly<Record<string, SQLOutputValue>>
type Value = SQLOutputValue

/** What belongs to an attempt. What is in `history` is only ever added to, in the order of `by`. */
const HISTORY = [
  { table: 'log', by: 'nth', columns: ['nth', 'line'] },
  { table: 'segments', by: 'first_seq', columns: ['first_seq', 'last_seq', 'bytes'] },
  { table: 'exchanges', by: 'seq', columns: ['seq', 'envelope', 'request', 'response'] },
  { table: 'answers', by: 'nth', columns: ['question', 'value', 'after_seq', 'given_wall_ms'] },
  { table: 'hints', by: 'order_taken', columns: ['step', 'nth', 'taken_wall_ms'] },
  { table: 'events', by: 'nth', columns: ['nth', 'after_seq', 'at_wall_ms', 'control'] },
] as const
/** What only says how it stands. */
const STANDING = [{ table: 'verdicts', columns: ['list'] }, { table: 'setups', columns: ['setup'] }, { table: 'audits', columns: ['kind', 'run'] }] as const

/**
 * Merges the store that is attached as `other`; both have the tables of this version. Within one transaction of the caller's.
 * @returns what became of its attempts
 */
export function mergeAttached(db: DatabaseSync): Restored {
  const count = { added: 0, extended: 0, beside: 0, same: 0 }
  for (const attempt of db.prepare('select * from other.attempts order by nth').all()) count[mergeAttempt(db, attempt)] += 1
  for (const { id, name, draft, saved_wall_ms: saved } of db.prepare('select * from other.saved_requests order by saved_wall_ms, id').all()) mergeRequest(db, [id ?? '', name ?? '', draft ?? '', saved ?? 0])
  return count
}

function mergeAttempt(db: DatabaseSync, attempt: Row): keyof Restored {
  const id = String(attempt['id'])
  const origin = String(attempt['seed'] ?? id)
  const theirs = historyOf(db, 'other', id)
  for (const { id: known } of db.prepare('select id from main.attempts where id in (?1, ?2) or seed = ?2 order by nth').all(id, origin)) {
    const ours = historyOf(db, 'main', String(known))
    if (isBeginning(theirs, ours)) return 'same'
    if (!isBeginning(ours, theirs)) continue
    extend(db, id, String(known), ours)
    db.prepare('update main.attempts set step = ?1, finished_wall_ms = coalesce(finished_wall_ms, ?2) where id = ?3').run(attempt['step'] ?? '', attempt['finished_wall_ms'] ?? null, String(known))
    return 'extended'
  }
  const isTaken = db.prepare('select 1 from main.attempts where id = ?').get(id) !== undefined
  const own = isTaken ? idOf(origin, theirs) : id
  const { lab, pack_version: version, step, started_wall_ms: started, finished_wall_ms: finished } = attempt
  db.prepare('insert into main.attempts (id, lab, pack_version, step, started_wall_ms, finished_wall_ms, seed) values (?, ?, ?, ?, ?, ?, ?)')
    .run(own, lab ?? '', version ?? '', step ?? '', started ?? 0, finished ?? null, own === origin ? null : origin)
  extend(db, id, own, undefined)
  return isTaken ? 'beside' : 'added'
}

/** For each table a digest of every row. */
type History = readonly (readonly string[])[]

function historyOf(db: DatabaseSync, schema: 'main' | 'other', attempt: string): History {
  return HISTORY.map(({ table, by, columns }) => {
    const digests: string[] = []
    // One row at a time: a segment may have a MiB.
    for (const row of db.prepare(`select ${columns.join(', ')} from ${schema}.${table} where attempt = ? order by ${by}`).iterate(attempt)) digests.push(digestOf(columns.map(column => row[column] ?? null)))
    return digests
  })
}

function isBeginning(one: History, other: History): boolean {
  return one.every((rows, nth) => rows.every((row, at) => row === other[nth]?.[at]))
}

/** Adds what the other has more, and takes over how it stands there. */
function extend(db: DatabaseSync, from: string, to: string, ours: History | undefined): void {
  for (const [nth, { table, by, columns }] of HISTORY.entries()) {
    const list = columns.join(', ')
    db.prepare(`insert into main.${table} (attempt, ${list}) select ?1, ${list} from other.${table} where attempt = ?2 order by ${by} limit -1 offset ?3`).run(to, from, ours?.[nth]?.length ?? 0)
  }
  for (const { table, columns } of STANDING) {
    const list = columns.join(', ')
    db.prepare(`insert or replace into main.${table} (attempt, ${list}) select ?1, ${list} from other.${table} where attempt = ?2`).run(to, from)
  }
}

/** The same for the same history, so that it is found again. */
function idOf(origin: string, history: History): string {
  const hash = createHash('sha256').update(origin)
  for (const rows of history) for (const row of ['', ...rows]) hash.update(`\n${row}`)
  const hex = hash.digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** One that was changed here stays as it is here, and the other comes beside it. */
function mergeRequest(db: DatabaseSync, [id, name, draft, saved]: readonly [Value, Value, Value, Value]): void {
  const here = db.prepare('select name, draft from main.saved_requests where id = ?').get(id)
  if (here && here['name'] === name && here['draft'] === draft) return
  const own = here ? `${String(id).slice(0, 40)}-${digestOf([name, draft]).slice(0, 12)}` : id
  db.prepare('insert or ignore into main.saved_requests (id, name, draft, saved_wall_ms) values (?, ?, ?, ?)').run(own, name, draft, saved)
}

function digestOf(values: readonly Value[]): string {
  const hash = createHash('sha256')
  for (const value of values) {
    const bytes = value instanceof Uint8Array ? value : Buffer.from(`${typeof value} ${String(value)}`)
    hash.update(`${bytes.length}:`).update(bytes)
  }
  return hash.digest('base64')
}
