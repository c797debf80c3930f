// Every statement that the store runs, prepared once.
import type { DatabaseSync } from 'node:sqlite'

const ATTEMPT = 'select id, lab, pack_version, step, started_wall_ms, finished_wall_ms, seed from attempts'

const SQL = {
  begin: 'begin immediate',
  commit: 'commit',
  rollback: 'rollback',
  addAttempt: 'insert into attempts (id, lab, pack_version, step, started_wall_ms) values (?, ?, ?, ?, ?)',
  attempt: `${ATTEMPT} where id = ?`,
  // By the order of beginning, not by the clock: clocks are set back.
  latestAttempt: `${ATTEMPT} where lab = ? order by nth desc limit 1`,
  attempts: `${ATTEMPT} order by nth`,
  go: 'update attempts set step = ? where id = ?',
  finish: 'update attempts set finished_wall_ms = coalesce(finished_wall_ms, ?) where id = ?',
  addSegment: 'insert into segments (attempt, first_seq, last_seq, bytes) values (?, ?, ?, ?)',
  lastSeq: `select max(
    coalesce((select last_seq from segments where attempt = ?1 order by first_seq desc limit 1), 0),
    coalesce((select max(seq) from exchanges where attempt = ?1), 0)) as seq`,
  // Where exchanges were kept before there were segments.
  exchanges: 'select seq, envelope, request, response from exchanges where attempt = ? and seq > ? order by seq',
  // From the segment that holds the next number, or the first one after it.
  segments: `select first_seq, last_seq, bytes from segments where attempt = ?1
    and first_seq >= coalesce((select max(first_seq) from segments where attempt = ?1 and first_seq <= ?2 + 1), 0) order by first_seq`,
  addAnswer: 'insert into answers (attempt, question, value, after_seq, given_wall_ms) values (?, ?, ?, ?, ?)',
  answers: `select question, value, after_seq, given_wall_ms from answers
    where nth in (select max(nth) from answers where attempt = ? group by question) order by nth`,
  addHint: 'insert into hints (attempt, step, nth, taken_wall_ms) values (?, ?, ?, ?) on conflict (attempt, step, nth) do nothing',
  hints: 'select step, nth, taken_wall_ms from hints where attempt = ? order by order_taken',
  addEvent: `insert into events (attempt, nth, after_seq, at_wall_ms, control) values
    (?1, (select coalesce(max(nth), 0) + 1 from events where attempt = ?1), ?2, ?3, ?4)`,
  events: 'select nth, after_seq, at_wall_ms, control from events where attempt = ? order by nth',
  removeEvent: 'delete from events where attempt = ? and nth = ?',
  // Unchanged verdicts write nothing, and so wait for no disk.
  setVerdicts: `insert into verdicts (attempt, list) values (?, ?)
    on conflict (attempt) do update set list = excluded.list where list is not excluded.list`,
  verdicts: 'select list from verdicts where attempt = ?',
  setSetup: 'insert into setups (attempt, setup) values (?, ?) on conflict (attempt) do update set setup = excluded.setup',
  setup: 'select setup from setups where attempt = ?',
  removeSegments: 'delete from segments where attempt = ?',
  removeExchanges: 'delete from exchanges where attempt = ?',
  removeAnswers: 'delete from answers where attempt = ?',
  removeHints: 'delete from hints where attempt = ?',
  removeEvents: 'delete from events where attempt = ?',
  removeVerdicts: 'delete from verdicts where attempt = ?',
  removeSetup: 'delete from setups where attempt = ?',
  removeAudits: 'delete from audits where attempt = ?',
  removeAttempt: 'delete from attempts where id = ?',
  setAudit: 'insert into audits (attempt, kind, run) values (?, ?, ?) on conflict (attempt, kind) do update set run = excluded.run',
  audits: 'select run from audits where attempt = ? order by kind',
  keepRequest: `insert into saved_requests (id, name, draft, saved_wall_ms) values (?, ?, ?, ?)
    on conflict (id) do update set name = excluded.name, draft = excluded.draft, saved_wall_ms = excluded.saved_wall_ms`,
  savedRequests: 'select id, name, draft, saved_wall_ms from saved_requests order by saved_wall_ms, id',
  dropRequest: 'delete from saved_requests where id = ?',
  addLine: 'insert into log (attempt, nth, line) values (?, ?, ?)',
  lastLine: 'select nth, line from log where attempt = ? order by nth desc limit 1',
  logLines: 'select line from log where attempt = ? order by nth',
  check: 'pragma integrity_check(100)',
} as const

export type Statements = ReturnType<typeof prepareAll>

/** @returns each statement by its name. @throws when the tables are not those of this version. */
export function prepareAll(db: DatabaseSync) {
  const prepared = Object.entries(SQL).map(([name, sql]) => [name, db.prepare(sql)] as const)
  return Object.fromEntries(prepared) as Readonly<Record<keyof typeof SQL, ReturnType<DatabaseSync['prepare']>>>
}
