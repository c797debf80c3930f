import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Library } from '../../../electron/core/library/library.ts'
import { describeProblem } from '../../../electron/model/problem.ts'
import { BRIEF, LAB, PACK, PackFolder } from '../packs/pack-fixture.ts'

let folder: PackFolder
let library: Library
let heard: () => void
beforeEach(() => {
  folder = new PackFolder().writeTea()
  heard = () => undefined
})
afterEach(() => {
  library[Symbol.dispose]()
  folder[Symbol.dispose]()
})

function open(...folders: readonly string[]): Library {
  library = new Library({ folders: folders.map(path => ({ path, source: 'folder' })), onChanged: () => heard() })
  return library
}

/** Does something to the disk, and waits until the library has told of it. */
function changed(act: () => void): Promise<void> {
  return new Promise(resolve => {
    heard = resolve
    act()
  })
}

const brief = () => library.labs()[0]?.narrative['one']
const said = () => library.packs().flatMap(({ problems }) => problems.map(describeProblem))

describe('a pack that is being written', () => {
  const file = (name: string) => join(folder.path, 'tea', name)

  it('is read again when a file is saved in place', async () => {
    expect(open().watch(join(folder.path, 'tea'))).toBeUndefined()
    expect(brief()).toBe('Brew.')
    await changed(() => writeFileSync(file('brew/brief.md'), BRIEF.replace('Brew.', 'Steep.')))
    expect(brief()).toBe('Steep.')
  })

  it('is read again when an editor puts a new file in the old one\'s place, each time', async () => {
    open().watch(join(folder.path, 'tea'))
    for (const text of ['Once.', 'Twice.', 'Thrice.']) {
      await changed(() => {
        writeFileSync(file('brew/.brief.md.tmp'), BRIEF.replace('Brew.', text))
        renameSync(file('brew/.brief.md.tmp'), file('brew/brief.md'))
      })
      expect(brief()).toBe(text)
    }
  })

  it('keeps the last lab that worked while something is wrong, and says what and where', async () => {
    open().watch(join(folder.path, 'tea'))
    await changed(() => writeFileSync(file('brew/lab.yaml'), LAB.replace('minutes: 3', 'minutes: soon')))
    expect(library.labs()).toHaveLength(1)
    expect(said()).toEqual([expect.stringMatching(/^brew\/lab\.yaml:4:10: /)])
    await changed(() => writeFileSync(file('pack.yaml'), 'format: ['))
    expect(library.packs()).toMatchObject([{ id: 'tea', about: { title: 'Tea' }, labs: ['brew'] }])
    await changed(() => writeFileSync(file('pack.yaml'), PACK))
    await changed(() => writeFileSync(file('brew/lab.yaml'), LAB.replace('minutes: 3', 'minutes: 4')))
    expect(said()).toEqual([])
    expect(library.labs()[0]?.minutes).toBe(4)
  })

  it('finds a lab in a folder that is new, and forgets one that is gone', async () => {
    open().watch(join(folder.path, 'tea'))
    await changed(() => folder.write({ 'tea/pack.yaml': PACK.replace('[brew]', '[brew, pour]'), 'tea/pour/lab.yaml': LAB.replace('id: brew', 'id: pour'), 'tea/pour/brief.md': BRIEF }))
    expect(library.labs().map(({ id }) => id)).toEqual(['brew', 'pour'])
    await changed(() => writeFileSync(file('pour/brief.md'), BRIEF.replace('Brew.', 'Pour.')))
    expect(library.labs()[1]?.narrative['one']).toBe('Pour.')
    await changed(() => {
      rmSync(file('pour'), { recursive: true })
      writeFileSync(file('pack.yaml'), PACK)
    })
    expect(library.labs().map(({ id }) => id)).toEqual(['brew'])
  })

  it('hides another pack of its id', () => {
    using other = new PackFolder().writeTea({ 'tea/brew/brief.md': BRIEF.replace('Brew.', 'Old.') })
    open(other.path).watch(join(folder.path, 'tea'))
    expect(brief()).toBe('Brew.')
    expect(library.packs()).toHaveLength(1)
  })

  it('stays as it was while its folder is elsewhere, says so, and goes on when it is back', async () => {
    open().watch(join(folder.path, 'tea'))
    await changed(() => renameSync(join(folder.path, 'tea'), join(folder.path, 'coffee')))
    expect(library.labs()).toHaveLength(1)
    expect(library.packs()[0]?.problems).toMatchObject([{ what: 'there is nothing at this place', mend: 'Put the pack back under this name.' }])
    await changed(() => renameSync(join(folder.path, 'coffee'), join(folder.path, 'tea')))
    expect(said()).toEqual([])
    await changed(() => rmSync(join(folder.path, 'tea'), { recursive: true }))
    expect(brief()).toBe('Brew.')
  })

  it('is shown no more when its folder is closed, and what it hid is there again', async () => {
    using other = new PackFolder().writeTea({ 'tea/brew/brief.md': BRIEF.replace('Brew.', 'Old.') })
    open(other.path).watch(join(folder.path, 'tea'))
    await changed(() => library.unwatch())
    expect(library.packs()).toMatchObject([{ id: 'tea', source: 'folder' }])
    expect(brief()).toBe('Old.')
    library.unwatch()
    expect(library.watch(join(folder.path, 'tea'))).toBeUndefined()
    expect(brief()).toBe('Brew.')
  })

  it('is a folder with a pack.yaml', () => {
    const problem = open().watch(folder.path)
    expect(problem && folder.described([problem])).toEqual([`${folder.path}: this folder holds no pack.yaml, so it is not a pack. Name the folder that has the pack.yaml in it; "lab501 pack new" makes one.`])
    expect(library.packs()).toEqual([])
  })
})

describe('folders of packs', () => {
  it('are looked into again when a pack comes or goes', async () => {
    using shelf = new PackFolder()
    open(shelf.path)
    expect(library.packs()).toEqual([])
    await changed(() => renameSync(join(folder.path, 'tea'), join(shelf.path, 'tea')))
    expect(library.packs()).toMatchObject([{ id: 'tea', source: 'folder', place: join(shelf.path, 'tea'), about: { version: '1.0.0', authors: ['alice'] }, labs: ['brew'], problems: [] }])
    await changed(() => rmSync(join(shelf.path, 'tea'), { recursive: true }))
    expect(library.packs()).toEqual([])
  })

  it('leave out a second pack and a second lab of one id, and say so', () => {
    folder.write({ 'tee/pack.yaml': PACK, 'tee/brew/lab.yaml': LAB, 'tee/brew/brief.md': BRIEF, 'thé/pack.yaml': PACK.replace('id: tea', 'id: the'), 'thé/brew/lab.yaml': LAB, 'thé/brew/brief.md': BRIEF })
    open(folder.path)
    expect(library.labs()).toHaveLength(1)
    expect(folder.described(library.problems())).toEqual([
      'tee/pack.yaml: the pack id "tea" is taken by tea. Give this pack another id, or remove one of the two.',
      'thé/brew/lab.yaml: the lab id "brew" is taken by tea/brew. Give this lab another id.',
    ])
  })
})
