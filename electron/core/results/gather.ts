// What comes of many results: learners × labs, and for each expectation who missed it and how. Of a file only figures stay, so that thousands fit.
import type { LogEntry } from '../../model/attempt-log.ts'
import { seedOf } from '../../model/attempt.ts'
import { costOfHint, type Lab } from '../../model/lab.ts'
import { sayInEnglish } from '../../model/phrase.ts'
import type { ResultAttempt } from '../../model/result.ts'
import { tally, type Verdict } from '../../model/verdict.ts'
import { atOnce, type Steps } from '../turns/in-turns.ts'
import { hashOfLine, readChain } from '../store/attempt-log.ts'
import { chainOf, linesInCommon } from './chain.ts'
import type { Claimed, ReadAttempt, ReadResult } from './read-result.ts'

/** Nobody works at a lab while so much time passes without anything that is logged. */
const PAUSE_MS = 10 * 60_000
/** So many exchanges of one group are enough for a projector. */
const MOST_EXAMPLES = 3
const LONGEST_GROUP = 120
const LONGEST_WAY = 400

/** One attempt, as far as it is kept. */
export interface Standing {
  readonly attempt: string
  /** The hash of the first line of its log, which says which attempt it is, whatever it is called where it was restored. */
  readonly beginning: string
  readonly lab: string
  readonly packVersion: string
  readonly earned: number
  readonly points: number
  readonly met: number
  readonly required: number
  readonly hints: number
  /** How often it was opened again. */
  readonly opened: number
  readonly workedMs: number
  readonly startedWallMs: number
  readonly isFinished: boolean
  /** The first step in which something required is not met. */
  readonly stuck: string | undefined
  /** Something required of that step is missed: who has only not come so far works, and what later steps ask for is nobody's trouble yet. */
  readonly isStuck: boolean
  /** Why its verdicts are only claimed; absent when all of them were graded anew. */
  readonly claimed: Claimed | 'redacted' | undefined
  readonly outcomes: readonly Outcome[]
  readonly lines: number
  readonly chain: Uint8Array
  readonly file: string
}

/** `group`: how it was missed. */
export interface Outcome { readonly of: string; readonly step: string; readonly outcome: Verdict['outcome']; readonly group?: string }
export interface Learner { readonly key: string; readonly names: string[]; readonly attempts: Standing[] }
/** One attempt that goes on in several ways after a beginning of `common` lines of its log, as on two machines after a restore. */
export interface Forked { readonly attempt: string; readonly lab: string; readonly learner: string; readonly ways: number; readonly common: number }
export interface Example { readonly file: string; readonly attempt: string; readonly exchange: string; readonly learner: string }
/** One way in which something was missed; `says`: its author's words on it, where there are some. */
export interface Way { readonly group: string; readonly says: string; readonly count: number; readonly examples: readonly Example[] }
export interface Missed { readonly of: string; readonly step: string; readonly says: string; readonly met: number; readonly missed: number; readonly notYet: number; readonly groups: readonly Way[] }
export interface LabFigures { readonly lab: string; readonly title: string; readonly learners: number; readonly done: number; readonly stuck: number; readonly expectations: readonly Missed[] }
/** The attempt that counts, how many there are at the same lab, and in how many ways one of them goes on. */
export type Best = Standing & { readonly tries: number; readonly ways: number }
export interface Refused { readonly file: string; readonly why: string }

export class Gathered {
  /** By key, in the order in which they came. */
  readonly learners = new Map<string, Learner>()
  readonly refused: Refused[] = []
  /** The same attempt in files of two keys. */
  readonly shared: { readonly attempt: string; readonly lab: string; readonly learners: string[] }[] = []
  files = 0
  /** Keys by the attempt that is in their files. */
  readonly #owners = new Map<string, string[]>()
  readonly #forked = new Map<string, Forked>()
  readonly #titles = new Map<string, string>()
  readonly #says = new Map<string, string>()
  readonly #examples = new Map<string, Example[]>()
  readonly #same = new Map<string, Outcome>()
  /** Of each learner, until something of theirs comes. */
  readonly #best = new WeakMap<Learner, ReadonlyMap<string, Best>>()

  refuse(file: string, why: string): void {
    this.files += 1
    this.refused.push({ file, why })
  }

  take(file: string, { key, sheet, attempts }: ReadResult): void {
    this.files += 1
    const learner = this.learners.get(key) ?? { key, names: [], attempts: [] }
    this.learners.set(key, learner)
    if (!learner.names.includes(sheet.learner.name)) learner.names.push(sheet.learner.name)
    for (const read of attempts) this.#take(file, learner, read)
    this.#best.delete(learner)
  }

  /** Attempts of one key that go on in several ways; each of them stays. */
  get forked(): readonly Forked[] {
    return [...this.#forked.values()]
  }

  /** @returns the attempt that counts for each lab: the one with the most points, of those the latest; and how many there are */
  best(learner: Learner): ReadonlyMap<string, Best> {
    const known = this.#best.get(learner)
    if (known) return known
    const byLab = Map.groupBy(learner.attempts, ({ lab }) => lab)
    const best = new Map([...byLab].map(([lab, all]) => {
      const ways = Math.max(...all.map(({ beginning }) => this.#forked.get(`${learner.key} ${beginning}`)?.ways ?? 1))
      return [lab, { ...all.reduce((best, one) => (isBetter(one, best) ? one : best)), tries: all.length, ways }]
    }))
    this.#best.set(learner, best)
    return best
  }

  /** @returns what became of each expectation of each lab, counted by learners. */
  figures(): LabFigures[] {
    return atOnce(this.figuring())
  }

  /** `figures`, in steps: of thousands of learners they take a while. */
  * figuring(): Steps<LabFigures[]> {
    const labs = new Map<string, LabTally>()
    for (const learner of this.learners.values()) {
      for (const [lab, best] of this.best(learner)) {
        const tallied = labs.get(lab) ?? new LabTally()
        labs.set(lab, tallied)
        tallied.take(best)
      }
      yield
    }
    return [...labs].map(([lab, { learners, done, stuck, expectations }]) => ({
      lab, title: this.titleOf(lab), learners, done, stuck,
      expectations: [...expectations].map(([of, { step, groups, ...counts }]) => ({
        of, step, says: this.saysOf(lab, of), ...counts,
        groups: [...groups].map(([group, count]) => ({ group, says: this.wayOf(lab, of, group), count, examples: this.#examples.get(`${lab} ${of} ${group}`) ?? [] })).sort((one, other) => other.count - one.count),
      })),
    }))
  }

  titleOf(lab: string): string {
    return this.#titles.get(lab) ?? lab
  }

  /** @returns what an expectation or a question asks for; its id where no pack that is here says it */
  saysOf(lab: string, of: string): string {
    return this.#says.get(`${lab} ${of}`) ?? of
  }

  /** @returns a way in which it was missed, in the author's words where there are some */
  wayOf(lab: string, of: string, group: string): string {
    return this.#says.get(`${lab} ${of} ${group}`) ?? group
  }

  #take(file: string, learner: Learner, read: ReadAttempt): void {
    const { attempt, lines, lab } = read
    const beginning = hashOfLine(lines[0] ?? '')
    this.#own(beginning, attempt, learner.key)
    const chain = chainOf(lines)
    const ofSame = () => learner.attempts.filter(one => one.beginning === beginning)
    const known = ofSame().find(one => [one.lines, lines.length].includes(linesInCommon(one.chain, chain)))
    // The longer history holds the shorter one; of two files with the same one, one that carries its capture counts.
    if (known && (known.lines > lines.length || (known.lines === lines.length && (known.claimed !== 'no-capture' || read.claimed === 'no-capture')))) return
    if (lab || !this.#titles.has(attempt.lab)) this.#titles.set(attempt.lab, lab?.title ?? attempt.title)
    learner.attempts.splice(known ? learner.attempts.indexOf(known) : learner.attempts.length, known ? 1 : 0, { ...figuresOf(read), beginning, outcomes: this.#outcomes(file, learner, read), lines: lines.length, chain, file })
    const ways = ofSame()
    if (ways.length > 1) this.#forked.set(`${learner.key} ${beginning}`, { attempt: seedOf(attempt), lab: attempt.lab, learner: learner.key, ways: ways.length, common: Math.min(...ways.map(one => linesInCommon(one.chain, chain))) })
  }

  /** Copied by somebody else, or somebody's second installation: each key's stays, and it is told. */
  #own(beginning: string, attempt: ResultAttempt, key: string): void {
    const keys = this.#owners.get(beginning) ?? []
    if (keys.includes(key)) return
    this.#owners.set(beginning, keys)
    keys.push(key)
    // The list goes on with the keys that come later.
    if (keys.length === 2) this.shared.push({ attempt: seedOf(attempt), lab: attempt.lab, learners: keys })
  }

  #outcomes(file: string, { names }: Learner, { attempt, regraded }: ReadAttempt): Outcome[] {
    const again = new Map(regraded?.map(verdict => [verdict.of, verdict]))
    return attempt.verdicts.map(claim => {
      const verdict = claim.withheld ? undefined : again.get(claim.of)
      const group = claim.outcome === 'missed' ? groupOf(verdict ? verdict.feedback?.id : claim.near, again.get(claim.of)) : undefined
      const says = again.get(claim.of)?.says
      if (says !== undefined) this.#says.set(`${attempt.lab} ${claim.of}`, says)
      const feedback = again.get(claim.of)?.feedback
      if (feedback && feedback.id === claim.near) this.#says.set(`${attempt.lab} ${claim.of} ${feedback.id}`, feedback.text.replaceAll('{{url}}', '…').slice(0, LONGEST_WAY))
      const exchange = (verdict ?? claim).evidence[0]?.exchange
      if (group !== undefined && exchange !== undefined && attempt.capture) this.#keepExample(`${attempt.lab} ${claim.of} ${group}`, { file, attempt: attempt.id, exchange, learner: names[0] ?? '' })
      return this.#once({ of: claim.of, step: claim.step, outcome: claim.outcome, ...(group !== undefined && { group }) })
    })
  }

  #keepExample(key: string, example: Example): void {
    const kept = this.#examples.get(key) ?? []
    if (kept.length < MOST_EXAMPLES && kept.every(({ attempt }) => attempt !== example.attempt)) this.#examples.set(key, [...kept, example])
  }

  /** Equal outcomes of thousands of learners are one and the same. */
  #once(outcome: Outcome): Outcome {
    const key = JSON.stringify(outcome)
    const known = this.#same.get(key)
    if (known) return known
    this.#same.set(key, outcome)
    return outcome
  }
}

/** What became of one lab. */
class LabTally {
  learners = 0
  done = 0
  stuck = 0
  readonly expectations = new Map<string, { step: string; met: number; missed: number; notYet: number; readonly groups: Map<string, number> }>()

  take(best: Standing): void {
    this.learners += 1
    if (isDone(best)) this.done += 1
    if (best.isStuck) this.stuck += 1
    for (const { of, step, outcome, group = '' } of best.outcomes) {
      const counts = this.expectations.get(of) ?? { step, met: 0, missed: 0, notYet: 0, groups: new Map<string, number>() }
      this.expectations.set(of, counts)
      // Where it stands is the lab's to say, and not a claim's.
      if (best.claimed === undefined || best.claimed === 'redacted') counts.step = step
      counts[outcome === 'not-yet' ? 'notYet' : outcome] += 1
      if (outcome === 'missed') counts.groups.set(group, (counts.groups.get(group) ?? 0) + 1)
    }
  }
}

/** @returns whether all that is required is met. */
export function isDone({ met, required }: Pick<Standing, 'met' | 'required'>): boolean {
  return required > 0 && met === required
}

/** More that is met, then more points; of the same the later one, whichever came first. */
function isBetter(one: Standing, other: Standing): boolean {
  const orders = [one.met - other.met, one.earned - other.earned, one.startedWallMs - other.startedWallMs, one.lines - other.lines, Buffer.compare(one.chain, other.chain)]
  return (orders.find(order => order !== 0) ?? 0) > 0
}

function figuresOf({ attempt, told, claimed, withheld, lines, lab }: ReadAttempt) {
  const { earned, points, met, required } = tally(attempt.verdicts.map(verdict => ({ ...verdict, says: '', evidence: [] })), costOf(lab, told.hints))
  const chain = readChain(seedOf(attempt), lines)
  const open = attempt.verdicts.find(({ optional, outcome }) => !optional && outcome !== 'met')?.step
  const started = 'entries' in chain && (met > 0 || attempt.verdicts.some(({ outcome }) => outcome !== 'not-yet') || told.hints.length > 0)
  return {
    attempt: attempt.id, lab: attempt.lab, packVersion: attempt.pack.version, earned, points, met, required, hints: told.hints.length, opened: told.opened,
    workedMs: 'entries' in chain ? workedMs(chain.entries) : 0, startedWallMs: attempt.startedWallMs, isFinished: attempt.finishedWallMs !== undefined,
    stuck: started ? open : undefined,
    isStuck: attempt.verdicts.some(({ step, optional, outcome }) => step === open && !optional && outcome === 'missed'),
    claimed: claimed ?? (withheld > 0 ? 'redacted' as const : undefined),
  }
}

/** @returns what the hints took, by the lab that is here. */
export function costOf(lab: Lab | undefined, hints: readonly { readonly step: string; readonly nth: number }[]): number {
  return hints.reduce((sum, { step, nth }) => {
    const hint = lab?.steps.find(({ id }) => id === step)?.hints[nth - 1]
    return sum + (hint === undefined ? 0 : costOfHint(hint))
  }, 0)
}

function workedMs(entries: readonly LogEntry[]): number {
  return entries.reduce((sum, { at }, nth) => {
    const before = entries[nth - 1]?.at ?? at
    return sum + (at > before && at - before <= PAUSE_MS ? at - before : 0)
  }, 0)
}

/** How it was missed: by the author's near miss, else by what was seen. */
function groupOf(near: string | undefined, verdict: Verdict | undefined): string {
  return near ?? (verdict?.seen ? sayInEnglish(verdict.seen).slice(0, LONGEST_GROUP) : '')
}
