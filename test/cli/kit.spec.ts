// `lab501 kit`: what comes to lie in the folder, and that nothing of anybody's is lost there.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KIT_WORDS } from '../../electron/core/kit/kit-words.ts'
import { desktopIn } from '../../electron/cli/kit/kit-app.ts'
import { version } from '../../electron/cli/opening/project.ts'
import { lab501 } from './lab501.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab501-kit-'))
const app = join(folder, 'headless')
const more = join(folder, 'more')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(async () => {
  mkdirSync(join(app, 'electron/cli'), { recursive: true })
  writeFileSync(join(app, 'electron/cli/lab501.js'), 'console.log(process.argv.slice(2).join(" "))\n')
  writeFileSync(join(app, 'package.json'), JSON.stringify({ type: 'module', engines: { node: '>=22.19' } }))
  writeFileSync(join(folder, 'Lab.AppImage'), 'an app')
  await lab501(['pack', 'new', 'mine'], folder)
  mkdirSync(more)
  cpSync(join(folder, 'mine'), join(more, 'mine'), { recursive: true })
})

const kit = (name: string, ...args: string[]) => lab501(['kit', name, '--app', app, ...args], folder, { LAB501_DATA: join(folder, 'data') })
const filesIn = (name: string) => readdirSync(join(folder, name), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name).slice(join(folder, name).length + 1)).sort()
const text = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8')

describe('kit', () => {
  it('has the app, the packs, a hand-out for each lab and the guide, and says what a seat needs', async () => {
    const { code, out, err } = await kit('one', '--labs', '501-or-405,reproduce-501')
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('the headless package, no desktop app: a seat needs Node 22.19 or later and a browser')
    expect(filesIn('one')).toEqual([
      'instructor/guide.en.html', 'kit.json', 'stick/README.txt', 'stick/SHA256SUMS', 'stick/app/lab501/electron/cli/lab501.js', 'stick/app/lab501/package.json', 'stick/check.cmd', 'stick/check.sh',
      'stick/hand-outs/en/01-501-or-405.html', 'stick/hand-outs/en/02-reproduce-501.html', 'stick/packs/first-steps-1.1.0.labpack', 'stick/start.cmd', 'stick/start.sh',
    ])
    for (const line of text('one/stick/SHA256SUMS').trim().split('\n')) {
      const [sum, path = ''] = line.split('  ')
      expect(createHash('sha256').update(readFileSync(join(folder, 'one/stick', path))).digest('hex'), path).toBe(sum)
    }
    expect(text('one/stick/SHA256SUMS').trim().split('\n')).toHaveLength(filesIn('one/stick').length - 1)
  })

  it.skipIf(process.platform === 'win32')('says at a machine with an old Node, or with none, which it needs and what helps', async () => {
    await kit('nodes', '--labs', 'reproduce-501')
    const old = join(folder, 'old-node')
    mkdirSync(old)
    writeFileSync(join(old, 'node'), '#!/bin/sh\ncase $1 in -e) exit 1;; --version) echo v18.20.4;; *) echo "npm is not there" >&2; exit 1;; esac\n', { mode: 0o755 })
    for (const name of ['dirname', 'sh']) symlinkSync(existsSync(`/usr/bin/${name}`) ? `/usr/bin/${name}` : `/bin/${name}`, join(old, name))
    const said = (script: string) => {
      const { status, stdout, stderr } = spawnSync('/bin/sh', [join(folder, 'nodes/stick', script)], { env: { PATH: old }, encoding: 'utf8' })
      return [status, stdout, stderr]
    }
    const mend = 'Ask your instructor for the desktop app, which needs no Node, or for a newer Node.\n'
    for (const script of ['check.sh', 'start.sh']) expect(said(script)).toEqual([2, '', `Lab 501 needs Node 22.19 or later. This machine has v18.20.4.\n${mend}`])
    rmSync(join(old, 'node'))
    expect(said('check.sh')).toEqual([2, '', `Lab 501 needs Node 22.19 or later. This machine has none.\n${mend}`])
    // What asks a Node for its age, as both scripts have it.
    const [, asks = ''] = /^if ! node -e "(.*)" 2>/m.exec(text('nodes/stick/check.sh')) ?? []
    const isNew = (version: string) => { let code: unknown; runInNewContext(asks, { process: { versions: { node: version }, exit: (given: number) => { code = given } } }); return code === 0 }
    expect(['0.10.48', '12.22.0', '18.20.4', '22.9.0', '22.18.9', '22.19.0', '22.20.1', '23.0.0', '100.1.0'].map(isNew)).toEqual([false, false, false, false, false, true, true, true, true])
    for (const script of ['check.cmd', 'start.cmd']) {
      expect(text(`nodes/stick/${script}`)).toContain(`\r\nnode -e "${asks}" 2>nul\r\nif not errorlevel 1 goto ready\r\necho Lab 501 needs Node 22.19 or later. This machine has:\r\n`)
      expect(text(`nodes/stick/${script}`)).not.toMatch(/[^\r]\n/)
    }
  })

  it('done again, writes nothing; with other labs, it takes away its own and leaves what is somebody else\'s', async () => {
    await kit('again', '--pack', 'first-steps')
    writeFileSync(join(folder, 'again/stick/notes.txt'), 'mine')
    const again = JSON.parse((await kit('again', '--pack', 'first-steps', '--json')).out) as object
    expect(again).toMatchObject({ written: 0, removed: 0, left: [], apps: [{ kind: 'headless', name: 'lab501' }], packs: [{ id: 'first-steps', isInApp: true }] })
    writeFileSync(join(folder, 'again/stick/hand-outs/en/03-501-or-500.html'), 'with remarks')
    const { code, out, err } = await kit('again', '--labs', 'reproduce-501', '--json')
    expect([code, err]).toEqual([0, 'stick/hand-outs/en/03-501-or-500.html: it belongs to the kit no more, and was changed; it stays\n'])
    expect(JSON.parse(out)).toMatchObject({ removed: 5, left: ['stick/hand-outs/en/03-501-or-500.html'], labs: ['reproduce-501'] })
    expect([text('again/stick/notes.txt'), text('again/stick/hand-outs/en/03-501-or-500.html')]).toEqual(['mine', 'with remarks'])
  })

  it('puts nothing in the place of a file that it did not write or that was changed since, unless it is told to', async () => {
    await kit('kept', '--labs', 'reproduce-501')
    writeFileSync(join(folder, 'kept/stick/README.txt'), 'room 5')
    rmSync(join(folder, 'kept/stick/start.sh'))
    const { code, out, err } = await kit('kept', '--labs', 'reproduce-501')
    expect([code, out, existsSync(join(folder, 'kept/stick/start.sh'))]).toEqual([2, '', false])
    expect(err).toMatch(/^lab501 kit: .*README\.txt: this file was not written by "kit", or was changed since; name another folder, move it away, or put the new one in its place with --force\. Nothing was written\n$/)
    expect(text('kept/stick/README.txt')).toBe('room 5')
    expect((await kit('kept', '--labs', 'reproduce-501', '--force')).code).toBe(0)
    expect(text('kept/stick/README.txt')).toContain('Lab 501')
  })

  it('with packs of somebody\'s and in other languages: the stick opens them, and its README says so', async () => {
    const { code, err } = await kit('langs', '--packs', more, '--pack', 'mine', '--pack', 'first-steps', '--lang', 'de', '--lang', 'zh-CN', '--app', join(folder, 'Lab.AppImage'))
    expect([code, err]).toEqual([0, ''])
    const files = filesIn('langs')
    expect(files).toEqual(expect.arrayContaining(['instructor/guide.de.html', 'instructor/guide.zh-CN.html', 'stick/packs/add/mine-0.1.0.labpack', 'stick/app/Lab.AppImage', 'stick/README.de.txt', 'stick/README.zh-CN.txt']))
    expect(text('langs/stick/start.sh')).toContain('serve --packs "$here/packs/add" "$@"')
    for (const language of ['de', 'zh-CN']) {
      const readme = text(`langs/stick/README.${language}.txt`)
      const unsaid = Object.entries(KIT_WORDS[language] ?? {}).filter(([id, words]) => id.startsWith('readme-') && !words.split(/\{\w+\}/).every(part => readme.includes(part)))
      expect(unsaid).toEqual([])
    }
  })

  it.each<[string, string[], RegExp]>([
    ['no folder', [], /name the folder for the kit; it is made when it is not there$/],
    ['two folders', ['a', 'b'], /"b" is one folder too many; a kit has one$/],
    ['a lab that is not there', ['a', '--labs', 'reproduce-502'], /--labs: there is no "reproduce-502"; do you mean "reproduce-501"\?$/],
    ['a pack that is not there', ['a', '--pack', 'zzz'], /--pack: there is no "zzz"; there are: first-steps, /],
    ['no name of a lab', ['a', '--labs', ','], /--labs: name one at least; there are: reproduce-501, /],
    ['both ways to choose', ['a', '--labs', 'reproduce-501', '--pack', 'myths'], /--labs and --pack are two ways to choose; take one of them$/],
    ['a language that the kit does not speak', ['a', '--lang', 'fr'], /--lang fr: the kit does not speak that; it speaks en, de, zh-CN$/],
    ['an app that is not there', ['a', '--app', 'none'], /--app none: there is no such file or folder; check the path$/],
    ['a folder that is no app', ['a', '--app', '.'], /--app \.: this is not the headless package, there is no electron\/cli\/lab501\.js in it; "npm run pack:headless" makes one in dist\/headless$/],
    ['a file that is no app', ['a', '--app', 'mine/pack.yaml'], /--app mine\/pack\.yaml: this is no portable build \(\.AppImage, \.exe, \.dmg\)/],
    ['a file where the folder should be', ['mine/pack.yaml', '--labs', 'reproduce-501', '--app', 'headless'], /a file stands where the folder should be\. Move that file away/],
  ])('with %s ends with 2 and one line', async (_what, args, says) => {
    const { code, out, err } = await lab501(['kit', ...args], folder, { LAB501_DATA: join(folder, 'data') })
    expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1])
    expect(err.trim()).toMatch(says)
  })

  it('that could not be written whole says so, and goes on when it is run again', async () => {
    mkdirSync(join(folder, 'half/stick'), { recursive: true })
    writeFileSync(join(folder, 'half/stick/packs'), 'a file where a folder has to be')
    const { code, err } = await kit('half', '--labs', 'reproduce-501')
    expect([code, err]).toEqual([2, expect.stringMatching(/^lab501 kit: half\/stick\/packs\/.*\. The kit is not whole: put none of it on a stick\./)])
    expect(err).not.toContain('Nothing was changed')
    rmSync(join(folder, 'half/stick/packs'))
    expect((await kit('half', '--labs', 'reproduce-501')).code).toBe(0)
    expect(text('half/stick/SHA256SUMS').trim().split('\n')).toHaveLength(filesIn('half/stick').length - 1)
  })

  it('a record that is not its own, or that leads out of the folder, is not believed', async () => {
    for (const files of [{ '../outside': ['0'.repeat(64)] }, { 'stick/../../outside': ['0'.repeat(64)] }, 5]) {
      mkdirSync(join(folder, 'bad'), { recursive: true })
      writeFileSync(join(folder, 'bad/kit.json'), JSON.stringify({ kit: 1, files }))
      const { code, err } = await kit('bad', '--labs', 'reproduce-501')
      expect([code, err]).toEqual([2, expect.stringMatching(/kit\.json: this is not what "kit" writes there; name another folder, or move it away\n$/)])
    }
  })
})

it('the desktop build of this version and this system is found, and no installer', () => {
  const dist = join(folder, 'dist')
  mkdirSync(dist)
  for (const name of [`Lab 501-${version()}.AppImage`, `Lab 501-${version()}-arm64.AppImage`, 'Lab 501-0.0.1.AppImage', `Lab 501 Setup ${version()}.exe`, `Lab 501 ${version()}.exe`, `lab501_${version()}_amd64.deb`]) writeFileSync(join(dist, name), '')
  const found = (platform: NodeJS.Platform, arch: NodeJS.Architecture) => desktopIn(dist, { platform, arch })?.slice(dist.length + 1)
  expect([found('linux', 'x64'), found('linux', 'arm64'), found('win32', 'x64'), found('darwin', 'arm64')]).toEqual([`Lab 501-${version()}.AppImage`, `Lab 501-${version()}-arm64.AppImage`, `Lab 501 ${version()}.exe`, undefined])
  expect(desktopIn(join(folder, 'nowhere'))).toBeUndefined()
})
