import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { StoreUnavailable, openStore, type Store } from '../../../electron/core/store/store.ts'
import { START, recordNo, temporaryFolder, verdictOn } from './records.ts'
import { saveRecords, segmentOf } from '../../support/segments.ts'

/** Closes the store and opens it again, as the next start of the app does. */
function reopened(store: Store, folder: string): Store {
  store[Symbol.dispose]()
  return openStore(folder)
}

describe('the store', () => {
  it('gives back after a restart what was saved, octet for octet', () => {
    const folder = join(temporaryFolder(), 'not', 'there', 'yet')
    const before = openStore(folder)
    const attempt = before.beginAttempt(START)
    const records = [1, 2, 3].map(seq => recordNo(seq))
    saveRecords(before, attempt.id, records)
    using store = reopened(before, folder)
    expect(store.exchanges(attempt.id, 0, 10)).toEqual(records)
    expect(store.attempt(attempt.id)).toEqual({ id: attempt.id, ...START })
    expect(store.notices).toEqual([])
    expect(store.check()).toBe('ok')
  })

  it('makes folder and file for their owner only', () => {
    const folder = join(temporaryFolder(), 'data')
    using store = openStore(folder)
    expect([statSync(folder).mode & 0o777, statSync(store.file).mode & 0o777, statSync(`${store.file}-wal`).mode & 0o777])
      .toEqual([0o700, 0o600, 0o600])
  })

  it('has an exchange in the log on the disk, flushed at each commit, when saving returns', () => {
    using store = openStore(temporaryFolder())
    const attempt = store.beginAttempt(START)
    saveRecords(store, attempt.id, [{ ...recordNo(1), request: new TextEncoder().encode('BREW /pot HTTP/1.1') }])
    expect(readFileSync(`${store.file}-wal`).includes('BREW /pot HTTP/1.1')).toBe(true)
  })

  it('hands out exchanges in pages and says which number was the last', () => {
    using store = openStore(temporaryFolder())
    const attempt = store.beginAttempt(START)
    expect(store.lastSeq(attempt.id)).toBe(0)
    saveRecords(store, attempt.id, [1, 2, 3, 4, 5].map(seq => recordNo(seq)))
    const seqs = (after: number, limit: number) => store.exchanges(attempt.id, after, limit).map(({ seq }) => seq)
    expect([seqs(0, 2), seqs(2, 2), seqs(4, 2), seqs(5, 2), seqs(0, 0)]).toEqual([[1, 2], [3, 4], [5], [], []])
    expect(store.lastSeq(attempt.id)).toBe(5)
  })

  it('saves all exchanges of a batch or none', () => {
    using store = openStore(temporaryFolder())
    const attempt = store.beginAttempt(START)
    saveRecords(store, attempt.id, [recordNo(1)])
    expect(() => store.saveSegments(attempt.id, [segmentOf([recordNo(2)]), segmentOf([recordNo(1)])])).toThrow('saved already')
    expect(() => saveRecords(store, 'nobody', [recordNo(2)])).toThrow(/FOREIGN KEY/)
    saveRecords(store, attempt.id, [recordNo(2), recordNo(3)])
    expect(store.exchanges(attempt.id, 0, 10).map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  it('goes on with the attempt that was begun last, even when the clock was set back', () => {
    using store = openStore(temporaryFolder())
    const [one, two] = [store.beginAttempt(START), store.beginAttempt({ ...START, startedWallMs: 1 })]
    const other = store.beginAttempt({ ...START, lab: 'another' })
    expect(store.latestAttempt(START.lab)?.id).toBe(two.id)
    expect(store.latestAttempt('no-such-lab')).toBeUndefined()
    expect(store.attempts().map(({ id }) => id)).toEqual([one.id, two.id, other.id])
  })

  it('remembers the step, and the first time an attempt was finished', () => {
    using store = openStore(temporaryFolder())
    const { id } = store.beginAttempt(START)
    store.go(id, 'second')
    store.finish(id, 5_000)
    store.finish(id, 9_000)
    expect(store.attempt(id)).toEqual({ id, ...START, step: 'second', finishedWallMs: 5_000 })
    expect(() => store.go('nobody', 'second')).toThrow('there is no attempt "nobody"')
  })

  it('keeps every answer and tells the latest for each question', () => {
    using store = openStore(temporaryFolder())
    const { id } = store.beginAttempt(START)
    const answer = (question: string, value: string | string[], afterSeq: number) => ({ question, value, afterSeq, givenWallMs: afterSeq })
    const given = [answer('why', 'a', 0), answer('which', ['x', 'y'], 1), answer('why', 'b', 2)]
    for (const one of given) store.giveAnswer(id, one)
    expect(store.answers(id)).toEqual([given[1], given[2]])
    using raw = new DatabaseSync(store.file)
    expect(raw.prepare('select count(*) as n from answers').get()).toEqual({ n: 3 })
  })

  it('counts a hint once, however often it is taken', () => {
    using store = openStore(temporaryFolder())
    const { id } = store.beginAttempt(START)
    const [first, second] = [1, 2].map(nth => ({ step: 'first', nth, takenWallMs: nth * 100 })) as [never, never]
    store.takeHint(id, first)
    store.takeHint(id, second)
    store.takeHint(id, { step: 'first', nth: 1, takenWallMs: 999 })
    expect(store.hints(id)).toEqual([first, second])
  })

  it('replaces verdicts, of one attempt only', () => {
    using store = openStore(temporaryFolder())
    const [alice, bob] = [store.beginAttempt(START), store.beginAttempt(START)]
    store.saveVerdicts(alice.id, [verdictOn('a', 'not-yet'), verdictOn('b', 'not-yet')])
    store.saveVerdicts(bob.id, [verdictOn('a', 'missed')])
    store.saveVerdicts(alice.id, [verdictOn('a', 'met')])
    expect([store.verdicts(alice.id), store.verdicts(bob.id)]).toEqual([[verdictOn('a', 'met')], [verdictOn('a', 'missed')]])
    expect(store.verdicts('nobody')).toEqual([])
  })

  it('serves two handles at once, each of which sees what the other saved', () => {
    const folder = temporaryFolder()
    using one = openStore(folder)
    using other = openStore(folder)
    const { id } = one.beginAttempt(START)
    for (let seq = 1; seq <= 40; seq += 2) {
      saveRecords(one, id, [recordNo(seq)])
      saveRecords(other, id, [recordNo(seq + 1)])
    }
    expect([one.lastSeq(id), other.lastSeq(id), one.exchanges(id, 0, 100).length]).toEqual([40, 40, 40])
    expect(other.check()).toBe('ok')
  })

  it('says in words that another program holds the file', () => {
    const folder = temporaryFolder()
    using store = openStore(folder)
    using mallory = new DatabaseSync(store.file)
    mallory.exec('begin immediate')
    expect(() => store.beginAttempt(START)).toThrow(StoreUnavailable)
    mallory.exec('rollback')
    expect(store.beginAttempt(START).lab).toBe(START.lab)
  })

  it('can be closed twice', () => {
    const store = openStore(temporaryFolder())
    store[Symbol.dispose]()
    expect(() => store[Symbol.dispose]()).not.toThrow()
  })
})
