import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLog } from '../../electron/desktop/log-file.ts'
import { menuTemplate } from '../../electron/desktop/menu.ts'
import { dataOption, places } from '../../electron/desktop/places.ts'
import { reviveOnCrash, type Reviver } from '../../electron/desktop/revive.ts'
import { ACTION_IDS, nameOfAction, type ActionId } from '../../electron/model/action.ts'
import { sayInEnglish } from '../../electron/model/phrase.ts'
import { FakeContents } from './fake-contents.ts'

describe('a page that crashes', () => {
  it('comes back where it was, three times a minute, and then there is a word about it', () => {
    const contents = new FakeContents()
    const given: string[] = []
    let now = 0
    reviveOnCrash({ contents: contents as unknown as Reviver['contents'], giveUp: reason => given.push(reason), log: () => undefined, nowMonoMs: () => now })
    const crash = () => contents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 })
    for (let times = 0; times < 3; times += 1) crash()
    expect([contents.reloads, given]).toEqual([3, []])
    crash()
    expect([contents.reloads, given]).toEqual([3, ['its process is gone (oom, 5)']])
    now = 61_000
    crash()
    expect(contents.reloads).toBe(4)
  })

  it('stays away when it was closed', () => {
    const contents = new FakeContents()
    reviveOnCrash({ contents: contents as unknown as Reviver['contents'], giveUp: () => undefined, log: () => undefined })
    contents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
    contents.destroyed = true
    contents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 })
    expect(contents.reloads).toBe(0)
  })
})

describe('places', () => {
  it('are beside the bundle, and packs among the resources when packaged', () => {
    expect(places('/p/out/main', false, '/r')).toEqual({ topology: '/p/out/main/topology.js', preload: '/p/out/preload/preload.cjs', pageFolder: '/p/out/renderer', packFolders: ['/p/labs'] })
    expect(places('/r/app.asar/out/main', true, '/r')).toEqual({ topology: '/r/app.asar/out/main/topology.js', preload: '/r/app.asar/out/preload/preload.cjs', pageFolder: '/r/app.asar/out/renderer', packFolders: ['/r/labs'] })
  })

  it('take --data from among Chromium\'s switches', () => {
    expect([['e', '.', '--data', 'd'], ['e', '--no-sandbox', '--data=d=e'], ['e', '--data'], ['e']].map(dataOption)).toEqual(['d', 'd=e', undefined, undefined])
  })
})

describe('the menu', () => {
  const does = { addPack: () => undefined, openFolder: () => undefined, act: () => undefined }

  it('has the developers\' tools only in development, and the app\'s own menu on a Mac', () => {
    expect(JSON.stringify(menuTemplate('linux', true, does))).toContain('toggleDevTools')
    expect(JSON.stringify(menuTemplate('linux', false, does))).not.toContain('toggleDevTools')
    expect(menuTemplate('darwin', false, does)[0]).toEqual({ role: 'appMenu' })
  })

  it('has every action of the page under its name, shows its key, and takes no key from the page', () => {
    const chosen: ActionId[] = []
    const itemsOn = (platform: NodeJS.Platform) => menuTemplate(platform, false, { ...does, act: id => chosen.push(id) }).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    const named = (platform: NodeJS.Platform, id: ActionId) => itemsOn(platform).find(({ label }) => label === sayInEnglish(nameOfAction(id)))
    for (const id of ACTION_IDS) expect(named('linux', id), id).toMatchObject({ click: expect.any(Function) })
    ;(named('linux', 'compare')?.click as () => void)()
    expect(chosen).toEqual(['compare'])
    expect(named('linux', 'next')).toMatchObject({ accelerator: 'J', registerAccelerator: false })
    expect([named('darwin', 'send')?.accelerator, named('darwin', 'next')?.accelerator]).toEqual(['CommandOrControl+Enter', undefined])
  })
})

describe('the log', () => {
  it('is a file that does not grow for ever', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab501-log-'))
    writeFileSync(join(folder, 'log.txt'), 'x'.repeat(2 ** 20 + 1))
    openLog(folder)('a line\nand more of it')
    expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toMatch(/^\S+Z a line\n {2}and more of it\n$/)
    expect(readFileSync(join(folder, 'log.old.txt'), 'utf8')).toHaveLength(2 ** 20 + 1)
    rmSync(folder, { recursive: true })
  })
})
