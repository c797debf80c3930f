// A lab as its author wrote it, a lab as the page may see it, and the pack that holds it.
import { z } from 'zod'
import { Matrix } from './capability.ts'
import { Controls, controlsOf } from './control.ts'
import type { FileRecord } from './exchange.ts'
import { Expectation } from './expectation.ts'
import { Prediction, Question, QUESTION_KINDS } from './question.ts'
import { Scenario } from './scenario.ts'
import { shuffled } from './shuffled.ts'

export const Id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'an id is small letters, digits and hyphens')

/** A hint costs nothing, unless its author takes points for it. */
const Hint = z.union([z.string().min(1), z.strictObject({ text: z.string().min(1), cost: z.int().min(0).max(100).default(0) })])
export type Hint = z.infer<typeof Hint>

/** So many expectations and questions of one step, and steps of a lab, are more than anybody would work through. */
const MOST = 50

/** A language as RFC 5646 writes it. */
export const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language is written as in RFC 5646, such as en or pt-BR')

export const Step = z.strictObject({
  id: Id,
  title: z.string().min(1),
  /** The request that the composer holds when the step opens, in the form of an `.http` file. */
  request: z.string().optional(),
  prediction: Prediction.optional(),
  expectations: z.array(Expectation).max(MOST).default([]),
  questions: z.array(Question).max(MOST).default([]),
  /** From vague to telling. */
  hints: z.array(Hint).max(20).default([]),
  /** So many times as much as a step without one this one counts in the mark. */
  weight: z.number().positive().max(100).optional(),
})
export type Step = z.infer<typeof Step>

/** The file `lab.yaml`. */
export const LabFile = z.strictObject({
  id: Id,
  title: z.string().min(1),
  summary: z.string().min(1),
  minutes: z.int().min(1).max(120),
  scenario: Scenario,
  /** A capture in the lab's folder, in Lab 501's own form, that each attempt begins with. Questions may ask about it; no expectation looks at it. */
  recording: z.string().regex(/^[a-z0-9][a-z0-9-]*[.]json$/, 'a recording is a file beside lab.yaml, such as night.json').optional(),
  steps: z.array(Step).min(1).max(MOST),
  /** Said when everything is met: what was learned. */
  learned: z.string().min(1),
})
export type LabFile = z.infer<typeof LabFile>

/** The file `pack.yaml`. */
export const PackFile = z.strictObject({
  format: z.literal(1),
  id: Id,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version is three numbers, such as 1.0.0'),
  title: z.string().min(1),
  summary: z.string().min(1),
  authors: z.array(z.string().min(1)).min(1),
  licence: z.string().min(1),
  language: z.string().default('en'),
  /** Where there are several: the first is the one of lab.yaml and brief.md, and stands in for what the others lack. */
  languages: z.array(Language).min(1).max(10).optional(),
  /** Its title and its summary in its other languages, by the language. What is left out is shown in the first one. */
  texts: z.record(Language, z.strictObject({ title: z.string().min(1).optional(), summary: z.string().min(1).optional() })).optional(),
  /** The versions of Lab 501 that it is for, such as `>=0.1`; all of them when it is left out. */
  engine: z.string().optional(),
  /** Folder names, in the order of the learning path. */
  labs: z.array(Id).min(1).max(500),
})
export type PackFile = z.infer<typeof PackFile>

/** @returns what a pack is called in that language, or in its first where it does not say. */
export function packTextsIn(pack: Pick<PackFile, 'title' | 'summary' | 'texts' | 'language' | 'languages'>, language: string | undefined): { title: string; summary: string; language: string } {
  const { title, summary, texts = {} } = pack
  const said = language !== undefined && Object.hasOwn(texts, language) ? texts[language] : undefined
  return { title: said?.title ?? title, summary: said?.summary ?? summary, language: (said?.title === undefined ? undefined : language) ?? firstLanguage(pack) }
}

/** @returns the language in which a pack says all that it says. */
export function firstLanguage({ language, languages }: Pick<PackFile, 'language' | 'languages'>): string {
  return languages?.[0] ?? language
}

/** A lab with its narrative: `brief.md` cut at its `## step-id` headings. */
export type Lab = LabFile & {
  readonly pack: Pick<PackFile, 'id' | 'version' | 'title'>
  /** Markdown before the first step, and of each step by its id. */
  readonly intro: string
  readonly narrative: Readonly<Record<string, string>>
  /** What `recording` holds: numbered from 1, and of the source `recorded` where a participant did not send it. */
  readonly recorded?: readonly FileRecord[]
  /** The capability matrices that the author shows, by the step's id, `''` for the text before the first. */
  readonly matrices?: Record<string, Matrix[]>
  /** Of all texts here. */
  readonly language?: string
  readonly languages?: readonly string[]
  /** The same lab in the other languages. */
  readonly translated?: Readonly<Record<string, Lab>>
}

const Labelled = z.object({ id: z.string(), label: z.string() })

/** What the page may know of a step: no condition, no right answer, no hint that was not taken. */
export const StepView = z.object({
  id: z.string(),
  title: z.string(),
  narrative: z.string(),
  request: z.string().optional(),
  prediction: z.object({ id: z.string(), ask: z.string(), options: z.array(Labelled) }).optional(),
  questions: z.array(z.object({
    id: z.string(),
    kind: z.enum(QUESTION_KINDS),
    ask: z.string(),
    /** What there is to choose from, to put in order, or to find an answer for. */
    options: z.array(Labelled),
    /** For `match`: what the options can be matched with. */
    answers: z.array(Labelled).optional(),
    unit: z.string().optional(),
  })),
  hintCount: z.int(),
  /** What each hint takes off the points, in order; absent where all are free. */
  hintCosts: z.array(z.int()).optional(),
})
export type StepView = Readonly<z.infer<typeof StepView>>

export const LabView = z.object({
  id: z.string(),
  pack: z.object({ id: z.string(), version: z.string(), title: z.string() }),
  title: z.string(),
  summary: z.string(),
  minutes: z.int(),
  intro: z.string(),
  learned: z.string(),
  steps: z.array(StepView),
  controls: Controls,
  /** What the author shows of the scenario, by the step's id, in the order of its text; `''` for the text before the first. */
  matrices: z.record(z.string(), z.array(Matrix)).optional(),
  /** Of the texts. */
  language: z.string().optional(),
  /** Where there are several: all of them. */
  languages: z.array(z.string()).optional(),
})
export type LabView = Readonly<z.infer<typeof LabView>>

/** @returns the text of a hint. */
export function textOfHint(hint: Hint): string {
  return typeof hint === 'string' ? hint : hint.text
}

/** @returns the points that a hint takes. */
export function costOfHint(hint: Hint): number {
  return typeof hint === 'string' ? 0 : hint.cost
}

/** @returns the points that the hints taken so far cost. */
export function costOfHints(steps: readonly Pick<StepView, 'id' | 'hintCosts'>[], taken: readonly { readonly step: string; readonly nth: number }[]): number {
  return taken.reduce((sum, { step, nth }) => sum + (steps.find(({ id }) => id === step)?.hintCosts?.[nth - 1] ?? 0), 0)
}

/** @returns the lab without what would give its answers away. */
export function viewOfLab(lab: Lab): LabView {
  const { id, pack, title, summary, minutes, intro, learned, matrices, language, languages } = lab
  const steps = lab.steps.map((step): StepView => ({
    id: step.id,
    title: step.title,
    narrative: lab.narrative[step.id] ?? '',
    ...(step.request !== undefined && { request: step.request }),
    ...(step.prediction && { prediction: { id: step.prediction.id, ask: step.prediction.ask, options: plain(step.prediction.options) } }),
    questions: step.questions.map(question => viewOfQuestion(question, lab)),
    hintCount: step.hints.length,
    ...(step.hints.some(hint => costOfHint(hint) > 0) && { hintCosts: step.hints.map(costOfHint) }),
  }))
  return { id, pack: { id: pack.id, version: pack.version, title: pack.title }, title, summary, minutes, intro, learned, steps, controls: controlsOf(lab.scenario), ...(matrices && Object.keys(matrices).length > 0 && { matrices }), ...(language !== undefined && { language }), ...(languages && { languages: [...languages] }) }
}

type Options = readonly { readonly id: string; readonly label: string }[]

function plain(options: Options): z.infer<typeof Labelled>[] {
  return options.map(option => ({ id: option.id, label: option.label }))
}

/** What is written in the right order is shown in another, which is always the same one. */
function viewOfQuestion(question: Question, { scenario }: LabFile): StepView['questions'][number] {
  const { id, kind, ask } = question
  const view = { id, kind, ask, options: [] }
  switch (kind) {
    case 'choice':
    case 'multiple': return { ...view, options: plain(question.options) }
    case 'order': return { ...view, options: plain(shuffled(question.items, id)) }
    case 'match': return { ...view, options: plain(question.items), answers: plain(shuffled(question.answers, id)) }
    case 'attribution': return { ...view, options: scenario.participants.map(({ name }) => ({ id: name, label: name })) }
    case 'number': return { ...view, ...(question.unit !== undefined && { unit: question.unit }) }
    case 'text':
    case 'bytes': return view
  }
}
