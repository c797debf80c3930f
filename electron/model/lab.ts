// A lab as its author wrote it, a lab as the page may see it, and the pack that holds it.
import { z } from 'zod'
import { Controls, controlsOf } from './control.ts'
import { Expectation } from './expectation.ts'
import { Prediction, Question } from './question.ts'
import { Scenario } from './scenario.ts'

export const Id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'an id is small letters, digits and hyphens')

export const Step = z.strictObject({
  id: Id,
  title: z.string().min(1),
  /** The request that the composer holds when the step opens, in the form of an `.http` file. */
  request: z.string().optional(),
  prediction: Prediction.optional(),
  expectations: z.array(Expectation).default([]),
  questions: z.array(Question).default([]),
  /** From vague to telling. */
  hints: z.array(z.string().min(1)).default([]),
})
export type Step = z.infer<typeof Step>

/** The file `lab.yaml`. */
export const LabFile = z.strictObject({
  id: Id,
  title: z.string().min(1),
  summary: z.string().min(1),
  minutes: z.int().min(1).max(120),
  scenario: Scenario,
  steps: z.array(Step).min(1),
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
  /** The versions of Lab 501 that it is for, such as `>=0.1`; all of them when it is left out. */
  engine: z.string().optional(),
  /** Folder names, in the order of the learning path. */
  labs: z.array(Id).min(1).max(500),
})
export type PackFile = z.infer<typeof PackFile>

/** A lab with its narrative: `brief.md` cut at its `## step-id` headings. */
export type Lab = LabFile & {
  readonly pack: Pick<PackFile, 'id' | 'version' | 'title'>
  /** Markdown before the first step, and of each step by its id. */
  readonly intro: string
  readonly narrative: Readonly<Record<string, string>>
}

/** What the page may know of a step: no condition, no right answer, no hint that was not taken. */
export const StepView = z.object({
  id: z.string(),
  title: z.string(),
  narrative: z.string(),
  request: z.string().optional(),
  prediction: z.object({ id: z.string(), ask: z.string(), options: z.array(z.object({ id: z.string(), label: z.string() })) }).optional(),
  questions: z.array(z.object({
    id: z.string(),
    kind: z.enum(['choice', 'multiple', 'text']),
    ask: z.string(),
    options: z.array(z.object({ id: z.string(), label: z.string() })),
  })),
  hintCount: z.int(),
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
})
export type LabView = Readonly<z.infer<typeof LabView>>

/** @returns the lab without what would give its answers away. */
export function viewOfLab(lab: Lab): LabView {
  const { id, pack, title, summary, minutes, intro, learned } = lab
  const plain = (options: readonly { id: string; label: string }[]) => options.map(option => ({ id: option.id, label: option.label }))
  const steps = lab.steps.map((step): StepView => ({
    id: step.id,
    title: step.title,
    narrative: lab.narrative[step.id] ?? '',
    ...(step.request !== undefined && { request: step.request }),
    ...(step.prediction && { prediction: { id: step.prediction.id, ask: step.prediction.ask, options: plain(step.prediction.options) } }),
    questions: step.questions.map(question => ({
      id: question.id, kind: question.kind, ask: question.ask, options: question.kind === 'text' ? [] : plain(question.options),
    })),
    hintCount: step.hints.length,
  }))
  return { id, pack: { id: pack.id, version: pack.version, title: pack.title }, title, summary, minutes, intro, learned, steps, controls: controlsOf(lab.scenario) }
}
