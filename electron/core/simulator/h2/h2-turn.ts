// One stream: a request and its answer. What is decided and what is answered is the service's affair, as over HTTP/1.1.
import { constants, type ServerHttp2Stream } from 'node:http2'
import type { Ruling } from '../../../model/decision.ts'
import { phrase } from '../../../model/phrase.ts'
import type { Place } from '../../recorder/seen-exchange.ts'
import type { Fault } from '../../wire/fault.ts'
import { listOf } from '../../wire/framing.ts'
import type { RequestHead } from '../../wire/request-reader.ts'
import { allFields, contentOf, type Answer } from '../answer.ts'
import type { Surroundings } from '../connection.ts'
import { refuseFault } from '../decide.ts'
import { GatheredContent } from '../gathered-content.ts'
import { performSafely, type AcceptedPlan, type Asked, type Plan } from '../service.ts'
import { h2Faults, h2WritePlan } from './h2-write-plan.ts'
import { runH2Plan, sendInterim } from './h2-writer.ts'

type Phase = 'reading' | 'performing' | 'writing' | 'over'

export class H2Turn {
  /** Set once the request is answered. */
  ruling: Ruling | undefined
  readonly #stream: ServerHttp2Stream
  readonly #around: Surroundings
  readonly #place: Place
  readonly #head: RequestHead | undefined
  readonly #plan: Plan
  readonly #content = new GatheredContent()
  #phase: Phase = 'reading'
  #deadlineMs: number
  #stop: (() => void) | undefined

  /** @param read the head, or why it is refused */
  constructor(stream: ServerHttp2Stream, read: RequestHead | Fault, around: Surroundings, place: Place, hasContent: boolean) {
    this.#stream = stream
    this.#around = around
    this.#place = place
    this.#deadlineMs = performance.now() + around.service.limits.contentMs
    // What goes wrong with the stream is seen on the wire.
    stream.on('error', () => undefined)
    const isRead = !('check' in read)
    this.#head = isRead ? read : undefined
    this.#plan = isRead ? planOver(around, read) : refuseFault(read, undefined)
    stream.on('data', (bytes: Buffer) => this.#received(bytes))
    stream.on('end', () => this.#requestRead())
    if (!isRead) this.#refuse(this.#plan)
    else if (hasContent) this.#contentAwaited(read)
  }

  /** Ends what has waited for too long. @param nowMs of `performance.now()` */
  checkDeadline(nowMs: number): void {
    if (nowMs < this.#deadlineMs || this.#phase === 'over') return
    if (this.#phase !== 'reading') {
      this.#stream.close(constants.NGHTTP2_CANCEL)
      return
    }
    const because = phrase('decision.timeout', { ms: this.#around.service.limits.contentMs })
    this.#refuse(refuseFault({ check: 'content', status: 408, because, section: 'RFC 9110 §15.5.9' }, this.#head))
  }

  /** The stream is over: nothing is asked for or written any more. */
  stop(): void {
    this.#phase = 'over'
    this.#stop?.()
  }

  /** Whatever is still to come of an answered request is not wanted. */
  letGo(): void {
    this.#stream.close(constants.NGHTTP2_NO_ERROR)
  }

  #contentAwaited(head: RequestHead): void {
    if (this.#plan.kind === 'accepted' && this.#plan.faults?.some(({ kind }) => kind === 'early')) this.#accept(this.#plan)
    else if (!listOf(head, 'expect').includes('100-continue')) return
    else if (this.#plan.kind === 'refused') this.#refuse(this.#plan)
    else sendInterim(this.#stream, 100, [])
  }

  #received(bytes: Buffer): void {
    if (this.#phase !== 'reading') return
    const { limits } = this.#around.service
    if (this.#content.bytes.length + bytes.length <= limits.content) this.#content.add(bytes)
    else if (this.#plan.kind === 'refused') this.#refuse(this.#plan)
    else this.#refuse(refuseFault({ check: 'content', status: 413, because: phrase('decision.content-too-large', { limit: limits.content }), section: 'RFC 9110 §15.5.14' }, this.#head))
  }

  #requestRead(): void {
    if (this.#phase !== 'reading') return
    if (this.#plan.kind === 'refused') this.#refuse(this.#plan)
    else this.#accept(this.#plan)
  }

  #refuse(plan: Plan): void {
    if (plan.kind === 'refused') this.#answer(plan.answer, plan.ruling, undefined)
  }

  #accept(plan: AcceptedPlan): void {
    this.#phase = 'performing'
    this.#deadlineMs = Number.POSITIVE_INFINITY
    const answered = (answer: Answer) => { if (this.#phase === 'performing') this.#answer(answer, plan.rule(answer), plan) }
    const interim: Asked['interim'] = (status, fields) => { if (this.#phase === 'performing') sendInterim(this.#stream, status, fields) }
    const asked = { head: this.#head as RequestHead, content: this.#content.bytes, place: this.#place, interim, onGone: (stop: () => void) => void (this.#stop = stop) }
    const answer = performSafely(plan, asked, () => this.#around.clock.nextId())
    if (answer instanceof Promise) void answer.then(answered)
    else answered(answer)
  }

  #answer(answer: Answer, ruling: Ruling, plan: AcceptedPlan | undefined): void {
    const { clock, service } = this.#around
    const { usable, ignored } = h2Faults(plan?.faults ?? [])
    const isOnlyIgnored = ignored.length > 0 && usable.length === 0 && ruling.because.id === 'decision.handler-fault'
    this.ruling = isOnlyIgnored ? { ...ruling, because: phrase('decision.handler-fault-http1', { status: answer.status, faults: ignored.map(({ kind }) => kind).join(', ') }) } : ruling
    this.#phase = 'writing'
    const fields = allFields(answer, [['Date', clock.httpDate()], ['Server', service.server]], undefined)
    const content = this.#head?.method === 'HEAD' ? undefined : contentOf(answer)
    const steps = h2WritePlan({ status: answer.status, fields, content, delayMs: answer.delayMs }, usable)
    this.#stop = runH2Plan(this.#stream, steps, pauseMs => { this.#deadlineMs = performance.now() + service.limits.idleMs + pauseMs })
  }
}

/** What stands in the HTTP/1.x reader of a persona is not on this way. */
function planOver({ service }: Surroundings, head: RequestHead): Plan {
  return service.planOverHttp2?.(head) ?? service.plan(head)
}
