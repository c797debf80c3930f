// A small course: what was played is what the matrix, the sheet, the JUnit file and the statements say, down to the last expectation.
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { ToldChains } from '../../../electron/core/results/chain.ts'
import { resultsCsv, resultsJson, resultsJunit, resultsText } from '../../../electron/core/results/export-results.ts'
import { Gathered } from '../../../electron/core/results/gather.ts'
import { readResult, type ReadResult } from '../../../electron/core/results/read-result.ts'
import { statementsOf, statementsOfAll, type Statement } from '../../../electron/core/results/xapi.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { temporaryFolder } from '../store/records.ts'
import { handIn, LABS, newKey, resultOf, work } from './workshop.ts'
import { XapiStatement } from './xapi-rules.ts'
import { backUp, restore } from '../../support/backups.ts'

interface Document {
  readonly files: number
  readonly learners: readonly { readonly name: string; readonly labs: readonly { readonly met: number; readonly earned: number; readonly hints: number; readonly stuck: string | null; readonly graded: string }[] }[]
}
const resultsDocument = (of: Gathered) => JSON.parse([...resultsJson(of)].join('')) as Document

function ordersOf<T>(all: readonly T[]): (readonly T[])[] {
  return all.length < 2 ? [all] : all.flatMap((one, nth) => ordersOf(all.toSpliced(nth, 1)).map(rest => [one, ...rest]))
}

const AUTHORIZED = [['Authorization', 'Basic YWxpY2U6eA==']] as const

function read(bytes: Uint8Array): ReadResult {
  const result = readResult(bytes, LABS)
  if ('refusal' in result) throw new Error(result.refusal)
  return result
}

const gathered = new Gathered()
let alice: ReadResult
beforeAll(async () => {
  alice = read((await resultOf({ send: ['BREW', 'GET'], fields: AUTHORIZED, answers: { guess: 'no', why: 'nobody' } })).bytes)
  gathered.take('alice', alice)
  gathered.take('bob', read((await resultOf({ send: ['PUT'], hints: 2 }, { name: '=Bob, "B"' })).bytes))
  gathered.take('carol', read((await resultOf({ send: ['PUT'], answers: { why: 'path' } }, { name: 'Carol' })).bytes))
  gathered.take('dave', read((await resultOf({ send: ['POST'] }, { name: 'Dave', carriesCaptures: false })).bytes))
  gathered.refuse('eve', 'the signature does not fit')
})

it('says who stands where', () => {
  const { learners } = resultsDocument(gathered)
  expect(learners.map(({ name, labs: [one] }) => [name, one?.met, one?.earned, one?.hints, one?.stuck, one?.graded])).toEqual([
    ['Alice', 3, 6, 0, null, 'redacted'], ['=Bob, "B"', 0, 0, 2, 'one', 'anew'], ['Carol', 0, 0, 0, 'one', 'anew'], ['Dave', 0, 0, 0, 'one', 'no-capture'],
  ])
  expect(resultsDocument(gathered)).toMatchObject({ files: 5, refused: [{ file: 'eve', why: 'the signature does not fit' }], shared: [] })
})

it('counts for each expectation who missed it and how, with exchanges to show', () => {
  const [figures] = gathered.figures()
  expect([figures?.learners, figures?.done]).toEqual([4, 1])
  const brewed = figures?.expectations.find(({ of }) => of === 'brewed')
  expect(brewed).toMatchObject({ says: 'You got 501.', met: 1, missed: 3, notYet: 0 })
  expect(brewed?.groups[0]).toMatchObject({ group: 'put', count: 2, examples: [{ file: 'bob', exchange: expect.stringMatching(/^x\d+$/) }, { file: 'carol' }] })
  const why = figures?.expectations.find(({ of }) => of === 'why')
  expect(why).toMatchObject({ met: 1, missed: 1, notYet: 2, groups: [{ group: 'path', count: 1 }] })
})

it('says the same as CSV, in which no name is a formula, as JUnit and in words', () => {
  const lines = [...resultsCsv(gathered)]
  expect(lines).toHaveLength(5)
  expect(lines[1]).toMatch(/^Alice,[0-9a-f ]+,brew,Brew,1\.0\.0,done,6,6,3,3,0,/)
  expect(lines[2]).toMatch(/^"'=Bob, ""B""",/)
  const junit = resultsJunit(gathered)
  expect(junit).toContain('tests="4" failures="3"')
  expect(junit).toContain('0 of 3 met; missed: brewed')
  const text = resultsText(gathered)
  expect(text).toMatch(/^Alice +✓ 6\/6~$/m)
  expect(text).toMatch(/^Carol +… 0\/6 at one$/m)
  expect(text).toMatch(/^ {10}PUT is known elsewhere\.$/m)
  expect(text).toMatch(/^ {2}✗ 3 missed {2}You got 501\.\n {6}2 × put {2}\(=Bob, "B": x\d+\)$/m)
})

it('a doubled file changes nothing; of two of one attempt the longer history counts, in whatever order they come; an attempt of two keys is told', async () => {
  using store = openStore(temporaryFolder())
  const key = newKey()
  const id = await work(store, { send: ['PUT'] })
  const short = read(handIn(store, [id], { key }).bytes)
  store.takeHint(id, { step: 'one', nth: 1, takenWallMs: 9 })
  const long = read(handIn(store, [id], { key }).bytes)
  const documents = [[short, long], [long, short], [long, long, short, short]].map(order => {
    const some = new Gathered()
    for (const one of order) some.take('f', one)
    return { ...resultsDocument(some), files: 0 }
  })
  expect(documents[1]).toEqual(documents[0])
  expect(documents[2]).toEqual(documents[0])
  expect(documents[0]?.learners[0]?.labs[0]?.hints).toBe(1)
  const stolen = new Gathered()
  stolen.take('one', short)
  stolen.take('two', read(handIn(store, [id], { name: 'Mallory' }).bytes))
  expect(stolen.shared).toMatchObject([{ attempt: id, learners: [key.key, expect.any(String)] }])
})

it('an attempt that went on at two machines stays in both ways, and is told as one that forked, in whatever order the files come', async () => {
  using here = openStore(temporaryFolder())
  using there = openStore(temporaryFolder())
  const key = newKey()
  const id = await work(here, { send: ['PUT'] })
  const files = [read(handIn(here, [id], { key }).bytes)]
  const backup = join(temporaryFolder(), 'backup.sqlite')
  backUp(here, backup)
  restore(there, backup)
  const common = here.log(id).length
  here.takeHint(id, { step: 'one', nth: 1, takenWallMs: 9 })
  files.push(read(handIn(here, [id], { key, carriesCaptures: false }).bytes))
  there.takeHint(id, { step: 'one', nth: 1, takenWallMs: 10 })
  files.push(read(handIn(there, [id], { key }).bytes))
  there.takeHint(id, { step: 'one', nth: 2, takenWallMs: 11 })
  files.push(read(handIn(there, [id], { key }).bytes))
  const back = join(temporaryFolder(), 'back.sqlite')
  backUp(there, back)
  expect(restore(here, back)).toMatchObject({ beside: 1 })
  // There it is an attempt of its own by now, and knows which one it was.
  files.push(read(handIn(here, here.attempts().map(attempt => attempt.id), { key }).bytes))
  const documents = ordersOf(files).map(order => {
    const some = new Gathered()
    for (const one of order) some.take('f', one)
    const [learner] = some.learners.values()
    return { forked: some.forked, shared: some.shared, ways: learner?.attempts.map(({ lines, hints, claimed }) => [lines, hints, claimed ?? 'anew'].join(' ')).sort(), best: learner && [...some.best(learner).values()].map(({ tries, ways, hints }) => ({ tries, ways, hints })) }
  })
  expect(new Set(documents.map(document => JSON.stringify(document))).size).toBe(1)
  expect(documents[0]).toEqual({ forked: [{ attempt: id, lab: 'brew', learner: key.key, ways: 2, common }], shared: [], ways: [`${common + 1} 1 anew`, `${common + 2} 2 anew`], best: [{ tries: 2, ways: 2, hints: 2 }] })
  const told = new ToldChains()
  const ids = files.flatMap(file => [...statementsOfAll(file, told)].map(statement => statement.id))
  const alone = new Set(files.flatMap(file => file.attempts.flatMap(attempt => [...statementsOf(file, attempt)].map(statement => statement.id))))
  expect(new Set(ids)).toEqual(alone)
  expect(ids).toHaveLength(alone.size)
})

it('one history under two keys is told by two learners, in statements of their own', async () => {
  using store = openStore(temporaryFolder())
  const id = await work(store, { send: ['BREW'] })
  const ids = [newKey(), newKey()].flatMap(key => {
    const file = read(handIn(store, [id], { key }).bytes)
    return file.attempts.flatMap(attempt => [...statementsOf(file, attempt)].map(statement => statement.id))
  })
  expect(new Set(ids).size).toBe(ids.length)
})

it('what somebody only claims renames nothing for the others', async () => {
  const [lab] = LABS.values()
  if (!lab) throw new Error('no lab')
  const strange = { ...lab, title: 'Rude', pack: { ...lab.pack, id: 'other' }, steps: lab.steps.map(step => ({ ...step, id: 'rude' })) }
  const rude = read((await resultOf({ send: ['PUT'], lab: strange }, { name: 'Mallory', labs: [strange] })).bytes)
  for (const order of ordersOf([rude, alice])) {
    const some = new Gathered()
    for (const one of order) some.take('f', one)
    const [figures] = some.figures()
    expect([figures?.title, new Set(figures?.expectations.map(({ step }) => step))]).toEqual(['Brew', new Set(['one'])])
  }
})

it('an id that is no text of Unicode is said as a statement all the same', async () => {
  const [lab] = LABS.values()
  const odd = lab && { ...lab, pack: { ...lab.pack, id: '\ud800' } }
  if (!odd) throw new Error('no lab')
  const file = read((await resultOf({ send: ['PUT'], lab: odd }, { labs: [odd] })).bytes)
  const statements = file.attempts.flatMap(attempt => [...statementsOf(file, attempt)])
  for (const statement of statements) expect(XapiStatement.safeParse(statement).error?.issues ?? []).toEqual([])
  expect(statements[0]?.object.id).toBe('https://lab501.invalid/packs/%EF%BF%BD/labs/brew')
})

it('several attempts at one lab are tries, of which the best counts', async () => {
  using store = openStore(temporaryFolder())
  const attempts = [await work(store, { send: ['BREW'] }), await work(store, { send: ['PUT'] })]
  const some = new Gathered()
  some.take('f', read(handIn(store, attempts).bytes))
  expect(resultsDocument(some).learners[0]?.labs).toMatchObject([{ met: 1, tries: 2, attempt: attempts[0] }])
})

it('is said as xAPI statements that keep the rules of 1.0.3, the same each time, with stable ids', () => {
  const [attempt] = alice.attempts
  if (!attempt) throw new Error('no attempt')
  const statements = [...statementsOf(alice, attempt)]
  for (const statement of statements) expect(XapiStatement.safeParse(statement).error?.issues ?? []).toEqual([])
  expect(statements).toEqual([...statementsOf(alice, attempt)])
  expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length)
  const said = ({ verb, object }: Statement) => `${verb.id.replace(/.*\//, '')} ${object.id}`
  const lab = 'https://lab501.invalid/packs/tea/labs/brew'
  expect(statements.map(said)).toEqual([
    `attempted ${lab}`, `answered ${lab}/questions/guess`, `passed ${lab}/questions/guess`, `passed ${lab}/expectations/brewed`, `passed ${lab}/expectations/known`,
    `answered ${lab}/questions/why`, `passed ${lab}/questions/why`, `completed ${lab}/steps/one`, `completed ${lab}`, `scored ${lab}`,
  ])
  expect(statements.at(-1)?.result).toEqual({ success: true, completion: true, score: { raw: 6, min: 0, max: 6, scaled: 1 } })
  expect(statements[0]?.context.registration).toBe(attempt.attempt.id)
  expect([...statementsOf(alice, attempt, attempt.lines.length)]).toEqual([])
})
