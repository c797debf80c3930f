// From folders of packs to labs: kind to the rest when one of them is broken.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { firstLanguage, type Lab, LabFile, PackFile, packTextsIn } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import { openArchive } from './archive/open-archive.ts'
import type { Signer } from './archive/signature.ts'
import { readBrief } from './brief.ts'
import { checkBlocks } from './check-blocks.ts'
import { checkBrief } from './check-brief.ts'
import { faultOfEngine } from './check-engine.ts'
import { checkLab } from './check-lab.ts'
import { checkMarkdown } from './check-markdown.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import { FolderFiles, type PackFiles } from './pack-files.ts'
import { loadRecording } from './load-recording.ts'
import { loadTexts, textFilesOf } from './load-texts.ts'
import { parseSheet, type Sheet } from './parse-sheet.ts'
import { liesInside, MAX_FILE_OCTETS, readInside, shownPath } from './read-inside.ts'

export interface LoadedPacks {
  /** In the order of the folders, of the packs in each (see `packsIn`), and of the labs in each pack. */
  readonly labs: Lab[]
  readonly problems: Problem[]
  /** What a pack in several languages does not say in all of them: nothing is wrong with it. */
  readonly notes: Problem[]
  /** The folder of each lab, by the lab's id; for a lab in an archive, the archive's path with the folder in it. */
  readonly places: Map<string, string>
  /** What to read a lab's other files from, by the lab's id. */
  readonly files: Map<string, PackFiles>
}

/** Characters. */
const MOST_SAID = 600

/** Octets of all texts of a pack that are read to show it: 500 labs as long as our longest stay below. */
const MOST_TEXT = 16_777_216
/** So many octets of files with problems are read before the rest is left: each may be as slow to read as its author could make it. */
const MOST_FAULTY = MAX_FILE_OCTETS

/**
 * Loads every pack (a sub-folder with a `pack.yaml`, or a `.labpack` file) of `folders`. A folder that isn't there holds none. A lab
 * with problems is left out; so is a second lab or pack with an id that is taken. An archive is read as it is, never unpacked.
 * @returns the labs that can be used, and what is wrong with the others; never throws for what an author wrote.
 */
export function loadPacks(folders: readonly string[]): LoadedPacks {
  const loaded: LoadedPacks = { labs: [], problems: [], notes: [], places: new Map(), files: new Map() }
  const packs = new Map<string, string>()
  for (const folder of folders) {
    for (const path of packsIn(folder)) {
      const opened = openPack(folder, path)
      if ('problem' in opened) loaded.problems.push(opened.problem)
      else loadPack(opened.files, packs, loaded)
    }
  }
  return clipped(loaded)
}

/** @returns the labs and problems of one pack that lies in `files`. */
export function loadPackFrom(files: PackFiles): LoadedPacks {
  const loaded: LoadedPacks = { labs: [], problems: [], notes: [], places: new Map(), files: new Map() }
  loadPack(files, new Map(), loaded)
  return clipped(loaded)
}

/** What an author wrote is quoted in problems; nobody reads the middle of a quotation of 200,000 characters. */
function clipped(loaded: LoadedPacks): LoadedPacks {
  const clip = (text: string) => (text.length > MOST_SAID ? `${text.slice(0, MOST_SAID / 2)} … ${text.slice(-MOST_SAID / 2)}` : text)
  return { ...loaded, problems: loaded.problems.map(problem => ({ ...problem, what: clip(problem.what), mend: clip(problem.mend) })) }
}

/** @returns the files of the pack at `path`, a folder or an archive, or why it can't be opened. @param root the folder that it must lie in */
export function openPack(root: string, path: string): { files: PackFiles; signer?: Signer } | { problem: Problem } {
  if (!existsSync(path)) return { problem: { file: shownPath(path), what: 'there is nothing at this place', mend: 'Put the pack back under this name.' } }
  if (!liesInside(root, path)) return { problem: { file: shownPath(path), what: 'the pack is a link that leads out of the folder of packs', mend: 'Put the pack itself here.' } }
  if (statSync(path).isDirectory()) return { files: new FolderFiles(path) }
  const opened = openArchive(path)
  if ('problem' in opened) return opened
  const { files, signer } = opened.archive
  return { files, ...(signer && { signer }) }
}

/** Names of packs, one a line: these come first, in this order. */
const PATH_FILE = 'learning-path.txt'

/** @returns the paths of the packs in `folder`, in the order of its learning path, then of their names; none when there is no such folder. */
export function packsIn(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return []
  const order = existsSync(join(folder, PATH_FILE)) ? readInside(folder, join(folder, PATH_FILE)) : { text: '' }
  const listed = 'text' in order ? order.text.split(/\r?\n/).map(line => line.trim()) : []
  const place = (name: string) => listed.includes(name) ? listed.indexOf(name) : listed.length
  const names = readdirSync(folder).filter(name => !name.startsWith('.')).sort().sort((one, other) => place(one) - place(other))
  return names.map(name => join(folder, name)).filter(path => /\.labpack$/i.test(path) || existsSync(join(path, 'pack.yaml')) || existsSync(join(path, 'pack.yml')))
}

function loadPack(files: PackFiles, packs: Map<string, string>, loaded: LoadedPacks): void {
  const { labs, problems, places } = loaded
  if (!files.has('pack.yaml') && files.has('pack.yml')) {
    problems.push({ file: files.shown('pack.yml'), what: 'the file is called pack.yml', mend: 'Call it pack.yaml.' })
    return
  }
  const parsed = parseSheet(files, 'pack.yaml', PackFile, faultOfEngine)
  if ('problems' in parsed) {
    problems.push(...parsed.problems)
    return
  }
  const { sheet } = parsed
  const first = packs.get(sheet.value.id)
  if (first !== undefined) {
    problems.push(sheet.problem(['id'], `the pack id "${sheet.value.id}" is taken by ${first}`, 'Give this pack another id, or remove one of the two.'))
    return
  }
  packs.set(sheet.value.id, files.shown())
  problems.push(...checkList(files, sheet), ...checkLanguages(sheet))
  loaded.notes.push(...missingTexts(sheet))
  const names = [...new Set(sheet.value.labs)].filter(name => files.has(name))
  const octets = new Map(names.map(name => [name, [undefined, ...(sheet.value.languages ?? []).slice(1)].flatMap(textFilesOf).reduce((sum, file) => sum + Math.min(files.octets(`${name}/${file}`), MAX_FILE_OCTETS + 1), 0)]))
  const whole = [...octets.values()].reduce((sum, length) => sum + length, 0)
  if (whole > MOST_TEXT) {
    problems.push(sheet.problem(['labs'], `the labs have ${whole} octets of text, at most ${MOST_TEXT} are read`, 'Cut the pack into several.', 'key'))
    return
  }
  let faulty = 0
  for (const name of names) {
    if (faulty > MOST_FAULTY) {
      problems.push(sheet.problem(['labs', sheet.value.labs.indexOf(name)], 'this lab and those after it were not read: there is too much wrong before', 'Mend the labs above first.'))
      return
    }
    const inside = files.below(name)
    const read = loadLab(files, name, sheet.value)
    const taken = read.lab && places.get(read.lab.id)
    if (taken !== undefined) problems.push({ file: inside.shown(), what: `the lab id "${name}" is taken by ${shownPath(taken)}`, mend: 'Give this lab another id.' })
    else if (read.lab) {
      labs.push(read.lab)
      places.set(read.lab.id, inside.place)
      loaded.files.set(read.lab.id, inside)
    }
    loaded.notes.push(...read.notes ?? [])
    if (read.problems.length > 0) faulty += octets.get(name) ?? 0
    problems.push(...read.problems)
  }
}

function loadLab(files: PackFiles, name: string, pack: PackFile): { lab?: Lab; problems: Problem[]; notes?: Problem[] } {
  const parsed = parseSheet(files, `${name}/lab.yaml`, LabFile)
  const read = files.text(`${name}/brief.md`)
  const ofBrief = 'problem' in read ? [read.problem] : []
  if ('problems' in parsed) return { problems: [...parsed.problems, ...ofBrief] }
  const lab = parsed.sheet.value
  const brief = readBrief('text' in read ? read.text : '')
  const shown = files.shown(`${name}/brief.md`)
  const markdown = checkMarkdown(shown, 'text' in read ? read.text : '', files.below(name))
  const blocks = checkBlocks(shown, markdown.fences, brief, lab)
  const inText = 'text' in read ? [...checkBrief(shown, brief, lab), ...markdown.problems, ...blocks.problems] : ofBrief
  const { recorded, problems: inRecording } = loadRecording(files.below(name), parsed.sheet)
  const problems = [...checkLab(parsed.sheet, name), ...inText, ...inRecording]
  if (problems.length > 0) return { problems }
  const narrative = Object.fromEntries(brief.sections.map(section => [section.id, section.text]))
  const loaded: Lab = { ...lab, pack: { id: pack.id, version: pack.version, title: pack.title }, language: firstLanguage(pack), intro: brief.intro, narrative, matrices: blocks.matrices, ...(recorded && { recorded }) }
  const [language = pack.language, ...others] = pack.languages ?? []
  const languages = [language, ...others]
  const texts = loadTexts(files.below(name), loaded, languages)
  if (texts.problems.length > 0) return { problems: texts.problems }
  const translated = Object.fromEntries(Object.entries(texts.translated).map(([other, one]) => [other, { ...one, pack: { ...one.pack, title: packTextsIn(pack, other).title } }]))
  return { lab: others.length === 0 ? loaded : { ...loaded, language, languages, translated }, problems, notes: texts.notes }
}

/** What a pack in several languages does not say of itself in all of them. */
function missingTexts({ value: { languages: [first = '', ...others] = [], texts = {} }, problem }: Sheet<PackFile>): Problem[] {
  return others.flatMap(language => (['title', 'summary'] as const).filter(key => texts[language]?.[key] === undefined)
    .map(key => problem(['texts', language], `the pack's ${key} is not said in ${language}`, `Until it is, "${first}" is shown.`)))
}

function checkLanguages({ value: { language, languages = [], texts = {} }, problem }: Sheet<PackFile>): Problem[] {
  const stray = Object.keys(texts).find(one => !languages.slice(1).includes(one))
  if (stray !== undefined) {
    const near = nearestWord(stray, languages.slice(1))
    const isFirst = stray === (languages[0] ?? language)
    return [problem(['texts', stray], isFirst ? `"${stray}" is the pack's first language` : `"${stray}" is no language of the pack`, isFirst ? 'Write them as "title" and "summary".' : near === undefined ? 'List it in "languages", or take it away.' : `Write "${near}".`, 'key')]
  }
  const twice = languages.findIndex((one, nth) => languages.indexOf(one) < nth)
  if (twice >= 0) return [problem(['languages', twice], `the language "${languages[twice] ?? ''}" is listed twice`, 'Keep one of the two.')]
  const isOther = languages.length > 0 && language !== 'en' && language !== languages[0]
  return isOther ? [problem(['language'], `"language" is "${language}", the first of "languages" is "${languages[0] ?? ''}"`, 'Take "language" away.')] : []
}

/** Labs that are listed but not there, twice, or there but not listed. */
function checkList(files: PackFiles, { value: pack, problem }: Sheet<PackFile>): Problem[] {
  const listed = new Set(pack.labs)
  const unlisted = files.names().filter(name => !listed.has(name) && files.has(`${name}/lab.yaml`))
  const seen = new Set<string>()
  return [
    ...pack.labs.flatMap((name, nth) => {
      if (seen.has(name)) return [problem(['labs', nth], `the lab "${name}" is listed twice`, 'Keep one of the two.')]
      seen.add(name)
      if (files.has(name)) return []
      return [problem(['labs', nth], `there is no folder "${name}" in ${basename(files.place)}`, unlisted.length === 1 ? `Write "${unlisted.join('')}".` : 'Correct the name, or make the folder.')]
    }),
    ...unlisted.map(name => problem(['labs'], `the folder "${name}" holds a lab that is not listed`, `Add "- ${name}" to "labs".`, 'key')),
  ]
}
