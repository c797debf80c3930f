// The author's commands, from an empty folder to a pack that was looked at.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { run } from '../../electron/cli/commands/pack.ts'
import { UsageError } from '../../electron/cli/usage-error.ts'
import { oneLine } from '../../electron/model/one-line.ts'
import { LAB, PACK, PackFolder, PROOF } from '../core/packs/pack-fixture.ts'
import { lab501 } from './lab501.ts'

const inFolder = (folder: PackFolder) => (...args: string[]) => lab501(['pack', ...args], folder.path, { LAB501_DATA: join(folder.path, 'data') })

it('a new pack is right, proves itself, is built twice to the same bytes, and is shown', async () => {
  using folder = new PackFolder()
  const pack = inFolder(folder)
  const made = await pack('new', 'café', '--id', 'cafe', '--author', 'Ada: Lovelace')
  expect([made.code, made.err, made.out.split('\n')[0]]).toEqual([0, '', 'The pack "Cafe" is in café, with the lab cafe-first. It works as it stands:'])
  expect(readFileSync(join(folder.path, 'café/pack.yaml'), 'utf8')).toContain('authors: ["Ada: Lovelace"]\n')
  expect((await pack('validate', 'café')).out).toBe('Nothing is wrong: 1 lab.\n')
  expect((await pack('test', 'café')).out).toMatch(/^1 of 1 labs proved, mutation score 100 % \(\d+ of \d+\)\.\n$/)

  const [first, second] = [await pack('build', 'café'), await pack('build', 'café', '-o', 'again.labpack')]
  expect([first.code, second.code]).toEqual([0, 0])
  expect(first.out).toMatch(/^cafe-0\.1\.0\.labpack: cafe 0\.1\.0, 5 files, \d+ octets, not signed\nSHA-256 [0-9a-f]{64}\n$/)
  expect(readFileSync(join(folder.path, 'cafe-0.1.0.labpack')).equals(readFileSync(join(folder.path, 'again.labpack')))).toBe(true)

  const shown = await pack('inspect', 'cafe-0.1.0.labpack')
  expect(shown.code).toBe(0)
  expect(shown.out).toMatch(/^Cafe \(cafe 0\.1\.0\)\n.*\n {2}by Ada: Lovelace; licence CC-BY-4\.0; language en\n {2}not signed\n {2}5 files, 0 of them pictures/)
  expect(shown.out).toContain('Labs (5 minutes):\n  cafe-first: Ask what a resource takes, 5 min\n')
  expect((await pack('test', 'again.labpack')).code).toBe(0)
})

it('signs with a key of its own, under the name that is given', async () => {
  using folder = new PackFolder()
  folder.writeTea()
  const pack = inFolder(folder)
  const key = await pack('key', 'tea.pem')
  const [, id = ''] = /people to compare: ((?:[0-9a-f]{4} ){7}[0-9a-f]{4})\n$/.exec(key.out) ?? []
  expect([key.code, id.length]).toEqual([0, 39])
  expect((await pack('build', 'tea', '--key', 'tea.pem', '--as', 'A. Teacher')).out).toContain('octets, signed\n')
  expect((await pack('inspect', 'tea-1.0.0.labpack')).out).toContain(`  signed by A. Teacher, key ${id}, first seen\n`)
  expect(JSON.parse((await pack('inspect', 'tea-1.0.0.labpack', '--json')).out)).toMatchObject({ id: 'tea', signer: { key: id, name: 'A. Teacher' }, cautions: [] })
  expect((await pack('build', 'tea', '--key', 'tea.pem', '--force')).code).toBe(0)
  expect((await pack('inspect', 'tea-1.0.0.labpack')).out).toContain('signed by alice,')
})

it('what is wrong with a pack is told all at once, with 1, and nothing is written', async () => {
  using folder = new PackFolder()
  folder.writeTea({ 'tea/brew/proof.yaml': 'solution: {}\nmistakes: []\n', 'tea/plan.svg': '<svg/>' })
  const { code, out } = await inFolder(folder)('build', 'tea')
  expect([code, existsSync(join(folder.path, 'tea-1.0.0.labpack'))]).toEqual([1, false])
  expect(out).toMatch(/^tea\/brew\/proof\.yaml:2:\d+: "mistakes" is an empty list.*\ntea\/plan\.svg: SVG can hold scripts.*\n2 problems; nothing was written\.\n$/)
  writeFileSync(join(folder.path, 'torn.labpack'), 'PK')
  const torn = await inFolder(folder)('inspect', 'torn.labpack')
  expect([torn.code, torn.out.split('\n').length]).toEqual([1, 2])
})

it('what is wrong with a lab does not hide what is wrong with its proof, nor one lab another', async () => {
  using folder = new PackFolder()
  folder.writeTea({
    'tea/pack.yaml': PACK.replace('[brew]', '[brew, steep]'), 'tea/brew/lab.yaml': LAB.replace('minutes: 3', 'minutes: soon'), 'tea/brew/proof.yaml': 'solution: {}\nmistakes: []\n',
    'tea/steep/lab.yaml': 'id: steep\n', 'tea/steep/brief.md': 'Steep.\n', 'tea/steep/proof.yaml': PROOF.replace('says: One.', 'say: One.'),
  })
  const { code, out } = await inFolder(folder)('validate', 'tea')
  expect([code, [...new Set(out.split('\n').map(line => line.split(':')[0]))]]).toEqual([1, ['tea/brew/lab.yaml', 'tea/steep/lab.yaml', 'tea/brew/proof.yaml', 'tea/steep/proof.yaml', expect.stringMatching(/^\d+ problems\.$/), '']])
  expect(out).toContain('Write "says" instead.')
})

const tea = (folder: PackFolder) => { folder.writeTea() }
const CASES: [title: string, prepare: (folder: PackFolder) => void, args: string[], says: RegExp][] = [
  ['new without a folder', () => undefined, ['new'], /name the folder that is to be made/],
  ['new in a folder that is in use', tea, ['new', '~/tea'], /tea: the folder is not empty: it holds "pack\.yaml"\. Name a folder/],
  ['new where a file is', folder => { folder.write({ tea: 'x' }) }, ['new', '~/tea'], /tea: this is a file\. Name a folder/],
  ['new below a file', folder => { folder.write({ tea: 'x' }) }, ['new', '~/tea/pot'], /a file stands where the folder should be/],
  ['new with a name that is no id', () => undefined, ['new', '~/My Café'], /the folder's name, "My Café", can't be the id of a pack; .* such as --id my-cafe$/],
  ['new with an id that is none', () => undefined, ['new', '~/tea', '--id=-tea'], /--id -tea: that is no id; .*, such as --id tea$/],
  ['new with an id that is too long', () => undefined, ['new', '~/tea', '--id', 'a'.repeat(61)], /that is no id; an id is up to 60/],
  ['new with a title of two lines', () => undefined, ['new', '~/tea', '--title', 'a\nb'], /--title: write one line/],
  ['new with two folders', () => undefined, ['new', '~/my', '~/tea'], /tea" is one name too many/],
  ['build without a pack', () => undefined, ['build'], /name a pack/],
  ['build of an archive', folder => { folder.write({ 'a.labpack': 'x' }) }, ['build', '~/a.labpack'], /this is a file; name the folder/],
  ['build over a file', folder => { folder.writeTea().write({ 'tea-1.0.0.labpack': 'x' }) }, ['build', '~/tea', '-o', '~/tea-1.0.0.labpack'], /there is a file already; .* --force$/],
  ['build to another ending', tea, ['build', '~/tea', '-o', '~/tea.zip'], /tea\.zip: the name of a pack ends in \.labpack$/],
  ['build with a key that is not there', tea, ['build', '~/tea', '--key', '~/none.pem'], /none\.pem: there is no such file/],
  ['build with a name and no key', tea, ['build', '~/tea', '--as', 'Me'], /name the key too/],
  ['inspect of nothing', () => undefined, ['inspect'], /name an archive/],
  ['inspect of what is not there', () => undefined, ['inspect', '~/x.labpack'], /there is no such file/],
  ['inspect of a folder', tea, ['inspect', '~/tea'], /this is a folder; make an archive of it/],
  ['key without a file', () => undefined, ['key'], /name the file for the key/],
  ['key over a file', folder => { folder.write({ 'k.pem': 'x' }) }, ['key', '~/k.pem'], /k\.pem: there is a file already/],
]
it.each(CASES)('%s is refused in one line', async (_title, prepare, args, says) => {
  using folder = new PackFolder()
  prepare(folder)
  const error: unknown = await run(args.map(arg => arg.replace(/^~/, folder.path))).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UsageError)
  expect(oneLine(error)).toMatch(says)
})

it.skipIf(process.platform === 'win32')('a key that others can read is not used', async () => {
  using folder = new PackFolder()
  folder.writeTea()
  await inFolder(folder)('key', 'k.pem')
  chmodSync(join(folder.path, 'k.pem'), 0o644)
  const { code, err } = await inFolder(folder)('build', 'tea', '--key', 'k.pem')
  expect([code, err]).toEqual([2, 'lab501 pack: k.pem: others than you may read this key. Run: chmod 600 k.pem\n'])
})
