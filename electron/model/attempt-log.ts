// What happened in an attempt, entry by entry: the history that a result is made from. Entries gain kinds, and never change their meaning.
import { z } from 'zod'
import { Deed, ScenarioEvent } from './control.ts'
import { HintTaken } from './attempt.ts'
import { Answer } from './question.ts'
import { Outcome } from './verdict.ts'
import { WallMs } from './wall-ms.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Name = z.string().max(200)

/** The bytes of one side of an exchange that a verdict rests on. */
export const EvidenceDigest = z.strictObject({ exchange: z.string().max(20), side: z.enum(['request', 'response']), sha256: Sha256 })
export type EvidenceDigest = Readonly<z.infer<typeof EvidenceDigest>>

const LoggedVerdict = z.strictObject({ of: Name, outcome: Outcome, earned: z.int(), evidence: z.array(EvidenceDigest).max(50).optional() })

export const LogEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('began'), at: WallMs, lab: Name, packVersion: Name }),
  /** An attempt from before there was a log: how it stood when the log began. */
  z.strictObject({ kind: z.literal('adopted'), at: WallMs, lab: Name, packVersion: Name, lastSeq: z.int(), answers: z.array(Answer), hints: z.array(HintTaken), events: z.array(ScenarioEvent), verdicts: z.array(LoggedVerdict) }),
  /** Its servers were started again: another day, another start of the app. */
  z.strictObject({ kind: z.literal('opened'), at: WallMs, packVersion: Name }),
  z.strictObject({ kind: z.literal('answered'), at: WallMs, question: Name, value: Answer.shape.value, afterSeq: z.int() }),
  z.strictObject({ kind: z.literal('hint'), at: WallMs, step: Name, nth: z.int() }),
  z.strictObject({ kind: z.literal('did'), at: WallMs, afterSeq: z.int(), control: Deed }),
  /** Those verdicts that are others than before. */
  z.strictObject({ kind: z.literal('judged'), at: WallMs, packVersion: Name.optional(), verdicts: z.array(LoggedVerdict) }),
  z.strictObject({ kind: z.literal('finished'), at: WallMs }),
])
export type LogEntry = Readonly<z.infer<typeof LogEntry>>
export type LoggedVerdict = Readonly<z.infer<typeof LoggedVerdict>>

/** An entry in its place. `before` is the SHA-256 of the line before it. */
export const LogLine = z.strictObject({ nth: z.int().positive(), before: Sha256, entry: LogEntry })
export type LogLine = Readonly<z.infer<typeof LogLine>>

/** What a log comes to. */
export interface Told {
  readonly answers: readonly Answer[]
  readonly hints: readonly HintTaken[]
  readonly events: readonly ScenarioEvent[]
  /** The latest of each. */
  readonly verdicts: ReadonlyMap<string, LoggedVerdict>
  readonly opened: number
  readonly lastMs: number
}

/** @returns what the entries tell, in their order. */
export function toldBy(entries: readonly LogEntry[]): Told {
  const [answers, hints, events, verdicts] = [[] as Answer[], [] as HintTaken[], [] as ScenarioEvent[], new Map<string, LoggedVerdict>()]
  let opened = 0
  for (const entry of entries) {
    switch (entry.kind) {
      case 'adopted':
        answers.push(...entry.answers)
        hints.push(...entry.hints)
        events.push(...entry.events)
        for (const verdict of entry.verdicts) verdicts.set(verdict.of, verdict)
        break
      case 'answered': answers.push({ question: entry.question, value: entry.value, afterSeq: entry.afterSeq, givenWallMs: entry.at }); break
      case 'hint': hints.push({ step: entry.step, nth: entry.nth, takenWallMs: entry.at }); break
      case 'did': events.push({ nth: events.length + 1, afterSeq: entry.afterSeq, atWallMs: entry.at, control: entry.control }); break
      case 'judged': for (const verdict of entry.verdicts) verdicts.set(verdict.of, verdict); break
      case 'opened': opened += 1; break
      case 'began':
      case 'finished': break
    }
  }
  return { answers, hints, events, verdicts, opened, lastMs: entries.at(-1)?.at ?? 0 }
}
