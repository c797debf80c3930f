// Each pattern of the cookbook is a lab that loads, proves itself, and fits the published schemas.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator, type Schema } from '@cfworker/json-schema'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { loadPackFrom } from '../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../electron/core/packs/load-proof.ts'
import { FolderFiles } from '../../electron/core/packs/pack-files.ts'
import { proveLab } from '../../electron/core/proving/prove-lab.ts'
import { PACK, PackFolder } from '../core/packs/pack-fixture.ts'

const ROOT = join(import.meta.dirname, '../..')
const page = readFileSync(join(ROOT, 'docs/authoring/cookbook.md'), 'utf8')
const recipes = page.split(/^## (?=\d)/m).slice(1).map(section => {
  const files = Object.fromEntries([...section.matchAll(/^(`{3,})\w+ (\S+)\n(.*?)^\1$/gms)].map(([, , name = '', text = '']) => [name, text]))
  const { id } = parse(files['lab.yaml'] ?? '') as { id: string }
  return { title: section.split('\n')[0] ?? '', id, files }
})
const schemaOf = (kind: string) => JSON.parse(readFileSync(join(ROOT, 'labs/authoring/schemas', `${kind}.json`), 'utf8')) as Schema

it('there are ten, each with its three files, and the table names them all', () => {
  expect(recipes.map(({ files }) => Object.keys(files))).toEqual(Array.from({ length: 10 }, () => ['lab.yaml', 'brief.md', 'proof.yaml']))
  const linked = [...page.matchAll(/\]\(#([\w-]+)\)/g)].map(([, link]) => link)
  expect(linked).toEqual(recipes.map(({ title }) => title.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-')))
})

describe.each(recipes)('$title', ({ id, files }) => {
  it('is proved, with every mutant caught', async () => {
    using folder = new PackFolder()
    folder.write({ 'book/pack.yaml': PACK.replace('[brew]', `[${id}]`), ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`book/${id}/${name}`, text])) })
    const { labs: [lab], problems } = loadPackFrom(new FolderFiles(join(folder.path, 'book')))
    expect(folder.described(problems)).toEqual([])
    if (!lab) throw new Error('no lab')
    const { proof, problems: inProof } = loadProof(join(folder.path, 'book', id), lab)
    expect(folder.described(inProof)).toEqual([])
    if (!proof) throw new Error('no proof')
    const { checks, mutants } = await proveLab(lab, proof)
    expect(checks.flatMap(({ name, trouble }) => (trouble === undefined ? [] : [`${name}: ${trouble}`]))).toEqual([])
    expect(mutants.made).toBeGreaterThan(3)
  })

  it.each(['lab', 'proof'])('fits the published schema of %s.yaml', kind => {
    expect(new Validator(schemaOf(kind), '7', false).validate(parse(files[`${kind}.yaml`] ?? '')).errors).toEqual([])
  })
})
