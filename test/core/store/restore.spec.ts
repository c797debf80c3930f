// Backups of two machines, restored in any order, doubled and interrupted: nothing that was here is lost or changed, and nothing of theirs is missing.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pass } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookingInto } from '../../../electron/core/store/backup.ts'
import { readChain } from '../../../electron/core/store/attempt-log.ts'
import { openStore, StoreUnavailable, type Store } from '../../../electron/core/store/store.ts'
import { atOnce } from '../../../electron/core/turns/in-turns.ts'
import { seedOf } from '../../../electron/model/attempt.ts'
import { backUp, restore, sealAnew } from '../../support/backups.ts'
import { saveRecords } from '../../support/segments.ts'
import { recordNo, START, temporaryFolder } from './records.ts'

type Deed = { readonly kind: 'begin' } | { readonly kind: 'answer' | 'hint' | 'send'; readonly at: number }

/** Does something in a store, as a learner would. */
function act(store: Store, deed: Deed, nth: number): void {
  const attempts = store.attempts()
  const attempt = attempts[deed.kind === 'begin' ? 0 : deed.at % Math.max(attempts.length, 1)]
  if (deed.kind === 'begin' || !attempt) store.beginAttempt({ ...START, startedWallMs: nth })
  else if (deed.kind === 'answer') store.giveAnswer(attempt.id, { question: `q${nth % 3}`, value: `a${nth}`, afterSeq: 0, givenWallMs: nth })
  else if (deed.kind === 'hint') store.takeHint(attempt.id, { step: 'one', nth: nth % 4 + 1, takenWallMs: nth })
  else saveRecords(store, attempt.id, [recordNo(store.lastSeq(attempt.id) + 1, 20 + nth)])
}

/** What happened in each attempt, as text; one for each. */
function historiesOf(store: Store): Map<string, string[]> {
  return new Map(store.attempts().map(attempt => {
    const records = store.exchanges(attempt.id, 0, 1_000).map(({ seq, request }) => `${seq} ${Buffer.from(request).toString('hex')}`)
    return [attempt.id, [seedOf(attempt), ...store.log(attempt.id), ...records]]
  }))
}
const dump = (store: Store) => JSON.stringify([...historiesOf(store)])
const isIn = (part: readonly string[], whole: readonly string[]) => part.every(line => whole.includes(line))

function backedUp(store: Store): string {
  const file = join(temporaryFolder(), 'backup.sqlite')
  backUp(store, file)
  return file
}

/** By somebody who knows what they do: with the digest of what it is then. */
function changed(file: string, sql: string): void {
  {
    using db = new DatabaseSync(file)
    db.exec(sql)
  }
  sealAnew(file)
}

const deed = fc.oneof(fc.constant({ kind: 'begin' } as const), fc.record({ kind: fc.constantFrom('answer' as const, 'hint' as const, 'send' as const), at: fc.nat(5) }))

describe('restoring', () => {
  it('in any order, and twice, loses nothing and changes nothing that was there', () => {
    fc.assert(fc.property(fc.array(deed, { minLength: 1, maxLength: 6 }), fc.array(deed, { maxLength: 5 }), fc.array(deed, { maxLength: 5 }), fc.shuffledSubarray([0, 1, 2, 0, 2], { minLength: 3 }), (first, here, there, order) => {
      const folder = temporaryFolder()
      const other = temporaryFolder()
      const backups: string[] = []
      {
        using store = openStore(folder)
        first.forEach((one, nth) => act(store, one, nth))
        backups.push(backedUp(store))
      }
      cpSync(join(folder, 'lab501.sqlite'), join(other, 'lab501.sqlite'))
      const wanted: string[][] = []
      {
        using store = openStore(other)
        there.forEach((one, nth) => {
          act(store, one, 100 + nth)
          if (nth === 1) backups.push(backedUp(store))
        })
        backups.push(backedUp(store))
        wanted.push(...historiesOf(store).values())
      }
      using store = openStore(folder)
      here.forEach((one, nth) => act(store, one, 200 + nth))
      const before = historiesOf(store)
      for (const nth of [...order, backups.length - 1]) {
        const file = backups[nth % backups.length] ?? ''
        const unchanged = dump(store)
        const { will } = atOnce(lookingInto(store.file, file, {}))
        expect(dump(store), 'a look changes nothing').toBe(unchanged)
        expect(restore(store, file), 'what was foretold').toEqual(will)
      }
      const after = historiesOf(store)
      for (const [id, history] of before) expect(isIn(history, after.get(id) ?? []), 'what was here').toBe(true)
      for (const history of wanted) expect([...after.values()].some(one => isIn(history, one)), 'what was there').toBe(true)
      const settled = dump(store)
      for (const file of backups) restore(store, file)
      expect(dump(store)).toBe(settled)
      for (const attempt of store.attempts()) expect(readChain(seedOf(attempt), store.log(attempt.id))).not.toHaveProperty('brokenAt')
      expect(store.check()).toBe('ok')
    }), { numRuns: 25 })
  })

  it('on an empty machine brings all back; an attempt that goes on at both stands there twice, with the id that its lab is filled by', () => {
    using alice = openStore(temporaryFolder())
    const { id } = alice.beginAttempt(START)
    alice.keepRequest({ id: 'r1', name: 'Tea', draft: { kind: 'raw', bytes: '' }, savedWallMs: 1 })
    const file = backedUp(alice)
    using bob = openStore(temporaryFolder())
    expect(restore(bob, file)).toEqual({ added: 1, extended: 0, beside: 0, same: 0 })
    expect([dump(bob), bob.savedRequests()]).toEqual([dump(alice), alice.savedRequests()])
    alice.takeHint(id, { step: 'first', nth: 1, takenWallMs: 5 })
    bob.giveAnswer(id, { question: 'q', value: 'a', afterSeq: 0, givenWallMs: 6 })
    bob.keepRequest({ id: 'r1', name: 'Coffee', draft: { kind: 'raw', bytes: '' }, savedWallMs: 2 })
    expect(restore(bob, backedUp(alice))).toEqual({ added: 0, extended: 0, beside: 1, same: 0 })
    expect(bob.attempts().map(attempt => [seedOf(attempt), attempt.id === id, bob.hints(attempt.id).length, bob.answers(attempt.id).length])).toEqual([[id, true, 0, 1], [id, false, 1, 0]])
    expect(bob.savedRequests().map(({ name }) => name).sort()).toEqual(['Coffee', 'Tea'])
    alice.takeHint(id, { step: 'first', nth: 2, takenWallMs: 7 })
    expect(restore(bob, backedUp(alice))).toEqual({ added: 0, extended: 1, beside: 0, same: 0 })
    expect(bob.attempts()).toHaveLength(2)
  })

  it('that is killed in the middle changes nothing, and is done once more', async () => {
    const folder = temporaryFolder()
    using alice = openStore(temporaryFolder())
    for (let nth = 0; nth < 40; nth += 1) {
      const { id } = alice.beginAttempt({ ...START, startedWallMs: nth })
      saveRecords(alice, id, [recordNo(1, 250_000 + nth)])
    }
    const file = backedUp(alice)
    let before = ''
    {
      using store = openStore(folder)
      store.beginAttempt(START)
      before = dump(store)
    }
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../../electron/cli/lab501.js'), 'restore', file, '--data', folder], { stdio: 'ignore' })
    const ended = once(child, 'exit')
    while (child.exitCode === null && !readdirSync(folder).some(name => name.startsWith('.restoring'))) await pass(2)
    child.kill('SIGKILL')
    await ended
    using store = openStore(folder)
    const after = dump(store)
    // It may have been done already; half of it is never there.
    if (after !== before) expect(store.attempts()).toHaveLength(41)
    restore(store, file)
    expect([store.attempts().length, store.check()]).toEqual([41, 'ok'])
    expect(readdirSync(folder).filter(name => name.startsWith('.restoring'))).toEqual([])
  })

  it.each([
    ['no database', (file: string) => writeFileSync(file, 'tea'), 'This is no backup of Lab 501'],
    ['cut off', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 9_000)), 'This is no backup of Lab 501'],
    ['empty', (file: string) => writeFileSync(file, ''), 'This is no backup of Lab 501'],
    ['of another program', (file: string) => changed(file, 'pragma application_id = 7'), 'This is no backup of Lab 501'],
    ['with a trigger', (file: string) => changed(file, 'create trigger t after insert on attempts begin delete from attempts; end'), 'other tables'],
    ['with a view for a table', (file: string) => changed(file, 'drop table saved_requests; create view saved_requests as select 1 as id'), 'other tables'],
    ['not there', (file: string) => { writeFileSync(`${file}.elsewhere`, '') }, 'no such file'],
  ])('what is %s is refused, and nothing is changed', (what, spoil, says) => {
    using alice = openStore(temporaryFolder())
    alice.beginAttempt(START)
    const file = backedUp(alice)
    spoil(file)
    using store = openStore(temporaryFolder())
    const before = dump(store)
    const attempt = () => restore(store, what === 'not there' ? `${file}.nowhere` : file)
    expect(attempt).toThrow(StoreUnavailable)
    expect(attempt).toThrow(says)
    expect(dump(store)).toBe(before)
  })

  it('a backup is never written over', () => {
    using store = openStore(temporaryFolder())
    const file = backedUp(store)
    expect(() => backUp(store, file)).toThrow('There is a file already')
    expect(existsSync(file)).toBe(true)
  })
})
