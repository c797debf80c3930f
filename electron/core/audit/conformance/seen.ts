// What a run saw, as the checks read it.
import type { Exchange } from '../../../model/exchange.ts'
import type { Finding } from '../../../model/inspection.ts'
import type { RuleId } from '../../../model/rules-en.ts'
import type { Evidence } from '../../../model/verdict.ts'
import { inspect } from '../../inspector/inspect.ts'
import { RULES } from '../../inspector/rules.ts'
import { Subject } from '../../inspector/subject.ts'
import { MALFORMED } from './requests.ts'

export class Seen {
  readonly #of: ReadonlyMap<string, readonly Exchange[]>
  readonly #subjects: ReadonlyMap<string, readonly Subject[]>
  readonly #findings: readonly Finding[]

  /** @param of probe → its exchanges */
  constructor(of: ReadonlyMap<string, readonly Exchange[]>) {
    this.#of = of
    this.#subjects = new Map([...of].map(([id, exchanges]) => [id, exchanges.map(exchange => new Subject(exchange))]))
    this.#findings = inspect(this.#wellFormed(), RULES)
  }

  subject(probe: string): Subject | undefined {
    return this.#subjects.get(probe)?.[0]
  }

  subjects(probe: string): readonly Subject[] {
    return this.#subjects.get(probe) ?? []
  }

  /** @returns 0 when no answer came, or when it was not asked. */
  status(probe: string): number {
    return this.subject(probe)?.status ?? 0
  }

  /** GET found something there, so that a refusal of another method is about the method. */
  get isThere(): boolean {
    const status = this.status('get')
    return status >= 200 && status < 300
  }

  /** Every answer, with the probe that it answers. */
  get answers(): readonly (readonly [probe: string, subject: Subject])[] {
    return [...this.#subjects].flatMap(([probe, subjects]) => subjects.filter(({ status }) => status > 0).map(subject => [probe, subject] as const))
  }

  /** What the inspector says about answers, in its order; only where the request was well-formed. */
  findings(rules: readonly RuleId[]): Finding[] {
    return this.#findings.filter(({ rule, evidence }) => rules.includes(rule) && evidence[0]?.side === 'response')
  }

  /** @returns where the answer to a probe begins, or its request where none came. */
  evidence(probe: string): Evidence[] {
    const subject = this.subject(probe)
    if (!subject) return []
    return [subject.status > 0 ? subject.start('response') : { exchange: subject.exchange.id, side: 'request', range: { start: 0, end: subject.bytes('request').length } }]
  }

  /** @returns the probe from which on nothing was answered any more. */
  get killer(): string | undefined {
    const probes = [...this.#of.keys()]
    const last = probes.findLastIndex(probe => this.status(probe) > 0)
    return last < 0 ? undefined : probes[last + 1]
  }

  #wellFormed(): Exchange[] {
    return [...this.#of].filter(([probe]) => !MALFORMED.has(probe)).flatMap(([, exchanges]) => exchanges)
  }
}
