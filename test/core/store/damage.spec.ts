import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../electron/core/store/store.ts'
import { START, addRows, recordNo, temporaryFolder, verdictOn } from './records.ts'
import { saveRecords } from '../../support/segments.ts'

/** A folder with one attempt of `count` exchanges. */
function usedFolder(count = 200): { folder: string; file: string; id: string } {
  const folder = temporaryFolder()
  using store = openStore(folder)
  const { id } = store.beginAttempt(START)
  if (count > 0) saveRecords(store, id, Array.from({ length: count }, (_, at) => recordNo(at + 1, 900)))
  return { folder, file: store.file, id }
}

/** Changes rows behind the store's back. */
function tamper(file: string, sql: string): void {
  using db = new DatabaseSync(file)
  db.exec(sql)
}

const damages: Record<string, (file: string) => void> = {
  'of random bytes': file => writeFileSync(file, randomBytes(20_000)),
  'of a few letters': file => writeFileSync(file, 'hello'),
  'cut off in the middle': file => truncateSync(file, 4096 * 7 + 100),
  'cut off after its first page': file => truncateSync(file, 4096),
  'cut off within its header': file => truncateSync(file, 60),
  'with pages overwritten in the middle': file => {
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 4096 * 2, 4096 * 12)
    writeFileSync(file, bytes)
  },
  'with the head of each page flipped': file => {
    const bytes = readFileSync(file)
    for (let at = 4096; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 0xff
    writeFileSync(file, bytes)
  },
  'of another program': file => tamper(file, 'pragma application_id = 7'),
  'without a stamp but with tables': file => tamper(file, 'pragma application_id = 0; pragma user_version = 0'),
  'without one of its tables': file => tamper(file, 'drop table answers'),
  'with a negative version': file => tamper(file, 'pragma user_version = -3'),
}

describe('a damaged file', () => {
  it.each(Object.entries(damages))('%s is set aside whole, a new one is begun and the learner is told', (_, damage) => {
    const { folder, file } = usedFolder()
    damage(file)
    const damaged = readFileSync(file)
    using store = openStore(folder)
    const [notice, ...more] = store.notices
    const aside = String(notice?.values['file'])
    expect([notice?.id, more]).toEqual(['notice.store-set-aside', []])
    expect(aside).toMatch(/lab501\.damaged-\d{8}T\d{6}Z\.sqlite$/)
    expect(readFileSync(aside).equals(damaged)).toBe(true)
    expect([store.attempts(), store.check()]).toEqual([[], 'ok'])
    saveRecords(store, store.beginAttempt(START).id, [recordNo(1)])
  })

  it('takes its log with it', () => {
    const { folder, file } = usedFolder(1)
    using open = openStore(folder)
    open.beginAttempt(START)
    const crashed = temporaryFolder()
    for (const suffix of ['-wal', '-shm']) copyFileSync(file + suffix, join(crashed, `lab501.sqlite${suffix}`))
    writeFileSync(join(crashed, 'lab501.sqlite'), '')
    using store = openStore(crashed)
    const aside = String(store.notices[0]?.values['file'])
    expect(['', '-wal', '-shm'].map(suffix => existsSync(aside + suffix))).toEqual([true, true, true])
    expect(readFileSync(`${aside}-wal`).length).toBeGreaterThan(0)
  })

  it('is told of once, and a second one does not write over the first', () => {
    const { folder, file } = usedFolder(1)
    for (let nth = 1; nth <= 3; nth += 1) {
      writeFileSync(file, `damage ${nth}`)
      openStore(folder)[Symbol.dispose]()
      using store = openStore(folder)
      expect(store.notices).toEqual([])
    }
    const kept = readdirSync(folder).filter(name => name.startsWith('lab501.damaged-'))
    expect(kept.map(name => readFileSync(join(folder, name), 'utf8')).sort()).toEqual(['damage 1', 'damage 2', 'damage 3'])
  })
})

/** A folder whose attempt has rows of the versions before segments. */
function olderFolder(count: number): { folder: string; file: string; id: string } {
  const used = usedFolder(0)
  using db = new DatabaseSync(used.file)
  addRows(db, used.id, Array.from({ length: count }, (_, at) => recordNo(at + 1, 900)))
  return used
}

describe('a row that does not read', () => {
  it('is left out of the page, which is filled up with those that do', () => {
    const { folder, file, id } = olderFolder(6)
    tamper(file, `update exchanges set envelope = '{"hop' where seq = 2; update exchanges set envelope = '[1]' where seq = 3;
      update exchanges set envelope = json_set(envelope, '$.side', 'upside') where seq = 4`)
    using store = openStore(folder)
    expect(store.notices).toEqual([])
    expect(store.exchanges(id, 0, 2).map(({ seq }) => seq)).toEqual([1, 5])
    expect(store.exchanges(id, 5, 2).map(({ seq }) => seq)).toEqual([6])
    expect(store.lastSeq(id)).toBe(6)
  })

  it('loses only its words when they are of a phrase that is no more', () => {
    const { folder, file, id } = olderFolder(1)
    tamper(file, `update exchanges set envelope = json_set(envelope, '$.ruling.because.id', 'decision.of-old')`)
    using store = openStore(folder)
    const { ruling: _, ...rest } = recordNo(1, 900)
    expect(store.exchanges(id, 0, 10)).toEqual([rest])
  })

  it('costs no other answer, hint or verdict', () => {
    const { folder, file, id } = usedFolder(1)
    {
      using store = openStore(folder)
      for (const question of ['one', 'two']) store.giveAnswer(id, { question, value: 'x', afterSeq: 0, givenWallMs: 1 })
      for (const nth of [1, 2]) store.takeHint(id, { step: 'first', nth, takenWallMs: 1 })
      store.saveVerdicts(id, [verdictOn('a', 'met'), verdictOn('b', 'met')])
    }
    tamper(file, `update answers set value = 'x' where question = 'one'; update hints set nth = -1 where nth = 1;
      update verdicts set list = json_set(list, '$[0].outcome', 'perhaps')`)
    using store = openStore(folder)
    expect([store.answers(id).map(({ question }) => question), store.hints(id).map(({ nth }) => nth), store.verdicts(id)])
      .toEqual([['two'], [2], [verdictOn('b', 'met')]])
    tamper(file, "update verdicts set list = 'gone'")
    expect(store.verdicts(id)).toEqual([])
  })
})
