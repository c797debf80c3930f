// One learner's run of one lab, over as many requests, restarts and days as it takes.
import { z } from 'zod'
import { BenchSetup } from './bench.ts'
import { ScenarioEvent } from './control.ts'
import { Exchange } from './exchange.ts'
import { LabView } from './lab.ts'
import { Phrase } from './phrase.ts'
import { Answer } from './question.ts'
import { Verdict } from './verdict.ts'

export const HintTaken = z.object({ step: z.string(), nth: z.int().positive(), takenWallMs: z.number() })
export type HintTaken = Readonly<z.infer<typeof HintTaken>>

export const Attempt = z.object({
  id: z.string(),
  lab: z.string(),
  packVersion: z.string(),
  startedWallMs: z.number(),
  finishedWallMs: z.number().optional(),
  /** The step that the learner looks at. */
  step: z.string(),
  /** The id that it had before it was restored beside another of that id. */
  seed: z.string().optional(),
})
export type Attempt = Readonly<z.infer<typeof Attempt>>

/** @returns what its lab is filled by, and its log chained to. */
export function seedOf({ id, seed }: { readonly id: string; readonly seed?: string | undefined }): string {
  return seed ?? id
}

/** Where a participant of the running topology can be reached. */
export const Entry = z.object({
  participant: z.string(),
  role: z.enum(['origin', 'gateway', 'cache']),
  port: z.int(),
  /** The one to show: `http://127.0.0.1:PORT`, or `https:` where it speaks TLS. */
  url: z.string(),
  /** Absent where this machine has no IPv6 loopback. */
  url6: z.string().optional(),
  /** As ALPN names them (RFC 7301 §6, RFC 9113 §3.1). Absent: HTTP/1.1 alone. */
  protocols: z.array(z.enum(['http/1.1', 'h2'])).optional(),
  /** The file with the certificate to trust, where it speaks TLS: `curl --cacert FILE`. */
  caFile: z.string().optional(),
})
export type Entry = Readonly<z.infer<typeof Entry>>

/** All that the page needs to show an attempt where it was left. */
export const AttemptView = z.object({
  attempt: Attempt,
  lab: LabView,
  /** Present where it is no lab; `lab` then has one step, and nothing is asked. */
  bench: BenchSetup.optional(),
  entries: z.array(Entry),
  notices: z.array(Phrase),
  /** The first of them; those of a long capture follow in pages. */
  exchanges: z.array(Exchange),
  /** The number of the latest exchange; 0 where there is none. */
  lastSeq: z.int().nonnegative(),
  answers: z.array(Answer),
  hints: z.array(HintTaken.extend({ text: z.string() })),
  events: z.array(ScenarioEvent),
  verdicts: z.array(Verdict),
})
export type AttemptView = Readonly<z.infer<typeof AttemptView>>

/** A lab on the learning path, with how far its latest attempt got. */
export const LabSummary = z.object({
  id: z.string(),
  pack: z.object({ id: z.string(), version: z.string(), title: z.string() }),
  title: z.string(),
  summary: z.string(),
  /** Of title and summary. */
  language: z.string().optional(),
  minutes: z.int(),
  steps: z.int(),
  progress: z.object({
    state: z.enum(['new', 'open', 'done']),
    stepsMet: z.int(),
    /** The title of the step where it was left. */
    at: z.string().optional(),
    lastWallMs: z.number().optional(),
    /** Of the pack that the latest verdicts were made with. */
    packVersion: z.string().optional(),
  }),
})
export type LabSummary = Readonly<z.infer<typeof LabSummary>>
