// Every hostile pack, tried in every way, by a process of its own with little memory: each is refused in words, and nothing is written anywhere.
import { execFile } from 'node:child_process'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CORPUS, writeCase } from './corpus.ts'
import type { Tried } from './try-corpus.ts'

/** MiB: what V8 may use for objects, and by how much the process may grow in all, archives and what they unpack to included. */
const HEAP = 128
const GROWTH = 512

const root = mkdtempSync(join(tmpdir(), 'lab501-hostile-'))
const corpus = join(root, 'corpus')
const home = join(root, 'home')
const folderOf = (at: number) => String(at).padStart(3, '0')
let tried: Tried[] = []
let before: string[] = []

/** @returns every file and folder below the root, with its size and its time. */
function everything(): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).sort().map(path => {
    const { size, mtimeMs } = lstatSync(join(root, path))
    return `${path} ${size} ${mtimeMs}`
  })
}

beforeAll(async () => {
  for (const [at, one] of CORPUS.entries()) writeCase(join(corpus, folderOf(at)), one)
  mkdirSync(home)
  before = everything()
  const run = await promisify(execFile)(process.execPath, [`--max-old-space-size=${HEAP}`, join(import.meta.dirname, 'try-corpus.ts'), corpus], {
    cwd: home, env: { HOME: home, TMPDIR: home, TEMP: home, TMP: home, XDG_DATA_HOME: home, SystemRoot: process.env['SystemRoot'] }, maxBuffer: 64 * 1_048_576,
  })
  tried = run.stdout.trim().split('\n').map(line => JSON.parse(line) as Tried)
}, 300_000)

afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('a hostile pack', () => {
  it.each(CORPUS.map((one, at) => ({ ...one, at })))('$name', ({ at, says, orSays = says }) => {
    const ways = tried.filter(({ name }) => name === folderOf(at))
    expect(ways.map(({ way }) => way).slice(0, 2)).toEqual(['inspect', 'install'])
    for (const { way, said } of ways) {
      expect(said, way).not.toEqual([])
      // Who packs a folder is told what is wrong with it as an archive before what is wrong in it.
      if (way !== 'build') expect(said.filter(message => message.includes(says) || message.includes(orSays)), `${way}: ${said.join('\n')}`).not.toEqual([])
      expect(said.filter(message => message.length > 1_500 || /[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(message))).toEqual([])
    }
  })

  it('leaves nothing behind, wherever it would have written', () => {
    expect(everything()).toEqual(before)
  })

  it('does not make the process large', () => {
    expect(tried.reduce((sum, { grown }) => sum + grown, 0) / 1_024).toBeLessThan(GROWTH)
  })

  it('has a name of its own', () => {
    expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length)
    expect(CORPUS.length).toBeGreaterThan(200)
  })
})
