import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLog } from '../../electron/desktop/log-file.ts'
import { menuTemplate, type MenuNeeds } from '../../electron/desktop/menu.ts'
import { dataOption, places } from '../../electron/desktop/places.ts'
import { reviveOnCrash, type Reviver } from '../../electron/desktop/revive.ts'
import { ACTION_IDS, type ActionId } from '../../electron/model/action.ts'
import { shellEnglish } from '../../electron/model/shell-en.ts'
import { sayingIn, ShellWords, type ShellWordId } from '../../electron/model/shell-words.ts'
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
    expect(places('/p/out/main', false, '/r')).toEqual({ topology: '/p/out/main/topology.js', verifier: '/p/out/main/verifier.js', preload: '/p/out/preload/preload.cjs', pageFolder: '/p/out/renderer', packFolders: ['/p/labs'] })
    expect(places('/r/app.asar/out/main', true, '/r')).toEqual({ topology: '/r/app.asar/out/main/topology.js', verifier: '/r/app.asar/out/main/verifier.js', preload: '/r/app.asar/out/preload/preload.cjs', pageFolder: '/r/app.asar/out/renderer', packFolders: ['/r/labs'] })
  })

  it('take --data from among Chromium\'s switches', () => {
    expect([['e', '.', '--data', 'd'], ['e', '--no-sandbox', '--data=d=e'], ['e', '--data'], ['e']].map(dataOption)).toEqual(['d', 'd=e', undefined, undefined])
    for (const argv of [['e', '--data='], ['e', '--data', '']]) expect(() => dataOption(argv)).toThrow('--data is followed by a folder, and here by nothing')
  })
})

describe('the menu', () => {
  interface Item { readonly role?: string; readonly label?: string; readonly enabled?: boolean; readonly visible?: boolean; readonly accelerator?: string; readonly submenu?: readonly Item[]; readonly click?: (...event: never[]) => void }
  const does = { addPack: () => undefined, openFolder: () => undefined, openRecent: () => undefined, clearRecent: () => undefined, act: () => undefined }
  const menu = (platform: NodeJS.Platform, rest: Partial<MenuNeeds> = {}) => menuTemplate({ platform, developing: false, say: sayingIn({}), recent: [], does, ...rest }) as readonly Item[]
  const allOf = (items: readonly Item[]): readonly Item[] => items.flatMap(item => [item, ...allOf(item.submenu ?? [])])
  const find = (items: readonly Item[], label: string) => allOf(items).find(item => item.label === label)

  it('has the developers\' tools only in development, and the app\'s own menu on a Mac', () => {
    expect(JSON.stringify(menu('linux', { developing: true }))).toContain('toggleDevTools')
    expect(JSON.stringify(menu('linux'))).not.toContain('toggleDevTools')
    expect([menu('darwin')[0]?.role, menu('linux')[0]?.role]).toEqual(['appMenu', 'fileMenu'])
  })

  it('has every action of the page under its name, shows its key, and takes no key from the page', () => {
    const chosen: ActionId[] = []
    const named = (platform: NodeJS.Platform, id: ActionId) => find(menu(platform, { does: { ...does, act: one => chosen.push(one) } }), sayingIn({})(`action.${id}`))
    for (const id of ACTION_IDS) expect(named('linux', id), id).toMatchObject({ click: expect.any(Function) })
    named('linux', 'compare')?.click?.()
    expect(chosen).toEqual(['compare'])
    expect(named('linux', 'next')).toMatchObject({ accelerator: 'J', registerAccelerator: false })
    expect([named('darwin', 'send')?.accelerator, named('darwin', 'next')?.accelerator]).toEqual(['CommandOrControl+Enter', undefined])
  })

  it('says nothing but the words that it was told, what the system would say in English too', () => {
    const used = new Set<ShellWordId>()
    const say = (id: ShellWordId) => { used.add(id); return `<${id}>` }
    const shown = [...menu('darwin', { say, developing: true }), ...menu('win32', { say, recent: ['/a/b.labpack'] })]
    const foreign = allOf(shown).filter(({ label, role, visible }) => visible !== false && (role !== undefined || label !== undefined) && !label?.startsWith('<')).map(({ label }) => label)
    expect(foreign).toEqual(['Lab 501', 'b.labpack — /a'])
    expect(Object.keys(shellEnglish).filter(id => !id.startsWith('dialog.') && !used.has(id as ShellWordId))).toEqual([])
    expect(find(menu('linux', { say: sayingIn({ 'role.copy': 'Kopieren & mehr' }) }), 'Kopieren && mehr')?.role).toBe('copy')
  })

  it('lists what was opened before, where the system does not do it by itself', () => {
    const chosen: string[] = []
    const recent = ['/packs/a & b.labpack', '/c.labpack']
    const opened = menu('linux', { recent, does: { ...does, openRecent: file => chosen.push(file), clearRecent: () => chosen.push('clear') } })
    const list = find(opened, 'Opened before')
    expect(list?.submenu?.map(({ label }) => label)).toEqual(['a && b.labpack — /packs', 'c.labpack — /', undefined, 'Clear this list'])
    for (const item of list?.submenu ?? []) item.click?.()
    expect(chosen).toEqual([...recent, 'clear'])
    expect([list?.enabled, find(menu('linux'), 'Opened before')?.enabled]).toEqual([true, false])
    expect(find(menu('darwin', { recent }), 'Opened before')).toMatchObject({ role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] })
  })

  it.each([['role.copy', ''], ['role.copy', 'two\nlines'], ['role.copy', 'x'.repeat(301)], ['role.other', 'Other'], ['constructor', 'x'], ['role.copy', 1]])('takes no words such as %s: %j', (id, text) => {
    expect(ShellWords.safeParse({ [id]: text }).success).toBe(false)
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
