// A lab as the kit prints it: in a language, with its blanks filled for paper. What a learner may read is kept apart from what only an instructor may.
import { fillSeeds, showSeedsAs } from '../../model/blanks.ts'
import { viewOfLab, type Lab, type LabView } from '../../model/lab.ts'
import type { ProofFile } from '../../model/proof.ts'
import { citedBy } from '../../model/references.ts'
import type { PackFiles } from '../packs/pack-files.ts'
import { readPicture } from '../packs/read-picture.ts'

/** What the kit is given of each lab. */
export interface KitLab { readonly lab: Lab; readonly proof?: ProofFile | undefined; readonly files?: PackFiles | undefined }

/** All that a hand-out is made of; there is no answer in it that could slip out. */
export interface Sheet {
  readonly view: Omit<LabView, 'learned'>
  readonly asks: readonly { readonly step: string; readonly says: string; readonly points: number; readonly optional: boolean }[]
  readonly cited: readonly string[]
  readonly address: string
}

/** Where a lab answers when nobody is in its way. */
const PORT = 4501
const CITATION = /\bRFC \d{3,5}(?: §\d+(?:\.\d+)*)?/g

const addressOf = ({ scenario: { participants: [entry] } }: Lab): string => `${entry?.tls ? 'https' : 'http'}://127.0.0.1:${PORT}`
const filled = <T>(value: T, address: string): T => JSON.parse(JSON.stringify(value).replaceAll('{{url}}', address).replaceAll('{{port}}', String(PORT))) as T
const inLanguage = (lab: Lab, language: string): Lab => lab.translated?.[language] ?? lab

/** @param yours stands where each attempt has a word of its own */
export function sheetOf(lab: Lab, language: string, yours: string): Sheet {
  const spoken = inLanguage(lab, language)
  const address = addressOf(lab)
  const { learned: _learned, ...view } = viewOfLab(spoken)
  const texts = [view.intro, ...view.steps.flatMap(({ narrative }) => narrative), ...spoken.steps.flatMap(({ expectations, questions }) => [...expectations, ...questions].flatMap(({ section }) => section ?? []))]
  const sheet = { view, asks: spoken.steps.flatMap(({ id, expectations }) => expectations.map(({ says, points, optional }) => ({ step: id, says, points, optional }))), cited: citationsIn(texts), address }
  return filled(showSeedsAs(sheet, `‹${yours}›`), address)
}

/** @returns the whole lab with its proof, as one attempt would have it. */
export function lessonOf({ lab, proof }: KitLab, language: string): { readonly lab: Lab; readonly proof: ProofFile | undefined; readonly address: string } {
  const address = addressOf(lab)
  const { matrices: _matrices, recorded: _recorded, translated: _translated, ...spoken } = inLanguage(lab, language)
  return { ...filled(fillSeeds({ lab: spoken, proof }, 'proof'), address), address }
}

/** @returns a picture of the lab as a `data:` address; undefined for one that may not be shown. */
export function pictureOfLab({ files }: KitLab, name: string): string | undefined {
  const read = files && readPicture(files, name)
  return !read || 'fault' in read ? undefined : `data:${read.type};base64,${Buffer.from(read.bytes).toString('base64')}`
}

/** @returns each citation once, specification by specification and section by section, with the title of what is known. */
function citationsIn(texts: readonly string[]): string[] {
  const cited = [...new Set(texts.flatMap(text => text.match(CITATION) ?? []))]
  return cited.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true })).map(citation => {
    const { reference, title } = citedBy(citation) ?? {}
    const name = title ?? reference?.title
    return name === undefined ? citation : `${citation}: ${name}`
  })
}
