// A participant that behaves as a measured server: what that one answers by itself is said as measured, the rest is for what stands behind.
import type { PersonaAbout } from '../../../model/persona.ts'
import type { Ruling } from '../../../model/decision.ts'
import { listOf } from '../../wire/framing.ts'
import type { Fault } from '../../wire/fault.ts'
import type { RequestLine } from '../../wire/grammar.ts'
import type { RequestHead } from '../../wire/request-reader.ts'
import { NO_BYTES, type Answer } from '../answer.ts'
import type { Asked, Plan, Service } from '../service.ts'
import { allowFor, choose, nearestRefusal, type Choice, type Takes } from './choose.ts'
import { dressed, dressedFields, recitalOf, type Occasion } from './speak.ts'
import { fieldOf, isParsers, type Row, type Rows } from './row.ts'
import { rulingOf } from './ruling.ts'

export interface Persona extends PersonaAbout {
  readonly rows: Rows
  /** Where the specification speaks of a request of the survey. @param id of the request */
  readonly sectionOf: (id: string) => string
}

/** A service that can say what its resources take by declaration; those that forward cannot. */
export type Wearable = Service & { readonly takes?: Takes }

/** @returns the service, dressed. Requests that came over another version of HTTP go to what stands behind: they were not measured. */
export function wear(persona: Persona, worn: Wearable, httpDate: () => string): Service {
  const server = fieldOf({ fields: persona.rows.get('get')?.fields ?? [] }, 'server') ?? worn.server
  const act = new Act(persona, worn, httpDate)
  const behind = (head: RequestHead) => worn.plan(head)
  return { ...worn, server, isTolerant: true, plan: head => (head.oddities ? act.plan(head) : behind(head)), faulted: (fault, line, received) => act.faulted(fault, line) ?? worn.faulted?.(fault, line, received), planOverHttp2: behind }
}

class Act {
  readonly #persona: Persona
  readonly #worn: Wearable
  readonly #httpDate: () => string
  readonly #takes: Takes | undefined

  constructor(persona: Persona, worn: Wearable, httpDate: () => string) {
    this.#persona = persona
    this.#worn = worn
    this.#httpDate = httpDate
    this.#takes = persona.kind === 'files' || persona.kind === 'routes' ? worn.takes : undefined
  }

  /** @returns the server's own refusal of what comes nearest, if it refused that. */
  faulted(fault: Fault, line: RequestLine | undefined): Plan | undefined {
    const row = nearestRefusal(this.#persona.rows, fault, line)
    const head: RequestHead = { method: '', target: '', version: 'HTTP/1.1', ...line, fields: [] }
    return row && { kind: 'refused', ...this.#recite({ row, isThrough: false, head }, head) }
  }

  plan(head: RequestHead): Plan {
    const choice = this.#choose(head)
    if (this.#refusesAtOnce(choice, head)) return { kind: 'refused', ...this.#recite(choice, head) }
    const inner = choice.isThrough ? this.#worn.plan({ ...choice.head, isAdmitted: true }) : undefined
    const faults = inner?.kind === 'accepted' ? inner.faults : undefined
    let ruling: Ruling | undefined
    const say = (said: { readonly answer: Answer; readonly ruling: Ruling }): Answer => {
      ruling = { ...said.ruling, ownOrder: true }
      return said.answer
    }
    const rule = (): Ruling => ruling ?? this.#recite(choice, head).ruling
    return {
      kind: 'accepted', rule, ...(faults && { faults }),
      perform: asked => {
        // What is wrong with the content is known only now.
        const now = head.oddities?.includes('chunk-invalid') ? this.#choose(head) : choice
        if (!now.isThrough) return say(this.#recite(now, head))
        const plan = inner ?? this.#worn.plan({ ...now.head, isAdmitted: true })
        return this.#ask(plan, now, head, asked, faults !== undefined, say)
      },
    }
  }

  /** Not every server invites content that it is going to refuse (RFC 9110 §10.1.1). */
  #refusesAtOnce({ row, isThrough }: Choice, head: RequestHead): boolean {
    return !isThrough && row.ending === 'server-closed' && listOf(head, 'expect').includes('100-continue') && !this.#persona.rows.get('expect-continue')?.invites
  }

  #choose(head: RequestHead): Choice {
    return choose(this.#persona.rows, head, this.#worn.limits, this.#takes)
  }

  #ask(plan: Plan, choice: Choice, head: RequestHead, asked: Asked, isFaulty: boolean, say: (said: { answer: Answer; ruling: Ruling }) => Answer): Answer | Promise<Answer> {
    const dress = (answer: Answer) => this.#dress(answer, choice.row, head, isFaulty)
    if (plan.kind === 'refused') return say({ answer: dress(plan.answer), ruling: plan.ruling })
    const done = (answer: Answer) => say({ answer: dress(answer), ruling: plan.rule(answer) })
    const failed = (error: unknown) => say(this.#fail(error, choice, head))
    try {
      const answer = plan.perform({ ...asked, head: choice.head })
      return answer instanceof Promise ? answer.then(done, failed) : done(answer)
    } catch (error) {
      return failed(error)
    }
  }

  #occasion(head: RequestHead): Occasion {
    return { head, date: this.#httpDate() }
  }

  #recite({ row, takes }: Choice, head: RequestHead, error?: string): { answer: Answer; ruling: Ruling } {
    const ruling = rulingOf(row, this.#persona, this.#persona.sectionOf(row.id), head, error)
    const recital = recitalOf(row, this.#occasion(head), allowFor(row, takes))
    return { ruling, answer: { status: row.status, fields: [], content: NO_BYTES, delayMs: 0, because: ruling.because, recital } }
  }

  /** @throws the error, where it was not measured what becomes of it */
  #fail(error: unknown, choice: Choice, head: RequestHead): { answer: Answer; ruling: Ruling } {
    const { rows } = this.#persona
    const frobnicated = rows.get('throw-frobnicate')
    const row = rows.get('throw')
    if (!row) throw error
    const thrown = choice.row.id === 'get' && head.method !== 'GET' && frobnicated && !isParsers(frobnicated) ? frobnicated : row
    return this.#recite({ ...choice, row: thrown }, head, error instanceof Error ? error.message : String(error))
  }

  /** What goes wrong on the wire, or comes late, is written by the connection: then only the fields are the server's. */
  #dress(answer: Answer, row: Row, head: RequestHead, isFaulty: boolean): Answer {
    // The connection writes what opens a tunnel; a 2xx to CONNECT has neither content nor framing (RFC 9110 §9.3.6).
    if (answer.tunnel) return answer
    const occasion = this.#occasion(head)
    const { kind } = this.#persona
    if (answer.delayMs === 0 && !isFaulty) return { ...answer, recital: dressed(answer, row, occasion, kind) }
    const fields = dressedFields(answer, row, occasion, kind, 'kept-open').filter(([name]) => !['connection', 'keep-alive', 'transfer-encoding'].includes(name.toLowerCase()))
    const hasLength = fields.some(([name]) => name.toLowerCase() === 'content-length')
    return { ...answer, isForwarded: true, fields: hasLength ? fields : [...fields, ['Content-Length', String(answer.content.length)]] }
  }
}
