// The log of an attempt in a real file: complete, chained, and closed to everybody who would change it.
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { beforeFirst, hashOfLine, readChain } from '../../../electron/core/store/attempt-log.ts'
import { openDatabase } from '../../../electron/core/store/open-database.ts'
import { MIGRATIONS } from '../../../electron/core/store/schema.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { toldBy, type LogEntry } from '../../../electron/model/attempt-log.ts'
import { temporaryFolder } from '../store/records.ts'
import { work } from './workshop.ts'

function entriesOf(attempt: string, lines: readonly string[]): LogEntry[] {
  const chain = readChain(attempt, lines)
  if ('brokenAt' in chain) throw new Error(`broken at ${chain.brokenAt}`)
  return chain.entries
}

it('holds each hint, answer and change of a verdict in its order, chained from the attempt\'s id', async () => {
  using store = openStore(temporaryFolder())
  const id = await work(store, { send: ['PUT', 'BREW'], answers: { guess: 'no', why: 'path' }, hints: 1 })
  const lines = store.log(id)
  const entries = entriesOf(id, lines)
  expect(entries.map(entry => (entry.kind === 'judged' ? `judged ${entry.verdicts.map(({ of, outcome }) => `${of} ${outcome}`).join(', ')}` : entry.kind === 'answered' ? `answered ${entry.question} after ${entry.afterSeq}` : entry.kind)))
    .toEqual(['began', 'hint', 'answered guess after 0', expect.stringMatching(/^judged guess met, brewed met/), expect.stringMatching(/^answered why after [1-9]/), 'judged why missed'])
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ nth: 1, before: beforeFirst(id) })
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ nth: 2, before: hashOfLine(lines[0] ?? '') })
  const told = toldBy(entries)
  expect([told.answers, told.hints]).toEqual([store.answers(id), store.hints(id)])
  expect([...told.verdicts.values()].filter(({ outcome }) => outcome === 'met').map(({ of, evidence }) => `${of} ${evidence?.length}`)).toEqual(['guess 1', 'brewed 2'])
  expect([...told.verdicts.values()].map(({ of, outcome, evidence }) => ({ of, outcome, evidence: evidence?.length ?? 0 })))
    .toEqual(store.verdicts(id).filter(({ of }) => told.verdicts.has(of)).map(({ of, outcome, evidence }) => ({ of, outcome, evidence: new Set(evidence.map(one => `${one.exchange} ${one.side}`)).size })))
})

it('takes no line that was changed, left out, doubled or moved, nor one of another attempt', async () => {
  using store = openStore(temporaryFolder())
  const id = await work(store, { send: ['BREW'], hints: 2 })
  const lines = store.log(id)
  const head = hashOfLine(lines.at(-1) ?? '')
  const broken = (other: readonly string[], of = id) => 'brokenAt' in readChain(of, other, head)
  expect(broken(lines)).toBe(false)
  expect(lines.length).toBeGreaterThan(3)
  for (const [at, line] of lines.entries()) {
    expect(broken(lines.filter((_, nth) => nth !== at)), `without ${at}`).toBe(true)
    expect(broken(lines.toSpliced(at, 0, line)), `${at} twice`).toBe(true)
    expect(broken(lines.with(at, line.replace(/"at":\d/, '"at":8'))), `${at} changed`).toBe(true)
    if (at > 0) expect(broken(lines.with(at - 1, line).with(at, lines[at - 1] ?? '')), `${at} moved`).toBe(true)
  }
  expect(broken(lines, 'another')).toBe(true)
})

it('nobody changes or cuts a log, whoever asks SQLite for it', async () => {
  const folder = temporaryFolder()
  {
    using store = openStore(folder)
    await work(store, { send: ['BREW'] })
  }
  using db = new DatabaseSync(join(folder, 'lab501.sqlite'))
  expect(() => db.exec("update log set line = '{}'")).toThrow('a log is added to, never changed')
  expect(() => db.exec('delete from log')).toThrow('a log is added to, never cut')
})

it('an attempt from before begins its log with how it stood, and goes on from there', () => {
  const folder = temporaryFolder()
  const before = MIGRATIONS.findIndex(sql => sql.includes('create table log '))
  {
    using db = openDatabase(join(folder, 'lab501.sqlite'), MIGRATIONS.slice(0, before))
    db.exec(`insert into attempts (id, lab, pack_version, step, started_wall_ms) values ('old', 'brew', '1.0.0', 'one', 5);
      insert into answers (attempt, question, value, after_seq, given_wall_ms) values ('old', 'why', '"path"', 0, 6);
      insert into hints (attempt, step, nth, taken_wall_ms) values ('old', 'one', 1, 7)`)
  }
  using store = openStore(folder)
  store.takeHint('old', { step: 'one', nth: 2, takenWallMs: 8 })
  const entries = entriesOf('old', store.log('old'))
  expect(entries.map(({ kind }) => kind)).toEqual(['adopted', 'hint'])
  expect(toldBy(entries)).toMatchObject({ answers: store.answers('old'), hints: store.hints('old') })
})

it('a restart of its servers is in it, once for as long as nothing happens; a bench has no log', () => {
  using store = openStore(temporaryFolder())
  const { id } = store.beginAttempt({ lab: 'brew', packVersion: '1.0.0', step: 'one', startedWallMs: 1 })
  store.noteOpened(id, '1.0.0')
  store.takeHint(id, { step: 'one', nth: 1, takenWallMs: 2 })
  for (const version of ['1.0.0', '1.0.0', '1.1.0']) store.noteOpened(id, version)
  expect(entriesOf(id, store.log(id)).map(entry => (entry.kind === 'opened' ? `opened ${entry.packVersion}` : entry.kind))).toEqual(['began', 'hint', 'opened 1.0.0', 'opened 1.1.0'])
  const bench = store.beginAttempt({ lab: '@playground', packVersion: '1.0.0', step: 'free', startedWallMs: 1 })
  store.noteOpened(bench.id, '1.0.0')
  expect(store.log(bench.id)).toEqual([])
  store.removeAttempt(bench.id)
  expect(store.attempt(bench.id)).toBeUndefined()
})
