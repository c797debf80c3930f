import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, test } from 'vitest'
import { inspectArchive } from '../../../../electron/core/packs/archive/inspect-archive.ts'
import { installArchive, type InstallInput } from '../../../../electron/core/packs/archive/install-archive.ts'
import { installedPacks, removePack } from '../../../../electron/core/packs/archive/installed-packs.ts'
import { problemOfDisk } from '../../../../electron/core/packs/archive/write-whole.ts'
import { loadPacks } from '../../../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../../../electron/core/packs/load-proof.ts'
import { sayInEnglish } from '../../../../electron/model/phrase.ts'
import { PACK, PackFolder } from '../pack-fixture.ts'
import { newKey, teaArchive, written } from './archive-fixture.ts'

/** A folder with a place for archives, and the one that the app looks into. */
class Desk extends PackFolder {
  readonly packs = join(this.path, 'packs')

  archive(...input: Parameters<typeof teaArchive>): string {
    return written(join(this.path, 'given.labpack'), teaArchive(...input))
  }

  /** @returns what was said, or the version that is there now. */
  install(path: string, input: InstallInput = {}): unknown {
    const installed = installArchive(path, this.packs, input)
    if ('problems' in installed) return this.described(installed.problems)
    if ('cautions' in installed) return installed.cautions.map(caution => sayInEnglish(caution))
    return installed.version
  }

  /** @returns what lies in the folder that the app looks into, hidden files too. */
  all(): string[] {
    return existsSync(this.packs) ? readdirSync(this.packs).sort() : []
  }

  versions(): string[] {
    return installedPacks(this.packs).map(({ id, version }) => `${id} ${version}`)
  }
}

describe('looking at an archive', () => {
  it('says who, what and which, and writes nothing', () => {
    using desk = new Desk()
    const path = desk.archive('1.2.0', { privateKey: newKey(), name: 'Alice' })
    const inspected = inspectArchive(path, desk.packs)
    if ('problems' in inspected) throw new Error(desk.described(inspected.problems).join('\n'))
    expect(inspected.view).toMatchObject({
      id: 'tea', version: '1.2.0', title: 'Tea', authors: ['alice'], licence: 'MIT', labs: [{ id: 'brew', title: 'Brew', minutes: 3 }], files: 4, pictures: 0,
      signer: { name: 'Alice' }, cautions: [],
    })
    expect(inspected.view.signer?.knownSince).toBeUndefined()
    expect(inspected.view.installed).toBeUndefined()
    expect(desk.all()).toEqual([])
  })

  it('tells a key that is known from one that is new', () => {
    using desk = new Desk()
    const privateKey = newKey()
    desk.install(desk.archive('1.0.0', { privateKey, name: 'Alice' }), { now: new Date('2026-01-05T09:00:00Z') })
    const look = (key: typeof privateKey, id = 'tea') => {
      const inspected = inspectArchive(desk.archive('2.0.0', { privateKey: key, name: 'Alice' }, { 'tea/pack.yaml': PACK.replace('id: tea', `id: ${id}`) }), desk.packs)
      if ('problems' in inspected) throw new Error('problems')
      return { since: inspected.view.signer?.knownSince, cautions: inspected.view.cautions.map(({ id: caution }) => caution) }
    }
    expect(look(privateKey)).toEqual({ since: '2026-01-05T09:00:00.000Z', cautions: [] })
    expect(look(newKey(), 'coffee')).toEqual({ since: undefined, cautions: ['pack.name-of-another'] })
  })
})

describe('adding an archive', () => {
  it('makes its labs ones of the app, proofs included, and leaves one file', () => {
    using desk = new Desk()
    expect(desk.install(desk.archive())).toBe('1.0.0')
    expect(desk.all()).toEqual(['tea.labpack'])
    const { labs, problems, places, files } = loadPacks([desk.packs])
    expect({ labs: labs.map(({ id, pack, narrative }) => ({ id, pack, narrative })), problems }).toEqual({
      labs: [{ id: 'brew', pack: { id: 'tea', version: '1.0.0', title: 'Tea' }, narrative: { one: 'Brew.' } }], problems: [],
    })
    expect([...places]).toEqual([['brew', join(desk.packs, 'tea.labpack/brew')]])
    const [lab] = labs
    const from = files.get('brew')
    if (!lab || !from) throw new Error('no lab')
    expect(loadProof(from, lab).proof?.mistakes.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3'])
  })

  it('is updated in one step, wherever it lies', () => {
    using desk = new Desk()
    mkdirSync(desk.packs)
    written(join(desk.packs, 'by-hand.labpack'), teaArchive())
    expect(installArchive(desk.archive('1.1.0'), desk.packs)).toEqual({ file: join(desk.packs, 'by-hand.labpack'), id: 'tea', version: '1.1.0', replaced: '1.0.0' })
    expect([desk.all(), desk.versions()]).toEqual([['by-hand.labpack'], ['tea 1.1.0']])
  })

  it('asks before it goes back, and before another takes over', () => {
    using desk = new Desk()
    const alice = { privateKey: newKey(), name: 'Alice' }
    desk.install(desk.archive('2.0.0', alice))
    expect(desk.install(desk.archive('2.0.0', alice))).toBe('2.0.0')
    expect(desk.install(desk.archive('2.0.0', alice, { 'tea/more.md': 'x' }))).toEqual(['Version 2.0.0 is there already, with other content under the same number.'])
    expect(desk.install(desk.archive('1.0.0', alice))).toEqual(['This is version 1.0.0; the newer 2.0.0 is there already.'])
    expect(desk.install(desk.archive('2.1.0'))).toEqual([expect.stringMatching(/^Version 2\.0\.0 was signed by Alice \(key ([0-9a-f]{4} ){7}[0-9a-f]{4}\); this one is not signed\.$/)])
    const mallory = desk.archive('2.1.0', { privateKey: newKey(), name: 'Alice' })
    expect(desk.install(mallory)).toEqual([expect.stringContaining('this one is signed with another'), expect.stringMatching(/^You know Alice by the key /)])
    expect(desk.versions()).toEqual(['tea 2.0.0'])
    expect(desk.install(mallory, { despite: ['pack.key-changed'] })).toEqual([expect.stringMatching(/^You know Alice/)])
    expect(desk.install(mallory, { despite: ['pack.key-changed', 'pack.name-of-another'] })).toBe('2.1.0')
  })

  it('takes only what was shown', () => {
    using desk = new Desk()
    const path = desk.archive()
    const inspected = inspectArchive(path, desk.packs)
    if ('problems' in inspected) throw new Error('problems')
    desk.archive('1.0.1')
    expect(desk.install(path, { digest: inspected.view.digest })).toEqual(['given.labpack: the file is not the one that was shown. Look at it again before you add it.'])
    expect(desk.all()).toEqual([])
  })

  it('never takes the place of another pack or of a file that it does not know', () => {
    using desk = new Desk()
    mkdirSync(desk.packs)
    writeFileSync(join(desk.packs, 'tea.labpack'), 'mine')
    expect(desk.install(desk.archive())).toEqual(['packs/tea.labpack: there is a file of this name that is not this pack. Remove it, or give it another name.'])
    expect(readFileSync(join(desk.packs, 'tea.labpack'), 'utf8')).toBe('mine')
    expect(loadPacks([desk.packs]).problems.map(({ what }) => what)).toEqual(['this is no archive, or it is cut off: the record at its end is missing'])
  })

  it('says what the disk says', () => {
    using desk = new Desk()
    writeFileSync(desk.packs, 'a file')
    expect(installArchive(desk.archive(), desk.packs)).toMatchObject({ problems: [{ what: expect.stringMatching(/^a file stands where the folder should be/) as string }] })
    const said = (code: string) => problemOfDisk('x', Object.assign(new Error(code), { code })).what
    expect(['ENOSPC', 'EROFS', 'EACCES', 'EISDIR', 'EIO'].map(said)).toEqual([
      'there is no room left on the disk', 'the folder may not be written to (EROFS)', 'the folder may not be written to (EACCES)', 'a folder stands where the file should be', 'it can\'t be written (EIO)',
    ])
  })

  test.skipIf(process.platform === 'win32')('keeps the old one when there is no room for the new', async () => {
    using desk = new Desk()
    desk.install(desk.archive())
    const long = desk.archive('2.0.0', undefined, { 'tea/long.txt': Array.from({ length: 20_000 }, (_, at) => String(at * 7_919)).join(' ') })
    const program = join(import.meta.dirname, 'install-again.ts')
    // Files of more than 8 blocks can't be written below this shell: the disk is as good as full.
    const run = await promisify(execFile)('sh', ['-c', 'ulimit -f 8; exec "$0" "$@"', process.execPath, program, desk.packs, '1', long])
    expect(run.stdout).toContain('there is no room left on the disk')
    expect([desk.all(), desk.versions()]).toEqual([['tea.labpack'], ['tea 1.0.0']])
  })

  it('leaves one or the other when it is killed at any moment', async () => {
    using desk = new Desk()
    const [one, other] = ['1.0.0', '2.0.0'].map(version => written(join(desk.path, `${version}.labpack`), teaArchive(version)))
    desk.install(one ?? '')
    for (let nth = 0; nth < 6; nth += 1) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'install-again.ts'), desk.packs, '1000000', other ?? '', one ?? ''], { stdio: ['ignore', 'pipe', 'inherit'] })
      // The first line says that it is at work; each further one falls at another moment of it.
      let lines = 0
      child.stdout.on('data', (chunk: Buffer) => {
        lines += chunk.toString().split('\n').length - 1
        if (lines > nth) child.kill('SIGKILL')
      })
      await once(child, 'close')
      expect(desk.versions()).toEqual([expect.stringMatching(/^tea [12]\.0\.0$/)])
      expect(loadPacks([desk.packs]).problems).toEqual([])
    }
    desk.install(one ?? '', { despite: ['pack.older'] })
    expect(desk.all()).toEqual(['tea.labpack'])
  }, 120_000)

  it('is one or the other when two add at once', async () => {
    using desk = new Desk()
    const paths = ['1.0.0', '2.0.0', '3.0.0'].map(version => written(join(desk.path, `${version}.labpack`), teaArchive(version)))
    const program = join(import.meta.dirname, 'install-again.ts')
    const runs = await Promise.all(paths.map(path => promisify(execFile)(process.execPath, [program, desk.packs, '30', path])))
    expect(runs.map(({ stdout }) => [...new Set(stdout.trim().split('\n'))])).toEqual([['1.0.0'], ['2.0.0'], ['3.0.0']])
    expect(desk.versions()).toEqual([expect.stringMatching(/^tea [123]\.0\.0$/)])
    expect(desk.all()).toEqual(['tea.labpack'])
  }, 120_000)
})

describe('the folder that the app looks into', () => {
  it('is not left through an archive that is a link, and an archive in it is a file', () => {
    using desk = new Desk()
    mkdirSync(join(desk.packs, 'folder.labpack'), { recursive: true })
    symlinkSync(desk.archive(), join(desk.packs, 'linked.labpack'))
    const { labs, problems } = loadPacks([desk.packs])
    expect(labs).toEqual([])
    expect(desk.described(problems)).toEqual([
      'packs/folder.labpack/pack.yaml: there is no such file. Write it, or correct the name.',
      'packs/linked.labpack: the pack is a link that leads out of the folder of packs. Put the pack itself here.',
    ])
    expect(desk.versions()).toEqual(['tea 1.0.0'])
  })

  it('may hold a pack as a folder and another as an archive, and the first of two with one id', () => {
    using desk = new Desk()
    desk.install(desk.archive())
    desk.write({ 'packs/zzz/pack.yaml': PACK })
    const { labs, problems } = loadPacks([desk.packs])
    expect(labs.map(({ id }) => id)).toEqual(['brew'])
    expect(desk.described(problems)).toEqual(['packs/zzz/pack.yaml:2:5: the pack id "tea" is taken by '.concat(join(desk.packs, 'tea.labpack').replace(`${desk.path}/`, ''), '. Give this pack another id, or remove one of the two.')])
  })
})

describe('removing a pack', () => {
  it('takes away its file and nothing else', () => {
    using desk = new Desk()
    desk.install(desk.archive('1.0.0', { privateKey: newKey(), name: 'Alice' }))
    expect(removePack(desk.packs, 'coffee')).toMatchObject({ problem: { what: 'there is no archive of the pack "coffee"' } })
    expect(removePack(desk.packs, '../given.labpack')).toMatchObject({ problem: { what: 'there is no archive of the pack "../given.labpack"' } })
    expect(removePack(desk.packs, 'tea')).toEqual({ removed: join(desk.packs, 'tea.labpack') })
    expect(desk.all()).toEqual(['.known-keys.json'])
    expect(removePack(join(desk.path, 'nowhere'), 'tea')).toMatchObject({ problem: { what: 'there is no archive of the pack "tea"' } })
  })

  it('can take away one that is broken, by its name', () => {
    using desk = new Desk()
    mkdirSync(desk.packs)
    writeFileSync(join(desk.packs, 'broken.labpack'), 'x')
    expect(removePack(desk.packs, 'broken.labpack')).toEqual({ removed: join(desk.packs, 'broken.labpack') })
  })
})
