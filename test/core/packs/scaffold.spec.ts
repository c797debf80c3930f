// A new pack is the template under other names, in every spelling that a name may have.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadPackFrom, loadPacks } from '../../../electron/core/packs/load-pack.ts'
import { FolderFiles } from '../../../electron/core/packs/pack-files.ts'
import { scaffoldPack } from '../../../electron/core/packs/scaffold.ts'
import { PackFolder } from './pack-fixture.ts'

const FROM = new URL('../../../labs/authoring/', import.meta.url).pathname
const made = (folder: PackFolder, names: { id: string; title: string; author: string }) =>
  scaffoldPack(join(folder.path, names.id), { from: join(FROM, 'new-pack'), schemas: join(FROM, 'schemas'), ...names })

it.each(['Tea', 'Tea: a # of pots', '"Tea"', "'", '- tea', '[tea]', '{tea}', 'true', '7', 'null', '$& $1', 'Čaj, čaj', '&tea', '*tea', '!tea', '%', '@tea', '`tea`'])('the title and the author %s stand in it as they are', text => {
  using folder = new PackFolder()
  made(folder, { id: 'tea', title: text, author: text })
  const { labs, problems } = loadPackFrom(new FolderFiles(join(folder.path, 'tea')))
  expect([folder.described(problems), labs.map(lab => [lab.id, lab.pack.id, lab.pack.title])]).toEqual([[], [['tea-first', 'tea', text]]])
})

it('every lesson of the template stays, and two new packs can be there at once', () => {
  using folder = new PackFolder()
  made(folder, { id: 'one', title: 'One', author: 'A' })
  made(folder, { id: 'two', title: 'Two', author: 'B' })
  expect(folder.described(loadPacks([folder.path]).problems)).toEqual([])
  const comments = (path: string) => readFileSync(path, 'utf8').split('\n').flatMap(line => /#.*/.exec(line)?.[0] ?? [])
  for (const [from, to] of [['pack.yaml', 'pack.yaml'], ['first/lab.yaml', 'one-first/lab.yaml'], ['first/proof.yaml', 'one-first/proof.yaml']] as const) {
    expect(comments(join(folder.path, 'one', to))).toEqual(comments(join(FROM, 'new-pack', from)))
  }
})

it('brings the schemas that its first lines name, and writes over nothing', () => {
  using folder = new PackFolder()
  const { files } = made(folder, { id: 'tea', title: 'Tea', author: 'A' }) as { files: string[] }
  for (const file of files.filter(name => name.endsWith('.yaml'))) {
    const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(join(folder.path, 'tea', file), 'utf8')) ?? []
    expect(readdirSync(join(folder.path, 'tea', file, '..', schema, '..'))).toContain(schema.split('/').at(-1))
  }
  expect(made(folder, { id: 'tea', title: 'Tea', author: 'A' })).toEqual({ problem: expect.objectContaining({ what: 'the folder is not empty: it holds "tea-first"' }) })
})
