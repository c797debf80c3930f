// A lab in the other languages of its pack: brief.de.md beside brief.md, lab.de.yaml beside lab.yaml. What is missing falls back, and is told.
import { LabTexts, translate } from '../../model/lab-texts.ts'
import type { Lab, LabFile } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import { readBrief } from './brief.ts'
import { checkBlocks } from './check-blocks.ts'
import { checkBrief } from './check-brief.ts'
import { checkMarkdown } from './check-markdown.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import type { PackFiles } from './pack-files.ts'
import { parseSheet } from './parse-sheet.ts'

export interface LoadedTexts {
  readonly translated: Record<string, Lab>
  readonly problems: Problem[]
  /** What a learner of another language reads in the first one. */
  readonly notes: Problem[]
}

/** @param files those of the lab's folder @param lab in the first language @param languages all of the pack, the first one first */
export function loadTexts(files: PackFiles, lab: Lab, languages: readonly string[]): LoadedTexts {
  const [first = '', ...others] = languages
  const loaded: LoadedTexts = { translated: {}, problems: strayFiles(files, first, others), notes: [] }
  for (const language of others) loaded.translated[language] = loadLanguage(files, { ...lab, language, languages }, language, first, loaded)
  return loaded
}

/** @returns the files that a lab has in a language, in the order in which they are read. */
export function textFilesOf(language?: string): string[] {
  return language === undefined ? ['lab.yaml', 'brief.md'] : [`lab.${language}.yaml`, `brief.${language}.md`]
}

function strayFiles(files: PackFiles, first: string, others: readonly string[]): Problem[] {
  return files.names().flatMap(name => {
    const language = /^(?:lab\.([\w-]+)\.yaml|brief\.([\w-]+)\.md)$/.exec(name)?.slice(1).find(word => word !== undefined)
    if (language === undefined || others.includes(language)) return []
    if (language === first) return [{ file: files.shown(name), what: `"${first}" is the pack's first language`, mend: 'Put its texts into lab.yaml and brief.md.' }]
    const near = nearestWord(language, others)
    return [{ file: files.shown(name), what: `"${language}" is no language of the pack`, mend: near === undefined ? `Write "languages: [${[first, ...others, language].join(', ')}]" into pack.yaml, or take the file away.` : `Write "${near}".` }]
  })
}

function loadLanguage(files: PackFiles, lab: Lab, language: string, first: string, { problems, notes }: LoadedTexts): Lab {
  const [sheetName = '', briefName = ''] = textFilesOf(language)
  const note = (name: string, what: string) => notes.push({ file: files.shown(name), what, mend: `Until it is, "${first}" is shown.` })
  const texts = files.has(sheetName) ? readTexts(files, sheetName, lab, language, { problems, notes }, first) : lab
  if (!files.has(sheetName)) note(sheetName, `the lab's own texts are not said in ${language}`)
  if (files.has(briefName)) return withBrief(files, briefName, { ...lab, ...texts }, { problems, notes: what => note(briefName, what) }, language)
  note(briefName, `what the learner reads is not said in ${language}`)
  return { ...lab, ...texts }
}

function readTexts(files: PackFiles, name: string, lab: Lab, language: string, told: Pick<LoadedTexts, 'problems' | 'notes'>, first: string): LabFile {
  const parsed = parseSheet(files, name, LabTexts)
  if ('problems' in parsed) {
    told.problems.push(...parsed.problems)
    return lab
  }
  const { sheet } = parsed
  const { lab: translated, strange, missing } = translate(lab, sheet.value)
  for (const { path, what, word, among } of strange) {
    const near = word === undefined ? undefined : nearestWord(word, among ?? [])
    told.problems.push(sheet.problem(path, what, near === undefined ? 'Take it away, or correct lab.yaml.' : `Write "${near}".`, word === undefined ? 'key' : 'value'))
  }
  for (const { path, name: text } of missing) told.notes.push(sheet.problem(path, `${text} is not said in ${language}`, `Until it is, "${first}" is shown.`))
  return translated
}

function withBrief(files: PackFiles, name: string, lab: Lab, told: { problems: Problem[]; notes: (what: string) => void }, language: string): Lab {
  const read = files.text(name)
  if ('problem' in read) {
    told.problems.push(read.problem)
    return lab
  }
  const brief = readBrief(read.text)
  const shown = files.shown(name)
  const markdown = checkMarkdown(shown, read.text, files)
  const blocks = checkBlocks(shown, markdown.fences, brief, lab)
  told.problems.push(...checkBrief(shown, brief, lab, 'part'), ...markdown.problems, ...blocks.problems)
  const said = Object.fromEntries(brief.sections.map(({ id, text }) => [id, text]))
  for (const { id } of lab.steps) if (said[id] === undefined) told.notes(`the step "${id}" is not told in ${language}`)
  if (brief.intro === '') told.notes(`what stands before the first heading is not said in ${language}`)
  const own = (id: string) => (id === '' ? brief.intro !== '' : said[id] !== undefined)
  return {
    ...lab, intro: brief.intro === '' ? lab.intro : brief.intro, narrative: { ...lab.narrative, ...said },
    matrices: { ...Object.fromEntries(Object.entries(lab.matrices ?? {}).filter(([id]) => !own(id))), ...blocks.matrices },
  }
}
