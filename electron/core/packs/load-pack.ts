// From folders of packs to labs: kind to the rest when one of them is broken.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Lab, LabFile, PackFile } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import { readBrief } from './brief.ts'
import { checkBrief } from './check-brief.ts'
import { checkLab } from './check-lab.ts'
import { parseSheet, type Sheet } from './parse-sheet.ts'
import { liesInside, readInside, shownPath } from './read-inside.ts'

export interface LoadedPacks {
  /** In the order of the folders, of the packs' names, and of each pack's learning path. */
  readonly labs: Lab[]
  readonly problems: Problem[]
  /** The folder of each lab, by the lab's id. */
  readonly places: Map<string, string>
}

/**
 * Loads every pack (a sub-folder with a `pack.yaml`) of `folders`. A folder that isn't there holds none. A lab with problems
 * is left out; so is a second lab or pack with an id that is taken.
 * @returns the labs that can be used, and what is wrong with the others; never throws for what an author wrote.
 */
export function loadPacks(folders: readonly string[]): LoadedPacks {
  const loaded: LoadedPacks = { labs: [], problems: [], places: new Map() }
  const packs = new Map<string, string>()
  for (const folder of folders) for (const pack of packsIn(folder)) loadPack(folder, pack, packs, loaded)
  return loaded
}

function packsIn(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return []
  const names = readdirSync(folder).filter(name => !name.startsWith('.')).sort()
  return names.map(name => join(folder, name)).filter(path => existsSync(join(path, 'pack.yaml')) || existsSync(join(path, 'pack.yml')))
}

function loadPack(root: string, folder: string, packs: Map<string, string>, { labs, problems, places }: LoadedPacks): void {
  const file = join(folder, 'pack.yaml')
  if (!existsSync(file)) {
    problems.push({ file: shownPath(join(folder, 'pack.yml')), what: 'the file is called pack.yml', mend: 'Call it pack.yaml.' })
    return
  }
  if (!liesInside(root, folder)) {
    problems.push({ file: shownPath(folder), what: 'the pack is a link that leads out of the folder of packs', mend: 'Put the folder itself here.' })
    return
  }
  const parsed = parseSheet(folder, file, PackFile)
  if ('problems' in parsed) {
    problems.push(...parsed.problems.map(mendFormat))
    return
  }
  const { sheet } = parsed
  const first = packs.get(sheet.value.id)
  if (first !== undefined) {
    problems.push(sheet.problem(['id'], `the pack id "${sheet.value.id}" is taken by ${shownPath(first)}`, 'Give this pack another id, or remove one of the two.'))
    return
  }
  packs.set(sheet.value.id, folder)
  problems.push(...checkList(folder, sheet))
  for (const name of new Set(sheet.value.labs)) {
    if (!existsSync(join(folder, name))) continue
    const loaded = loadLab(folder, name, sheet.value)
    const taken = loaded.lab && places.get(loaded.lab.id)
    if (taken !== undefined) problems.push({ file: shownPath(join(folder, name)), what: `the lab id "${name}" is taken by ${shownPath(taken)}`, mend: 'Give this lab another id.' })
    else if (loaded.lab) {
      labs.push(loaded.lab)
      places.set(loaded.lab.id, join(folder, name))
    }
    problems.push(...loaded.problems)
  }
}

function loadLab(folder: string, name: string, pack: PackFile): { lab?: Lab; problems: Problem[] } {
  const parsed = parseSheet(folder, join(folder, name, 'lab.yaml'), LabFile)
  const briefPath = join(folder, name, 'brief.md')
  const read = readInside(folder, briefPath)
  const ofBrief = 'problem' in read ? [read.problem] : []
  if ('problems' in parsed) return { problems: [...parsed.problems, ...ofBrief] }
  const lab = parsed.sheet.value
  const brief = readBrief('text' in read ? read.text : '')
  const problems = [...checkLab(parsed.sheet, name), ...('text' in read ? checkBrief(shownPath(briefPath), brief, lab) : ofBrief)]
  if (problems.length > 0) return { problems }
  const narrative = Object.fromEntries(brief.sections.map(section => [section.id, section.text]))
  return { lab: { ...lab, pack: { id: pack.id, version: pack.version, title: pack.title }, intro: brief.intro, narrative }, problems }
}

/** Labs that are listed but not there, twice, or there but not listed. */
function checkList(folder: string, { value: pack, problem }: Sheet<PackFile>): Problem[] {
  const unlisted = readdirSync(folder).filter(name => existsSync(join(folder, name, 'lab.yaml')) && !pack.labs.includes(name)).sort()
  return [
    ...pack.labs.flatMap((name, nth) => {
      if (pack.labs.indexOf(name) < nth) return [problem(['labs', nth], `the lab "${name}" is listed twice`, 'Keep one of the two.')]
      if (existsSync(join(folder, name))) return []
      return [problem(['labs', nth], `there is no folder "${name}" in ${basename(folder)}`, unlisted.length === 1 ? `Write "${unlisted.join('')}".` : 'Correct the name, or make the folder.')]
    }),
    ...unlisted.map(name => problem(['labs'], `the folder "${name}" holds a lab that is not listed`, `Add "- ${name}" to "labs".`, 'key')),
  ]
}

function mendFormat(problem: Problem): Problem {
  return problem.what.startsWith('"format" is') ? { ...problem, mend: 'Write format: 1. A pack with a higher number needs a newer Lab 501.' } : problem
}
