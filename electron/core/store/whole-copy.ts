// The store as it stands at one moment, as a file of its own: a few rows at a time, so that who works meanwhile is not held up. What was removed from the store is not in it.
import { DatabaseSync } from 'node:sqlite'
import type { Steps, Tell } from '../turns/in-turns.ts'

/** A row may be a segment of a MiB. */
const ROWS = 16
const FIRST_ROW = -(2n ** 63n)

/** Writes a copy of the database `store` to `part`, which is not there yet or empty. @throws what SQLite throws; what is there then is of no use */
export function* copyingWhole(store: string, part: string, tell: Tell): Steps<void> {
  using db = new DatabaseSync(part, { enableForeignKeyConstraints: false })
  // What is ended in the middle is thrown away, and what is whole is put on the disk by whoever adds the rest.
  db.exec('pragma journal_mode = off; pragma synchronous = off')
  db.prepare('attach ? as here').run(store)
  // One transaction sees one state of the other file, whatever is written there meanwhile.
  db.exec('begin')
  const schema = db.prepare("select type, name, sql from here.sqlite_schema where sql is not null and name not like 'sqlite\\_%' escape '\\'").all()
    .map(({ type, name, sql }) => ({ isTable: type === 'table', name: String(name), sql: String(sql) }))
  const pagesOf = (of: 'here' | 'main') => Number(db.prepare(`pragma ${of}.page_count`).get()?.['page_count'])
  const of = Math.max(pagesOf('here'), 1)
  for (const { isTable, sql } of schema) if (isTable) db.exec(sql)
  for (const { isTable, name } of schema) if (isTable) for (const _ of rowsOf(db, name)) yield tell(Math.min(pagesOf('main') / of, 1))
  // A trigger would hinder the copying, an index slow it down.
  for (const { isTable, sql } of schema) if (!isTable) db.exec(sql)
  db.exec('delete from main.sqlite_sequence; insert into main.sqlite_sequence select * from here.sqlite_sequence')
  for (const pragma of ['application_id', 'user_version']) db.exec(`pragma main.${pragma} = ${Number(db.prepare(`pragma here.${pragma}`).get()?.[pragma])}`)
  db.exec('commit')
}

function* rowsOf(db: DatabaseSync, table: string): Generator<void> {
  const next = db.prepare(`select max(at) as last from (select rowid as at from here.${table} where rowid > ? order by rowid limit ${ROWS})`)
  next.setReadBigInts(true)
  const copy = db.prepare(`insert into main.${table} select * from here.${table} where rowid > ? and rowid <= ?`)
  for (let after = FIRST_ROW; ;) {
    const last = next.get(after)?.['last']
    if (typeof last !== 'bigint') return
    copy.run(after, last)
    after = last
    yield
  }
}
