// What the inspector says of a running attempt. Each exchange is looked at once, when it is new; what rests on several is looked at anew, in turns.
import type { Exchange } from '../../model/exchange.ts'
import { Severity, type Finding } from '../../model/inspection.ts'
import { MOST_NAMED, type NotedExchanges, type NoteGroup, type NotesSummary, type NoteWord } from '../../model/notes.ts'
import { inTurns, type Steps } from '../turns/in-turns.ts'
import { Captured } from '../inspector/captured.ts'
import { findingsOf } from '../inspector/inspect.ts'
import type { Rule } from '../inspector/rule.ts'
import { RULES } from '../inspector/rules.ts'
import type { Subject } from '../inspector/subject.ts'

/** Of what rests on several exchanges; one server may lie in many ways. */
const MOST_ACROSS = 10_000
/** Of one request on all its hops. */
const MOST_OF_ONE = 500
/** How long exchanges are read at a stretch, in milliseconds. */
const READ_MS = 4

type RuleOf<S extends Rule['scope']> = Extract<Rule, { scope: S }>
const SINGLE = RULES.filter((rule): rule is RuleOf<'exchange' | 'wire'> => rule.scope === 'exchange' || rule.scope === 'wire')
const OF_TRACES = RULES.filter((rule): rule is RuleOf<'trace'> => rule.scope === 'trace')
const OF_CAPTURES = RULES.filter((rule): rule is RuleOf<'capture'> => rule.scope === 'capture')

/** Where the exchanges come from. */
export interface CaptureReader {
  /** Reads what was saved, for about so many milliseconds. @returns whether that was all */
  readFor(ms: number): boolean
  /** Every saved exchange, in order. */
  all(): readonly Exchange[]
  /** The numbers of the exchanges after which something was done to the servers. */
  changedAfter(): readonly number[]
}

export class AttemptNotes {
  readonly #capture: CaptureReader
  /** By the id of an exchange: how often each rule on single exchanges speaks of it. They say the same as long as there is the exchange. */
  readonly #single = new Map<string, readonly { readonly rule: Rule; readonly count: number }[]>()
  #across: readonly Finding[] = []
  #summary: NotesSummary = { upToSeq: 0, marks: '', groups: [] }
  #looking: Promise<unknown> | undefined

  constructor(capture: CaptureReader) {
    this.#capture = capture
  }

  /** @returns how often each rule speaks, and of which exchanges. */
  async summary(): Promise<NotesSummary> {
    await this.#look()
    return this.#summary
  }

  /** @returns what is said of the request that this exchange belongs to, on every hop of it, and of what it has a part in. */
  async of(exchange: string): Promise<Finding[]> {
    await this.#look()
    const all = this.#capture.all()
    const asked = all.find(({ id }) => id === exchange)
    if (!asked) return []
    const same = all.filter(({ trace }) => trace === asked.trace)
    const ids = new Set(same.map(({ id }) => id))
    const single = new Captured(same).subjects.flatMap(subject => SINGLE.flatMap(rule => said(rule, subject)))
    return [...single, ...this.#across.filter(({ evidence }) => evidence.some(place => ids.has(place.exchange)))]
      .sort((one, other) => Severity.options.indexOf(one.severity) - Severity.options.indexOf(other.severity)).slice(0, MOST_OF_ONE)
  }

  /** @returns all exchanges of which something is said, by rule or severity. */
  async where(words: readonly NoteWord[]): Promise<NotedExchanges> {
    await this.#look()
    const { upToSeq } = this.#summary
    const marks = new Map(words.map(word => [word as string, new Array<string>(upToSeq).fill('.')]))
    const mark = (id: string, rule: Pick<Rule, 'id' | 'severity'>) => {
      const at = Number(id.slice(1)) - 1
      for (const word of [rule.id, rule.severity]) {
        const line = marks.get(word)
        if (line && at < upToSeq) line[at] = 'x'
      }
    }
    for (const [id, said] of this.#single) for (const { rule } of said) mark(id, rule)
    for (const { rule, severity, evidence } of this.#across) for (const { exchange } of evidence) mark(exchange, { id: rule, severity })
    return { upToSeq, marks: Object.fromEntries([...marks].map(([word, line]) => [word, line.join('')])) }
  }

  /** Who asks while somebody else waits for the answer gets the same one. */
  #look(): Promise<unknown> {
    return this.#looking ??= inTurns(this.#steps()).finally(() => { this.#looking = undefined })
  }

  * #steps(): Steps<void> {
    while (!this.#capture.readFor(READ_MS)) yield
    const exchanges = [...this.#capture.all()]
    const upToSeq = exchanges.at(-1)?.seq ?? 0
    if (upToSeq === this.#summary.upToSeq) return
    const captured = new Captured(exchanges, this.#capture.changedAfter())
    yield
    for (const subject of captured.subjects) {
      if (this.#single.has(subject.exchange.id)) continue
      this.#single.set(subject.exchange.id, SINGLE.map(rule => ({ rule, count: said(rule, subject).length })).filter(({ count }) => count > 0))
      yield
    }
    const across: Finding[] = []
    for (const trace of captured.traces) {
      for (const rule of OF_TRACES) across.push(...findingsOf(rule, rule.look(trace)))
      yield
    }
    for (const rule of OF_CAPTURES) {
      across.push(...findingsOf(rule, rule.look(captured)))
      yield
    }
    this.#across = across.slice(0, MOST_ACROSS)
    this.#summary = yield* this.#summarise(exchanges, captured, upToSeq)
  }

  * #summarise(exchanges: readonly Exchange[], captured: Captured, upToSeq: number): Steps<NotesSummary> {
    const worst = new Map<string, Severity>()
    const groups = new Map<string, { rule: Rule; count: number; exchanges: Set<string> }>()
    const add = (rule: Rule, ids: Iterable<string>, count = 1): void => {
      const group = groups.get(rule.id) ?? { rule, count: 0, exchanges: new Set<string>() }
      groups.set(rule.id, group)
      group.count += count
      for (const id of ids) {
        if (group.exchanges.size < MOST_NAMED) group.exchanges.add(id)
        const known = worst.get(id)
        if (known === undefined || Severity.options.indexOf(rule.severity) < Severity.options.indexOf(known)) worst.set(id, rule.severity)
      }
    }
    for (const { exchange: { id } } of captured.subjects) for (const { rule, count } of this.#single.get(id) ?? []) add(rule, [id], count)
    yield
    const byId = new Map(RULES.map(rule => [rule.id, rule]))
    for (const { rule: id, evidence } of this.#across) {
      const rule = byId.get(id)
      if (rule) add(rule, new Set(evidence.map(({ exchange }) => exchange)))
    }
    yield
    const bySeq = new Map(exchanges.map(({ id, seq }) => [seq, id]))
    const marks = Array.from({ length: upToSeq }, (_, at) => worst.get(bySeq.get(at + 1) ?? '')?.[0] ?? '.').join('')
    const order = (group: { rule: Rule }) => Severity.options.indexOf(group.rule.severity)
    const sorted = [...groups.values()].sort((one, other) => order(one) - order(other) || other.count - one.count)
    return { upToSeq, marks, groups: sorted.map(({ rule, count, exchanges: ids }): NoteGroup => ({ rule: rule.id, severity: rule.severity, count, exchanges: [...ids] })) }
  }
}

function said(rule: RuleOf<'exchange' | 'wire'>, subject: Subject): Finding[] {
  return rule.scope === 'wire' && subject.exchange.source === 'import' ? [] : findingsOf(rule, rule.look(subject))
}
