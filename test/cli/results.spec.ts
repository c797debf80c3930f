// `lab501 results` as an instructor runs it, on files of a real lab; a program of its own, with its exit code.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { openStore } from '../../electron/core/store/store.ts'
import { XapiStatement } from '../core/results/xapi-rules.ts'
import { forkedResults, handIn, newKey, work } from '../core/results/workshop.ts'
import { lab501 } from './lab501.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab501-results-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const lab = loadPacks([join(import.meta.dirname, '../../labs')]).labs.find(({ id }) => id === 'reproduce-501')
if (!lab) throw new Error('there is no such lab')
const results = (...args: readonly string[]) => lab501(['results', ...args, '--data', join(folder, 'none')], folder)

beforeAll(async () => {
  for (const name of ['Alice', 'Bob']) {
    const data = join(folder, `data-${name}`)
    using store = openStore(data)
    const { bytes } = handIn(store, [await work(store, { lab, send: ['FROBNICATE'] })], { name, labs: [lab], key: newKey() })
    mkdirSync(join(folder, 'in', name), { recursive: true })
    writeFileSync(join(folder, 'in', name, `${name}.lab501-result`), bytes)
    writeFileSync(join(folder, `broken-${name}.lab501-result`), bytes.subarray(0, -9))
  }
})

it('reads a folder, says how it goes on stderr, and prints one document', async () => {
  const { code, out, err } = await results('in', '--json', '--junit', 'junit.xml')
  expect(err).toContain('files: 2, taken: 2, refused: 0, learners: 2')
  expect(code).toBe(0)
  const document = JSON.parse(out) as { learners: { name: string; labs: { lab: string; graded: string }[] }[] }
  expect(document.learners.map(({ name, labs }) => [name, labs[0]?.lab, labs[0]?.graded])).toEqual([['Alice', 'reproduce-501', 'anew'], ['Bob', 'reproduce-501', 'anew']])
  expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<testsuite name="lab501 results.reproduce-501" tests="2"')
})

it('names what it refuses, with the reason, takes the others, and exits with 1', async () => {
  const { code, out, err } = await results('in', 'broken-Bob.lab501-result', '--csv')
  expect(err).toContain('broken-Bob.lab501-result: refused: ')
  expect([code, out.trimEnd().split('\r\n').length]).toEqual([1, 3])
})

it('follows a link to a file, passes over what macOS lays beside each, and writes out what a terminal would obey', async () => {
  mkdirSync(join(folder, 'odd'))
  symlinkSync(join(folder, 'in', 'Alice', 'Alice.lab501-result'), join(folder, 'odd', 'link.lab501-result'))
  symlinkSync(folder, join(folder, 'odd', 'loop.lab501-result'))
  symlinkSync(join(folder, 'nowhere'), join(folder, 'odd', 'gone.lab501-result'))
  writeFileSync(join(folder, 'odd', '._Alice.lab501-result'), 'resources')
  const names = process.platform === 'win32' ? ['odd.lab501-result'] : ['\u001B[2J.lab501-result', 'two\nlines.lab501-result']
  for (const name of names) writeFileSync(join(folder, 'odd', name), 'none')
  const { code, err } = await results('odd')
  expect([code, err.includes('\u001B'), err.includes('taken: 1, ')]).toEqual([1, false, true])
  expect(err.split('\n').filter(line => line.includes(': refused: '))).toHaveLength(names.length)
  if (process.platform !== 'win32') expect(err).toContain('odd/two\\u{a}lines.lab501-result: refused: ')
})

it('says that an attempt went on at two machines, and keeps both', async () => {
  const { files, common, key } = await forkedResults(lab, 'Zoe')
  for (const [nth, bytes] of files.entries()) writeFileSync(join(folder, `zoe-${nth}.lab501-result`), bytes)
  const { code, out, err } = await results('zoe-0.lab501-result', 'zoe-1.lab501-result', '--json')
  expect(code).toBe(0)
  expect(err).toContain(`one attempt at "Reproduce 501" of Zoe goes on in 2 ways after the first ${common} entries of its log, as on two machines after a restore; all of them are kept, and the best counts`)
  expect(JSON.parse(out)).toMatchObject({ forked: [{ lab: 'reproduce-501', learner: key, ways: 2, common }], learners: [{ labs: [{ tries: 2, ways: 2 }] }] })
})

it('prints statements as one JSON array, those of two equal files once', async () => {
  const { code, out } = await results('in', 'in/Alice', '--xapi')
  expect(code).toBe(0)
  const statements = JSON.parse(out) as { id: string }[]
  for (const statement of statements) expect(XapiStatement.safeParse(statement).error?.issues ?? []).toEqual([])
  expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length)
})

it.each([
  [[], 'name the results'], [['nowhere'], 'nowhere: there is no such file or folder'], [['.', '--csv', '--xapi'], '--csv and --xapi are two forms'], [['data-Bob'], 'no file in this folder ends in .lab501-result'],
])('%j is bad input', async (args, says) => {
  const { code, out, err } = await results(...args)
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(says)
})
