// The texts of a lab in another language: the same structure as lab.yaml, with what is read by people and nothing else.
import { z } from 'zod'
import type { Lab, LabFile } from './lab.ts'

const Words = z.string().min(1).optional()
const Named = z.strictObject({ id: z.string(), label: Words })

/** The file `lab.de.yaml`, for the language `de`. What it leaves out is shown in the pack's first language. */
export const LabTexts = z.strictObject({
  title: Words,
  summary: Words,
  learned: Words,
  steps: z.array(z.strictObject({
    id: z.string(),
    title: Words,
    prediction: z.strictObject({ ask: Words, options: z.array(Named).optional() }).optional(),
    expectations: z.array(z.strictObject({
      id: z.string(),
      says: Words,
      because: Words,
      feedback: z.array(z.strictObject({ id: z.string(), say: Words })).optional(),
    })).optional(),
    questions: z.array(z.strictObject({
      id: z.string(),
      ask: Words,
      options: z.array(Named.extend({ feedback: Words })).optional(),
      items: z.array(Named.extend({ feedback: Words })).optional(),
      answers: z.array(Named).optional(),
      right: Words,
      wrong: Words,
      elsewhere: Words,
      /** As many as in lab.yaml, in the same order. */
      near: z.array(z.strictObject({ feedback: Words })).optional(),
    })).optional(),
    /** As many as in lab.yaml, in the same order. */
    hints: z.array(z.string()).optional(),
  })).optional(),
})
export type LabTexts = z.infer<typeof LabTexts>

type Path = readonly (string | number)[]

export interface Translation {
  readonly lab: LabFile
  /** What stands in the other language alone: where, and which words would have fitted there. */
  readonly strange: readonly { readonly path: Path; readonly what: string; readonly word?: string; readonly among?: readonly string[] }[]
  /** The texts of lab.yaml that the other language lacks, by their way through the file, and where they would stand. */
  readonly missing: readonly { readonly path: Path; readonly name: string }[]
}

/** Keys of lab.yaml whose values are read by people, and those that lead on to such. All else is the same in every language. */
const TEXTS = new Set(['title', 'summary', 'learned', 'ask', 'label', 'says', 'because', 'say', 'feedback', 'right', 'wrong', 'elsewhere'])
const WAYS = new Set(['steps', 'prediction', 'expectations', 'questions', 'options', 'items', 'answers', 'near', 'hints', 'feedback'])

/** @returns the lab with the texts of another language, which change nothing that is graded. */
export function translate(lab: LabFile, texts: LabTexts): Translation {
  const strange: { path: Path; what: string; word?: string; among?: readonly string[] }[] = []
  const missing: { path: Path; name: string }[] = []

  function pair(base: unknown, other: unknown, path: Path, name: string): unknown {
    if (typeof base === 'string') {
      if (typeof other === 'string') return other
      missing.push({ path, name })
      return base
    }
    if (Array.isArray(base)) return pairList(base as readonly unknown[], Array.isArray(other) ? other as readonly unknown[] : [], path, name)
    return pairKeys(base as Readonly<Record<string, unknown>>, (other ?? {}) as Readonly<Record<string, unknown>>, path, name)
  }

  function pairList(base: readonly unknown[], other: readonly unknown[], path: Path, name: string): unknown[] {
    const among = base.map(idOf)
    const at = (item: unknown, nth: number) => (idOf(item) === undefined ? nth : other.findIndex(one => idOf(one) === idOf(item)))
    for (const [nth, item] of other.entries()) {
      const id = idOf(item)
      if (id === undefined ? nth >= base.length : !among.includes(id)) {
        const known = among.filter(one => one !== undefined)
        strange.push(id === undefined
          ? { path: [...path, nth], what: `lab.yaml has ${base.length} of "${String(path.at(-1))}"` }
          : { path: [...path, nth, 'id'], what: `lab.yaml has no "${id}" among its ${String(path.at(-1))}, one of ${known.join(', ')} is expected`, word: id, among: known })
      } else if (id !== undefined && other.findIndex(one => idOf(one) === id) < nth) strange.push({ path: [...path, nth, 'id'], what: `"${id}" stands here twice` })
    }
    return base.map((item, nth) => {
      const place = at(item, nth)
      const found = other[place]
      const where = found === undefined ? path : [...path, place]
      const called = `${name}.${idOf(item) ?? nth + 1}`
      // A hint with a cost is said as its text alone.
      return path.at(-1) === 'hints' && typeof item === 'object' ? { ...item, text: pair((item as { text: string }).text, found, where, called) } : pair(item, found, where, called)
    })
  }

  function pairKeys(base: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>, path: Path, name: string): unknown {
    for (const key of Object.keys(other)) if (key !== 'id' && base[key] === undefined) strange.push({ path: [...path, key], what: `lab.yaml says nothing under "${key}" here` })
    const entries = Object.entries(base).map(([key, value]): [string, unknown] => {
      const isText = typeof value === 'string' && TEXTS.has(key)
      const leadsOn = typeof value === 'object' && value !== null && WAYS.has(key)
      if (!isText && !leadsOn) return [key, value]
      return [key, pair(value, other[key], other[key] === undefined ? path : [...path, key], name === '' ? key : `${name}.${key}`)]
    })
    return Object.fromEntries(entries)
  }

  // Texts stay texts and shapes stay shapes, which the compiler cannot see.
  return { lab: pair(lab, texts, [], '') as LabFile, strange, missing }
}

function idOf(item: unknown): string | undefined {
  return typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : undefined
}

/** @returns the lab in that language, or in its pack's first where it has no such texts. */
export function inLanguage(lab: Lab, language: string | undefined): Lab {
  return (language === undefined ? undefined : lab.translated?.[language]) ?? lab
}
