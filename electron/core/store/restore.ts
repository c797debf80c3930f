// Another store's attempts beside our own: nothing that is here is changed but by going on where it stands, and nothing of the other is lost.
import { createHash } from 'node:crypto'
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { Steps, Tell } from '../turns/in-turns.ts'

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

/** So many are added at a time: a segment may have a MiB. */
const ROWS = 16
const FIRST = -(2n ** 63n)

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

/** What is to become of one attempt of the other store. */
interface Move {
  readonly attempt: Row
  readonly outcome: keyof Restored
  /** Under which id it is here, or will be. */
  readonly to: string
  /** What is here of it. */
  readonly ours?: History
}
/** An attempt that is here by then, whether it is now or not. */
interface Known { readonly id: string; readonly origin: string; readonly history: History }

/**
 * Merges the store that is attached as `other`; both have the tables of this version. Within one transaction of the caller's.
 * @returns what became of its attempts
 */
export function* mergingAttached(db: DatabaseSync, tell: Tell): Steps<Restored> {
  const moves = yield* planning(db, done => tell(done / 2))
  for (const [nth, move] of moves.entries()) {
    yield* making(db, move)
    tell((1 + (nth + 1) / moves.length) / 2)
  }
  for (const { id, name, draft, saved_wall_ms: saved } of db.prepare('select * from other.saved_requests order by saved_wall_ms, id').all()) mergeRequest(db, [id ?? '', name ?? '', draft ?? '', saved ?? 0])
  return countOf(moves)
}

/** @returns what would become of the attempts of the store that is attached as `other`. Nothing is changed. */
export function* foreseeing(db: DatabaseSync, tell: Tell): Steps<Restored> {
  return countOf(yield* planning(db, tell))
}

function countOf(moves: readonly Move[]): Restored {
  const count = { added: 0, extended: 0, beside: 0, same: 0 }
  for (const { outcome } of moves) count[outcome] += 1
  return count
}

function* planning(db: DatabaseSync, tell: Tell): Steps<Move[]> {
  const moves: Move[] = []
  /** What comes with those before it: one of them may be its beginning. */
  const coming = new Map<string, Known>()
  const attempts = db.prepare('select * from other.attempts order by nth').all()
  for (const attempt of attempts) {
    const id = String(attempt['id'])
    const origin = String(attempt['seed'] ?? id)
    const theirs = yield* historyOf(db, 'other', id)
    const move = yield* moveOf(db, attempt, origin, theirs, coming)
    moves.push(move)
    if (move.outcome !== 'same') coming.set(move.to, { id: move.to, origin: coming.get(move.to)?.origin ?? (move.outcome === 'extended' ? originHere(db, move.to) : origin), history: theirs })
    tell(moves.length / attempts.length)
  }
  return moves
}

function* moveOf(db: DatabaseSync, attempt: Row, origin: string, theirs: History, coming: ReadonlyMap<string, Known>): Steps<Move> {
  const id = String(attempt['id'])
  const here = db.prepare('select id from main.attempts where id in (?1, ?2) or seed = ?2 order by nth').all(id, origin).map(row => String(row['id']))
  const later = [...coming.values()].filter(known => !here.includes(known.id) && ([id, origin].includes(known.id) || known.origin === origin)).map(known => known.id)
  for (const to of [...here, ...later]) {
    const ours = coming.get(to)?.history ?? (yield* historyOf(db, 'main', to))
    if (isBeginning(theirs, ours)) return { attempt, outcome: 'same', to }
    if (isBeginning(ours, theirs)) return { attempt, outcome: 'extended', to, ours }
  }
  const isTaken = coming.has(id) || db.prepare('select 1 from main.attempts where id = ?').get(id) !== undefined
  return { attempt, outcome: isTaken ? 'beside' : 'added', to: isTaken ? idOf(origin, theirs) : id }
}

function originHere(db: DatabaseSync, id: string): string {
  return String(db.prepare('select coalesce(seed, id) as origin from main.attempts where id = ?').get(id)?.['origin'])
}

function* making(db: DatabaseSync, { attempt, outcome, to, ours }: Move): Steps<void> {
  if (outcome === 'same') return
  const { id, lab, pack_version: version, step, started_wall_ms: started, finished_wall_ms: finished, seed } = attempt
  const origin = seed ?? id ?? ''
  if (outcome !== 'extended') {
    db.prepare('insert into main.attempts (id, lab, pack_version, step, started_wall_ms, finished_wall_ms, seed) values (?, ?, ?, ?, ?, ?, ?)')
      .run(to, lab ?? '', version ?? '', step ?? '', started ?? 0, finished ?? null, to === origin ? null : origin)
  }
  yield* extending(db, String(id), to, ours)
  if (outcome === 'extended') db.prepare('update main.attempts set step = ?1, finished_wall_ms = coalesce(finished_wall_ms, ?2) where id = ?3').run(step ?? '', finished ?? null, to)
}

/** For each table a digest of every row. */
type History = readonly (readonly string[])[]

function* historyOf(db: DatabaseSync, schema: 'main' | 'other', attempt: string): Steps<History> {
  const history: string[][] = []
  for (const { table, by, columns } of HISTORY) {
    const digests: string[] = []
    // One row at a time: a segment may have a MiB.
    for (const row of db.prepare(`select ${columns.join(', ')} from ${schema}.${table} where attempt = ? order by ${by}`).iterate(attempt)) yield void digests.push(digestOf(columns.map(column => row[column] ?? null)))
    history.push(digests)
  }
  return history
}

function isBeginning(one: History, other: History): boolean {
  return one.every((rows, nth) => rows.every((row, at) => row === other[nth]?.[at]))
}

/** Adds what the other has more, and takes over how it stands there. */
function* extending(db: DatabaseSync, from: string, to: string, ours: History | undefined): Steps<void> {
  for (const [nth, { table, by, columns }] of HISTORY.entries()) {
    const list = columns.join(', ')
    const lastOf = (of: string) => `select max(at) as last from (select ${by} as at from other.${table} where attempt = ?1 ${of})`
    const [known, next] = [lastOf(`order by ${by} limit ?2`), lastOf(`and ${by} > ?2 order by ${by} limit ${ROWS}`)].map(sql => db.prepare(sql))
    for (const statement of [known, next]) statement?.setReadBigInts(true)
    const add = db.prepare(`insert into main.${table} (attempt, ${list}) select ?1, ${list} from other.${table} where attempt = ?2 and ${by} > ?3 and ${by} <= ?4 order by ${by}`)
    let after = known?.get(from, ours?.[nth]?.length ?? 0)?.['last'] ?? FIRST
    for (let last = next?.get(from, after)?.['last']; typeof last === 'bigint'; last = next?.get(from, after)?.['last']) {
      add.run(to, from, after, last)
      after = last
      yield
    }
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
