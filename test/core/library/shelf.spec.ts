import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Library } from '../../../electron/core/library/library.ts'
import { Shelf } from '../../../electron/core/library/shelf.ts'
import { describeProblem } from '../../../electron/model/problem.ts'
import { newKey, teaArchive, written } from '../packs/archive/archive-fixture.ts'
import { BRIEF, LAB, PACK, PackFolder } from '../packs/pack-fixture.ts'

let desk: PackFolder
let packs: string
let library: Library
let shelf: Shelf
beforeEach(() => {
  desk = new PackFolder()
  packs = join(desk.path, 'data/packs')
  desk.write({ 'shelf/.keep': '' })
  library = new Library({ folders: [{ path: join(desk.path, 'shelf'), source: 'folder' }, { path: packs, source: 'installed' }], onChanged: () => undefined })
  shelf = new Shelf(packs, library)
})
afterEach(() => {
  shelf[Symbol.dispose]()
  library[Symbol.dispose]()
  desk[Symbol.dispose]()
})

/** As the page does it: in parts. */
function upload(bytes: Uint8Array, name = 'tea.labpack', part = 1_000): string {
  const { offer } = shelf.begin(name, bytes.length)
  for (let at = 0; at < bytes.length; at += part) shelf.take(offer, at, bytes.subarray(at, at + part))
  return offer
}

function added(bytes: Uint8Array, despite: readonly string[] = []) {
  const offer = upload(bytes)
  return shelf.add(offer, shelf.inspect(offer).view?.digest ?? '', despite)
}

describe('a pack that somebody wants to add', () => {
  it('is looked at, added, updated and removed; what waited is gone', () => {
    const alice = { privateKey: newKey(), name: 'alice' }
    expect(shelf.inspect(upload(teaArchive('1.0.0', alice).bytes))).toMatchObject({ name: 'tea.labpack', problems: [], view: { file: 'tea.labpack', title: 'Tea', signer: { name: 'alice' }, labs: [{ id: 'brew' }], cautions: [] } })
    expect(added(teaArchive('1.0.0', alice).bytes)).toEqual({ added: { id: 'tea', version: '1.0.0' }, cautions: [], problems: [] })
    expect(library.packs()).toMatchObject([{ id: 'tea', source: 'installed', labs: ['brew'], signer: { name: 'alice' }, about: { version: '1.0.0' } }])
    expect(added(teaArchive('1.1.0').bytes)).toMatchObject({ cautions: [{ id: 'pack.signature-gone' }] })
    expect(added(teaArchive('1.1.0').bytes, ['pack.signature-gone'])).toMatchObject({ added: { version: '1.1.0', replaced: '1.0.0' } })
    expect(library.labs()[0]?.pack.version).toBe('1.1.0')
    expect(shelf.remove('tea')).toEqual([])
    expect(library.packs()).toEqual([])
    shelf[Symbol.dispose]()
    expect(readdirSync(packs)).toEqual(['.known-keys.json'])
  })

  it('is refused in words that name the file as it was called, and writes nothing', () => {
    const bytes = teaArchive().bytes.slice()
    bytes[60] = (bytes[60] ?? 0) ^ 0xff
    const looked = shelf.inspect(upload(bytes, 'from-a-friend.labpack'))
    expect(looked.view).toBeUndefined()
    expect(looked.problems).toHaveLength(1)
    expect(looked.problems.map(describeProblem).join()).toMatch(/^from-a-friend\.labpack/)
    expect(shelf.remove('tea').map(({ what }) => what)).toEqual(['there is no archive of the pack "tea"'])
    expect(readdirSync(packs).filter(name => !name.startsWith('.staging-'))).toEqual([])
  })

  it('is not added when another file than the one shown lies there by now', () => {
    const file = written(join(desk.path, 'handed.labpack'), teaArchive())
    const { offer, name } = shelf.offerFile(file)
    expect([name, shelf.offers()]).toEqual(['handed.labpack', [{ offer, name }]])
    const digest = shelf.inspect(offer).view?.digest ?? ''
    writeFileSync(file, teaArchive('2.0.0').bytes)
    expect(shelf.add(offer, digest, []).problems.map(describeProblem)).toEqual(['handed.labpack: the file is not the one that was shown. Look at it again before you add it.'])
    shelf.leave(offer)
    expect(existsSync(file)).toBe(true)
    expect(shelf.offers()).toEqual([])
  })

  it('is refused when its id or that of a lab belongs to another pack', () => {
    desk.write({ 'shelf/mine/pack.yaml': PACK, 'shelf/mine/brew/lab.yaml': LAB, 'shelf/mine/brew/brief.md': BRIEF })
    library.refresh()
    expect(shelf.inspect(upload(teaArchive().bytes)).problems.map(({ what }) => what)).toEqual(['the pack id "tea" is taken by "Tea", which was not added as a file'])
    desk.write({ 'shelf/mine/pack.yaml': PACK.replace('id: tea', 'id: mine').replace('Tea', 'Mine') })
    library.refresh()
    expect(shelf.inspect(upload(teaArchive().bytes)).problems.map(({ what }) => what)).toEqual(['the lab id "brew" is taken by the pack "Mine"'])
  })

  it('is refused when a name of it in another language cannot be seen for what it is', () => {
    const title = 'Te\u202ee'
    const { problems } = shelf.inspect(upload(teaArchive('1.0.0', undefined, { 'tea/pack.yaml': PACK.replace('labs:', `languages: [en, de]\ntexts: { de: { title: "${title}" } }\nlabs:`) }).bytes))
    expect(problems.map(({ what }) => what)).toEqual(['"title" is not one line of up to 200 characters that can all be seen'])
  })

  it('has no place where a file stands in the way, and that is told with the mend', () => {
    desk.write({ 'data/packs': 'x' })
    expect(() => shelf.begin('tea.labpack', 1)).toThrow(/packs: a file stands where the folder should be\. Move that file away/)
  })

  it('comes in order and no longer than it said, or not at all', () => {
    expect(() => shelf.begin('big.labpack', 33_554_433)).toThrow('"big.labpack" is longer than the 33554432 octets that a pack may have')
    const { offer } = shelf.begin('tea.labpack', 3)
    shelf.take(offer, 0, Uint8Array.of(1, 2))
    expect(() => shelf.take(offer, 0, Uint8Array.of(1))).toThrow('do not follow')
    expect(() => shelf.take(offer, 2, Uint8Array.of(1, 2))).toThrow('do not follow')
    expect(shelf.inspect(offer).problems).toHaveLength(1)
    for (let nth = 0; nth < 4; nth += 1) shelf.begin('more.labpack', 1)
    expect(() => shelf.inspect(offer)).toThrow('not offered any more')
  })
})
