import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recentPacks } from '../../electron/desktop/recent-packs.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lab501-recent-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(inFolder = folder) {
  const heard: string[] = []
  const app = { addRecentDocument: (file: string) => void heard.push(file), clearRecentDocuments: () => void heard.push('cleared') }
  return { heard, recent: recentPacks(app, inFolder, () => heard.push('menu'), line => heard.push(line)) }
}
const nth = (name: number) => join(folder, `${name}.labpack`)

describe('packs that were opened before', () => {
  it('are told to the system and kept to the next start, the latest first, each once, and no more than a menu has room for', () => {
    const { heard, recent } = open()
    for (const name of [1, 2, 1]) recent.add(nth(name))
    expect(recent.all()).toEqual([nth(1), nth(2)])
    expect(heard).toEqual([nth(1), 'menu', nth(2), 'menu', nth(1), 'menu'])
    expect(open().recent.all()).toEqual([nth(1), nth(2)])
    for (let name = 10; name < 30; name += 1) recent.add(nth(name))
    expect(open().recent.all()).toEqual([29, 28, 27, 26, 25, 24, 23, 22].map(nth))
  })

  it('are forgotten here and by the system when somebody clears the list', () => {
    const { heard, recent } = open()
    recent.add(nth(1))
    recent.clear()
    expect([recent.all(), open().recent.all(), heard.slice(-2)]).toEqual([[], [], ['cleared', 'menu']])
  })

  it.each(['', '{}', '["a.labpack"]', '["/etc/passwd"]', '["/a/../b.labpack"]', '[1]', JSON.stringify(Array.from({ length: 9 }, () => '/a.labpack'))])('are none when their file holds %j', text => {
    writeFileSync(join(folder, 'recent.json'), text)
    expect(open().recent.all()).toEqual([])
  })

  it('are there until the app ends where they cannot be kept, and the log says why', () => {
    const { heard, recent } = open(join(folder, 'gone'))
    recent.add(nth(1))
    expect(recent.all()).toEqual([nth(1)])
    expect(heard[1]).toContain('ENOENT')
    expect(() => readFileSync(join(folder, 'recent.json'))).toThrow()
  })
})
