// A picture of a lab as the page gets it, from a folder and from an archive: what the text may show, and nothing else of the pack.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { contract } from '../../../electron/contract/contract.ts'
import { buildArchive } from '../../../electron/core/packs/archive/build-archive.ts'
import { Library } from '../../../electron/core/library/library.ts'
import { drawnPng } from '../../support/drawn-png.ts'
import { BRIEF, PackFolder } from '../packs/pack-fixture.ts'

const PICTURE = drawnPng(40, 30)
const WITH_PICTURE = { 'tea/brew/brief.md': `${BRIEF}\n![A pot of tea](parts/pot.png)\n` }

function packs(): PackFolder {
  return new PackFolder().writeTea(WITH_PICTURE).write({ 'tea/brew/parts/pot.png': PICTURE })
}

it('is the same from a folder and from an archive', () => {
  using folder = packs()
  const built = buildArchive(join(folder.path, 'tea'))
  if ('problems' in built) throw new Error(JSON.stringify(built.problems))
  const archives = join(folder.path, 'archives')
  mkdirSync(archives)
  writeFileSync(join(archives, 'tea.labpack'), built.bytes)
  for (const path of [folder.path, archives]) {
    using library = new Library({ folders: [{ path, source: 'built-in' }], onChanged: () => undefined })
    expect(library.problems()).toEqual([])
    const picture = library.picture('brew', 'parts/pot.png')
    expect([picture?.type, picture && Buffer.from(picture.bytes).equals(PICTURE)]).toEqual(['image/png', true])
    for (const name of ['lab.yaml', 'parts/pan.png', 'proof.yaml']) expect(library.picture('brew', name)).toBeUndefined()
    expect(library.picture('nobody', 'parts/pot.png')).toBeUndefined()
  }
})

it('is none where its bytes are no picture, or lie elsewhere', () => {
  using folder = packs()
  using outside = new PackFolder().write({ 'pot.png': PICTURE })
  using library = new Library({ folders: [{ path: folder.path, source: 'built-in' }], onChanged: () => undefined })
  folder.write({ 'tea/brew/page.png': '<!doctype html>', 'tea/brew/wide.png': drawnPng(5_000, 1) })
  symlinkSync(join(outside.path, 'pot.png'), join(folder.path, 'tea/brew/link.png'))
  for (const name of ['page.png', 'wide.png', 'link.png']) expect(library.picture('brew', name), name).toBeUndefined()
})

it('is asked for by a name below the lab alone', () => {
  const { input } = contract.calls['labs.picture']
  const takes = (name: string) => input.safeParse({ lab: 'brew', name }).success
  expect(['pot.png', 'parts/pot.webp', 'POT.JPG'].map(takes)).toEqual([true, true, true])
  expect(['../pot.png', 'a/../pot.png', '/etc/pot.png', 'C:\\pot.png', 'lab.yaml', 'pot.svg', 'a//pot.png', './pot.png', 'pot.png\0', 'https://x/pot.png'].filter(takes)).toEqual([])
})
