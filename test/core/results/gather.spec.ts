// A small course: what was played is what the matrix, the sheet, the JUnit file and the statements say, down to the last expectation.
import { beforeAll, expect, it } from 'vitest'
import { resultsCsv, resultsJson, resultsJunit, resultsText } from '../../../electron/core/results/export-results.ts'
import { Gathered } from '../../../electron/core/results/gather.ts'
import { readResult, type ReadResult } from '../../../electron/core/results/read-result.ts'
import { statementsOf, type Statement } from '../../../electron/core/results/xapi.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { temporaryFolder } from '../store/records.ts'
import { handIn, LABS, newKey, resultOf, work } from './workshop.ts'
import { XapiStatement } from './xapi-rules.ts'

interface Document {
  readonly files: number
  readonly learners: readonly { readonly name: string; readonly labs: readonly { readonly met: number; readonly earned: number; readonly hints: number; readonly stuck: string | null; readonly graded: string }[] }[]
}
const resultsDocument = (of: Gathered) => JSON.parse([...resultsJson(of)].join('')) as Document

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
