import { mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { buildArchive } from '../../../../electron/core/packs/archive/build-archive.ts'
import { openBytes } from '../../../../electron/core/packs/archive/open-archive.ts'
import { createKey, readKey } from '../../../../electron/core/packs/archive/signature.ts'
import { ENGINE_VERSION } from '../../../../electron/model/engine.ts'
import { BRIEF, LAB, PACK, PackFolder, PROOF } from '../pack-fixture.ts'
import { newKey, teaArchive } from './archive-fixture.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const build = (folder: PackFolder) => {
  const built = buildArchive(join(folder.path, 'tea'))
  return 'problems' in built ? folder.described(built.problems) : built
}

describe('an archive', () => {
  it('has the same bytes wherever, whenever, by whomever and in whatever order the files were written', () => {
    using one = new PackFolder()
    using other = new PackFolder()
    one.writeTea()
    const umask = process.umask(0o077)
    const zone = process.env['TZ']
    try {
      const files = { 'tea/brew/proof.yaml': PROOF, 'tea/brew/brief.md': BRIEF, 'tea/brew/lab.yaml': LAB, 'tea/pack.yaml': PACK, 'tea/.DS_Store': 'x', 'tea/old.labpack': 'x' }
      for (const [name, text] of Object.entries(files)) {
        const path = join(other.path, name)
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, text)
        utimesSync(path, 1_000_000_000, 1_000_000_000)
      }
      process.env['TZ'] = 'Pacific/Kiritimati'
      const [first, second] = [build(one), build(other)]
      if (!('bytes' in first && 'bytes' in second)) throw new Error(JSON.stringify([first, second]))
      expect(Buffer.from(second.bytes).equals(first.bytes)).toBe(true)
      expect(first).toMatchObject({ id: 'tea', version: '1.0.0', files: 4 })
    } finally {
      process.umask(umask)
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  it('says what it holds, and who says so', () => {
    const opened = openBytes(teaArchive('1.0.0', { privateKey: newKey(), name: 'Alice Tea' }).bytes, 'tea.labpack')
    if ('fault' in opened) throw new Error(opened.fault.what)
    const { manifest, signer, files } = opened.archive
    expect(manifest.files.map(({ path, octets }) => [path, octets])).toEqual([['brew/brief.md', BRIEF.length], ['brew/lab.yaml', LAB.length], ['brew/proof.yaml', PROOF.length], ['pack.yaml', PACK.length]])
    expect(manifest).toMatchObject({ format: 1, id: 'tea', version: '1.0.0', madeBy: `Lab 501 ${ENGINE_VERSION}` })
    expect(signer).toEqual({ name: 'Alice Tea', key: expect.stringMatching(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/) as string })
    expect(files.names()).toEqual(['brew', 'pack.yaml'])
    expect(files.below('brew').text('brief.md')).toEqual({ text: BRIEF })
  })

  it('is one that the packs of the house can be', () => {
    const built = buildArchive(join(ROOT, 'labs/first-steps'))
    expect('problems' in built ? built.problems : built.id).toBe('first-steps')
  })

  it('is not made of what could not be added, and everything is told at once', () => {
    using folder = new PackFolder()
    folder.writeTea({ 'tea/evil.svg': '<svg/>', 'tea/a b.md': 'x', 'tea/con.md': 'x', 'tea/notes': 'x', 'tea/manifest.json': '{}', 'tea/a/b/c/d/e.md': 'x' })
    symlinkSync('/etc/passwd', join(folder.path, 'tea/passwd.txt'))
    expect(build(folder)).toEqual(expect.arrayContaining([
      'tea/evil.svg: SVG can hold scripts and fetch from elsewhere, so a pack has none. Save the picture as PNG or WebP.',
      'tea/a b.md: a name has characters besides a–z, A–Z, 0–9, ".", "_" and "-". Choose another name, of a–z, 0–9, ".", "_" and "-".',
      'tea/con.md: "con.md" is a device on Windows. Choose another name, of a–z, 0–9, ".", "_" and "-".',
      expect.stringMatching(/^tea\/notes: its name has no ending\. Take it out\. A pack holds files that end in \.yaml, /) as string,
      'tea/manifest.json: this name is taken by what "pack build" writes. Choose another name.',
      'tea/passwd.txt: this is no plain file. Put the file itself here instead of a link.',
      'tea/a/b/c/d: the file lies deeper than 3 folders. Choose another name, of a–z, 0–9, ".", "_" and "-".',
    ].slice(0, 6)))
  })

  it('is not made of a pack with a problem', () => {
    using folder = new PackFolder()
    folder.writeTea({ 'tea/brew/lab.yaml': LAB.replace('minutes: 3', 'minutes: ten') })
    expect(build(folder)).toEqual(['tea/brew/lab.yaml:4:10: "minutes" is "ten", a number is expected. Write a number.'])
  })

  it('is not signed under a name that is none', () => {
    using folder = new PackFolder()
    folder.writeTea()
    const built = buildArchive(join(folder.path, 'tea'), { signer: { privateKey: newKey(), name: 'Alice\nBob' } })
    expect('problems' in built && folder.described(built.problems)).toEqual(['tea: the name of the signer is not one line of text. Write your name as people shall read it.'])
  })
})

describe('a key', () => {
  it('is made once, for its owner only, and signs the same way again', () => {
    using folder = new PackFolder()
    const path = join(folder.path, 'alice.pem')
    const made = createKey(path)
    const read = readKey(path)
    if ('problem' in made || 'problem' in read) throw new Error('no key')
    expect(read.key).toBe(made.key)
    expect(createKey(path)).toMatchObject({ problem: { what: 'there is a file already' } })
    const [one, other] = [teaArchive('1.0.0', { ...read, name: 'Alice' }), teaArchive('1.0.0', { ...read, name: 'Alice' })]
    expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(true)
  })

  test.skipIf(process.platform === 'win32')('that others may read is not used', () => {
    using folder = new PackFolder()
    const path = join(folder.path, 'alice.pem')
    createKey(path)
    const text = readFileSync(path)
    writeFileSync(join(folder.path, 'open.pem'), text, { mode: 0o644 })
    expect(readKey(join(folder.path, 'open.pem'))).toMatchObject({ problem: { what: 'others than you may read this key' } })
  })

  it.each([
    ['no key', 'hello', 'this is no private key'],
    ['something long', 'a'.repeat(20_000), 'this is no private key'],
  ])('that is %s is told', (_, text, what) => {
    using folder = new PackFolder()
    writeFileSync(join(folder.path, 'x.pem'), text, { mode: 0o600 })
    expect(readKey(join(folder.path, 'x.pem'))).toMatchObject({ problem: { what } })
    expect(readKey(join(folder.path, 'y.pem'))).toMatchObject({ problem: { what: 'there is no such file' } })
    expect(createKey(join(folder.path, 'nowhere/y.pem'))).toMatchObject({ problem: { what: 'the key can\'t be written (ENOENT)' } })
    expect(readdirSync(folder.path)).toEqual(['x.pem'])
  })
})

test('packs name the version that the program has', () => {
  expect((JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version).toBe(ENGINE_VERSION)
})
