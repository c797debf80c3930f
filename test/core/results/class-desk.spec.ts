// Many results at one desk: what the page is told of them, in parts, while others have their turn.
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { contract } from '../../../electron/contract/contract.ts'
import { ClassDesk } from '../../../electron/core/results/class-desk.ts'
import { resultsJunit, resultsText } from '../../../electron/core/results/export-results.ts'
import { BOUNDS } from '../../../electron/core/results/result-file.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { temporaryFolder } from '../store/records.ts'
import { handIn, LAB, newKey, resultOf, work } from './workshop.ts'
import { XapiStatement } from './xapi-rules.ts'
import { backUp, restore } from '../../support/backups.ts'

const files = new Map<string, Uint8Array>()
beforeAll(async () => {
  files.set('a/alice.lab501-result', (await resultOf({ send: ['BREW', 'GET'], fields: [['Authorization', 'Basic YWxpY2U6eA==']], answers: { guess: 'no', why: 'nobody' } })).bytes)
  files.set('a/bob.lab501-result', (await resultOf({ send: ['PUT'], hints: 2 }, { name: 'Bob' })).bytes)
  files.set('b/carol.lab501-result', (await resultOf({ send: ['PUT', 'PUT'], answers: { why: 'path' } }, { name: 'Carol' })).bytes)
  files.set('b/dave.lab501-result', (await resultOf({ send: ['PUT'] }, { name: 'Dave', carriesCaptures: false })).bytes)
  files.set('eve.lab501-result', files.get('a/bob.lab501-result')?.subarray(0, -9) ?? new Uint8Array())
  files.set('frank.lab501-result', new Uint8Array())
})

const KNOWN = [['Authorization', 'Basic YWxpY2U6eA==']] as const
const desk = (onChanged = () => undefined as void) => new ClassDesk({ labs: () => [LAB], onChanged })
async function opened(): Promise<ClassDesk> {
  const one = desk()
  expect(await one.open(files)).toBe(files.size)
  return one
}
const asked = { from: 0, count: 100, order: 'help', find: '' } as const

it('verifies, grades anew and gathers what it is given, and names what it refuses', async () => {
  using one = await opened()
  const view = await one.view()
  expect(contract.calls['class.view'].output.parse(view)).toEqual(view)
  expect(view).toMatchObject({ files: 6, learners: 4, refused: { count: 2, named: [{ file: 'eve.lab501-result' }, { file: 'frank.lab501-result' }] }, shared: { count: 0, named: [] } })
  expect(await one.open(files)).toBe(files.size)
  expect(await one.view(), 'the same files once more').toEqual(view)
  const [lab] = view.labs
  expect(lab).toMatchObject({ lab: 'brew', title: 'Brew', learners: 4, done: 1, stuck: 3 })
  const brewed = lab?.expectations.find(({ of }) => of === 'brewed')
  expect(brewed).toMatchObject({ says: 'You got 501.', step: 'One', met: 1, missed: 3, notYet: 0, groups: [{ group: 'put', says: 'PUT is known elsewhere.', count: 3 }] })
  // Who carries no capture has nothing to show.
  expect(brewed?.groups[0]?.examples.map(({ file, learner }) => [file, learner])).toEqual([['a/bob.lab501-result', 'Bob'], ['b/carol.lab501-result', 'Carol']])
})

it('tells of some learners at a time, those who need help first', async () => {
  using one = await opened()
  const names = (more: object) => one.rows({ ...asked, ...more }).rows.map(({ name }) => name)
  expect(names({})).toEqual(['Carol', 'Bob', 'Dave', 'Alice'])
  expect(names({ order: 'name' })).toEqual(['Alice', 'Bob', 'Carol', 'Dave'])
  expect(names({ order: 'points' })[0]).toBe('Alice')
  expect(names({ from: 1, count: 2 })).toEqual(['Bob', 'Dave'])
  expect(names({ find: 'ar' })).toEqual(['Carol'])
  expect(names({ lab: 'another', order: 'help' })).toEqual(['Alice', 'Bob', 'Carol', 'Dave'])
  const rows = one.rows(asked)
  expect(contract.calls['class.rows'].output.parse(rows)).toEqual(rows)
  expect(rows.of).toBe(4)
  const of = (name: string) => rows.rows.find(row => row.name === name)?.cells[0]
  expect(of('Alice')).toMatchObject({ isDone: true, earned: 6, claimed: 'redacted', missed: 0 })
  expect(of('Bob')).toMatchObject({ isDone: false, hints: 2, stuck: 'One', stuckAt: 1 })
  expect(of('Dave')).toMatchObject({ claimed: 'no-capture' })
})

it('who has only not come so far is at work and not stuck, nor is who guessed wrong; who missed something required needs help first', async () => {
  using one = desk()
  await one.open([
    ['at-work', (await resultOf({ send: ['BREW', 'GET'], fields: KNOWN }, { name: 'At work' })).bytes],
    ['guessed', (await resultOf({ hints: 1, answers: { guess: 'other' }, send: ['BREW', 'GET'], fields: KNOWN }, { name: 'Guessed' })).bytes],
    ['stuck', (await resultOf({ answers: { why: 'path' }, send: ['BREW', 'GET'], fields: KNOWN }, { name: 'Stuck' })).bytes],
  ])
  const { rows } = one.rows(asked)
  expect(rows.map(({ name, stuck, cells: [cell] }) => [name, stuck, cell?.isStuck, cell?.stuckAt])).toEqual([['Stuck', 1, true, 1], ['Guessed', 0, false, 1], ['At work', 0, false, 1]])
  expect((await one.view()).labs).toMatchObject([{ learners: 3, done: 0, stuck: 1 }])
})

it('two of one name are told apart by the beginning of their keys, wherever they are listed', async () => {
  using one = desk()
  const keys = [newKey(), newKey()]
  for (const [nth, key] of keys.entries()) await one.take(`ada-${nth}`, (await resultOf({ send: ['PUT'] }, { name: 'Ada', key })).bytes)
  await one.take('carol', (await resultOf({ send: ['PUT'] }, { name: 'Carol' })).bytes)
  const called = [...keys.map(({ key }) => `Ada (${key.slice(0, 9)})`).sort(), 'Carol']
  expect(one.rows(asked).rows.map(({ name }) => name).sort()).toEqual(called)
  for (const name of called) {
    expect(resultsJunit(one.gathered)).toContain(`name="${name}"`)
    expect(resultsText(one.gathered)).toContain(`\n${name} `)
  }
})

it('says of one learner in one lab what was met and what not, and opens the capture of just that exchange', async () => {
  using one = await opened()
  const key = one.rows({ ...asked, find: 'Carol' }).rows[0]?.key ?? ''
  const standing = one.standing(key, 'brew')
  expect(contract.calls['class.standing'].output.parse(standing)).toEqual(standing)
  expect(standing).toMatchObject({ file: 'b/carol.lab501-result', canShow: true })
  expect(standing?.verdicts.map(({ of, outcome, way }) => [of, outcome, way])).toEqual([['guess', 'not-yet', undefined], ['brewed', 'missed', 'PUT is known elsewhere.'], ['known', 'missed', 'method is PUT'], ['why', 'missed', 'No.']])
  expect(one.standing(key, 'another')).toBeUndefined()
  const bytes = files.get('b/carol.lab501-result') ?? new Uint8Array()
  const example = (await one.view()).labs[0]?.expectations.find(({ of }) => of === 'brewed')?.groups[0]?.examples[1]
  const shown = await one.show(bytes, example?.attempt ?? '', example?.exchange)
  if ('refusal' in shown) throw new Error(shown.refusal)
  expect(shown.title).toBe('Carol · Brew')
  expect(Buffer.from(shown.records[Number(shown.exchange?.slice(1)) - 1]?.request ?? []).toString()).toMatch(/^PUT /)
  expect(await one.show(bytes, 'another')).toEqual({ refusal: 'this file carries no capture of this attempt' })
  expect(await one.show(bytes.subarray(9), example?.attempt ?? '')).toMatchObject({ refusal: expect.any(String) })
})

it('an attempt in files of two keys is told of both', async () => {
  using store = openStore(temporaryFolder())
  const attempt = await work(store, { send: ['BREW'] })
  using one = desk()
  for (const name of ['Alice', 'Mallory']) await one.take(name, handIn(store, [attempt], { name, key: newKey() }).bytes)
  expect((await one.view()).shared).toEqual({ count: 1, named: [{ lab: 'Brew', learners: ['Alice', 'Mallory'] }] })
  expect(one.rows(asked).rows.map(({ isShared }) => isShared)).toEqual([true, true])
})

it('an attempt that one key took on in two ways is told of its learner', async () => {
  using here = openStore(temporaryFolder())
  using there = openStore(temporaryFolder())
  const key = newKey()
  const attempt = await work(here, { send: ['BREW'] })
  const backup = join(temporaryFolder(), 'backup.sqlite')
  backUp(here, backup)
  restore(there, backup)
  const common = here.log(attempt).length
  using one = desk()
  for (const [nth, store] of [here, there].entries()) {
    store.takeHint(attempt, { step: 'one', nth: 1, takenWallMs: nth })
    await one.take(`${nth}`, handIn(store, [attempt], { key }).bytes)
  }
  const view = await one.view()
  expect(contract.calls['class.view'].output.parse(view)).toEqual(view)
  expect(view).toMatchObject({ learners: 1, shared: { count: 0 }, forked: { count: 1, named: [{ lab: 'Brew', learner: 'Alice', ways: 2, common }] } })
  expect(one.rows(asked).rows).toMatchObject([{ isShared: false, isForked: true, cells: [{ tries: 2, ways: 2 }] }])
  expect(one.standing(key.key, 'brew')).toMatchObject({ ways: 2 })
})

it('is told in other forms piece by piece, each from its beginning', async () => {
  using one = await opened()
  const all = (form: 'csv' | 'json' | 'junit') => {
    const pieces: string[] = []
    for (let piece = one.piece(form, 0); piece !== undefined; piece = one.piece(form, pieces.length)) pieces.push(piece)
    return pieces.join('')
  }
  expect(all('csv').trimEnd().split('\r\n')).toHaveLength(5)
  expect(all('junit')).toContain('tests="4" failures="3"')
  expect(JSON.parse(all('json'))).toMatchObject({ files: 6, learners: [{}, {}, {}, {}], labs: [{ lab: 'brew' }] })
  expect(JSON.parse(all('json'))).toMatchObject({ files: 6 })
})

it('gives statements of a file handed over once more; what was told is not told again', async () => {
  using one = await opened()
  const bytes = files.get('a/bob.lab501-result') ?? new Uint8Array()
  const told = async (isFirst: boolean) => {
    const said = await one.statements(bytes, isFirst)
    return 'lines' in said ? said.lines.split('\n').filter(line => line !== '').map(line => JSON.parse(line) as unknown) : []
  }
  const first = await told(true)
  expect(first.length).toBeGreaterThan(3)
  for (const statement of first) expect(XapiStatement.safeParse(statement).error?.issues ?? []).toEqual([])
  expect(await told(false)).toEqual([])
  expect(await told(true)).toEqual(first)
})

it('stops where it is told to, begins anew, and counts what is too long without reading it', async () => {
  using one = desk()
  const stop = new AbortController()
  function* some() {
    for (const file of files) {
      yield file
      stop.abort()
    }
  }
  expect(await one.open(some(), stop.signal)).toBe(1)
  one.refuseTooLong('long')
  expect(await one.view()).toMatchObject({ files: 2, refused: { named: [{ file: 'long', why: expect.stringContaining(String(BOUNDS.file)) }] } })
  one.forget()
  expect(await one.view()).toMatchObject({ files: 0, learners: 0, labs: [] })
})

it('tells that something changed, less often than files come, and gives others their turn between two', async () => {
  // How long files take is the machine's affair: the moment in which it is told comes when the test says so.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  let told = 0
  using one = desk(() => { told += 1 })
  let turns = 0
  let isOver = false
  const waiting = (async () => {
    while (!isOver) {
      turns += 1
      await turn()
    }
  })()
  await one.open(files)
  isOver = true
  await waiting
  expect(turns).toBeGreaterThan(files.size)
  expect(told).toBe(0)
  vi.advanceTimersByTime(60_000)
  expect(told).toBe(1)
})
