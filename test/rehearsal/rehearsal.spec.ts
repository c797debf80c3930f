// The rehearsal in small: what an instructor sees is what was played, and a difference would be found.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { XapiStatement } from '../core/results/xapi-rules.ts'
import { differences, type Seen } from './compare.ts'
import { rehearse, type Rehearsed } from './rehearse.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab501-rehearsal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let rehearsed: Rehearsed
beforeAll(async () => { rehearsed = await rehearse({ learners: 5, labsEach: 2, folder, say: () => undefined }) }, 240_000)

it('matrix, CSV and xAPI file say what was played, down to the last expectation', () => {
  const { seen, expected, sent, kept } = rehearsed
  expect(differences(seen, expected)).toEqual([])
  expect(expected).toHaveLength(10)
  // Nothing that was acknowledged is lost, and nothing is there twice.
  expect(kept).toBe(sent)
  const outcomes = expected.flatMap(one => [...one.outcomes.values()].map(({ outcome }) => outcome))
  expect(new Set(outcomes)).toEqual(new Set(['met', 'missed', 'not-yet']))
  for (const statement of seen.statements) expect(XapiStatement.safeParse(statement).error?.issues ?? []).toEqual([])
})

it('whoever was killed went on with the same attempt, and whoever found no collector waited for it', () => {
  expect(rehearsed.waited).toBeGreaterThan(0)
  const [first] = rehearsed.expected.filter(({ learner }) => learner === 'Learner 02')
  const rows = rehearsed.seen.matrix.learners.find(({ name }) => name === 'Learner 02')?.labs
  expect(rows?.find(({ lab }) => lab === first?.lab)).toMatchObject({ tries: 1, opened: 1 })
})

it.each<[string, (seen: Seen) => Seen, RegExp]>([
  ['one outcome of the matrix', ({ matrix, ...rest }) => ({ ...rest, matrix: JSON.parse(JSON.stringify(matrix).replace('"outcome":"met"', '"outcome":"not-yet"')) as Seen['matrix'] }), /^matrix, Learner \d\d, .*: .* is "not-yet", and "met" was played$/],
  ['one count of the figures', ({ matrix, ...rest }) => ({ ...rest, matrix: JSON.parse(JSON.stringify(matrix).replace(/"missed":(\d+)/, (_whole, count: string) => `"missed":${Number(count) + 1}`)) as Seen['matrix'] }), /^figures, .*: missed is \d+, and \d+ was played$/],
  ['one row of the sheet', seen => ({ ...seen, csv: seen.csv.split('\r\n').toSpliced(1, 1).join('\r\n') }), /^CSV: rows is 9, and 10 was played$/],
  ['one statement', seen => ({ ...seen, statements: seen.statements.map(one => ({ ...one, ...(one.result?.success === true && { result: { ...one.result, success: false } }) })) }), /^xAPI, Learner \d\d, .*: .* is false, and true was played$/],
  ['a statement twice', seen => ({ ...seen, statements: [...seen.statements, ...seen.statements.slice(0, 1)] }), /^xAPI: twice is 1, and 0 was played$/],
])('%s that was otherwise would be found', (_what, change, says) => {
  expect(differences(change(rehearsed.seen), rehearsed.expected)).toContainEqual(expect.stringMatching(says))
})
