// One accepted connection: reads requests one after another, answers each, and hands every exchange to the recorder.
import type { Socket } from 'node:net'
import type { Ending } from '../../model/exchange.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { WireFault } from '../../model/wire-fault.ts'
import { ByteTape } from '../recorder/byte-tape.ts'
import type { Place, SeenExchange } from '../recorder/seen-exchange.ts'
import type { Fault } from '../wire/fault.ts'
import { listOf } from '../wire/framing.ts'
import type { RequestLine } from '../wire/grammar.ts'
import { RequestReader, type ReadEvent, type RequestHead } from '../wire/request-reader.ts'
import { CONTINUE, writeResponse } from '../wire/write-message.ts'
import { allFields, contentOf, failureAnswer, saysClose, type Answer, type Recital } from './answer.ts'
import { refuseFault } from './decide.ts'
import { runPlan } from './plan-writer.ts'
import type { ScenarioClock } from './scenario-clock.ts'
import type { Plan, Service } from './service.ts'
import { Turn, type Due } from './turn.ts'
import { writePlan, type WriteStep } from './write-plan.ts'

export interface Surroundings {
  readonly service: Service
  readonly clock: ScenarioClock
  /** A request begins to arrive. */
  readonly onBegin?: (place: Place) => void
  readonly onExchange: (exchange: SeenExchange) => void
}

/** After the last answer, bytes that still arrive are thrown away, so that the answer is not lost to a reset (RFC 9112 §9.6): until this long nothing came … */
const LINGER_MS = 1_000
/** … and for no longer than this. */
const LINGER_AT_MOST_MS = 10_000
/** While an answer is pending, so much is read ahead; reading is also how a client that goes away is noticed. */
const READ_AHEAD = 65_536

/** What could not be read as a request can still be seen to ask for no content. */
const BEGINS_WITH_HEAD = /^(?:\r\n)*HEAD /

type AcceptedPlan = Extract<Plan, { kind: 'accepted' }>
type Phase = 'idle' | 'reading' | 'answering' | 'lingering' | 'over'

export class Connection {
  readonly #socket: Socket
  readonly #around: Surroundings
  readonly #reader: RequestReader
  readonly #inbound = new ByteTape()
  readonly #ports: Pick<SeenExchange, 'clientPort' | 'serverPort' | 'isIpv6'>
  #phase: Phase = 'idle'
  #deadlineMs: number
  /** Set once everything that was written has been taken. */
  #lingerEndMs: number | undefined
  #turn = new Turn(0)
  #hasEnded = false

  constructor(socket: Socket, around: Surroundings) {
    this.#socket = socket
    this.#around = around
    this.#reader = new RequestReader(around.service.limits)
    this.#ports = { clientPort: socket.remotePort ?? 0, serverPort: socket.localPort ?? 0, isIpv6: socket.remoteFamily === 'IPv6' }
    this.#deadlineMs = performance.now() + around.service.limits.idleMs
    socket.setNoDelay(true)
    socket.on('data', (bytes: Buffer) => this.#received(bytes))
    socket.on('end', () => this.#ended())
    socket.on('error', () => this.#lost('reset'))
    socket.on('close', () => this.#lost('client-closed'))
    socket.on('drain', () => this.#advance())
  }

  /** Ends what has waited for too long. @param nowMs of `performance.now()` */
  checkDeadline(nowMs: number): void {
    if (nowMs < this.#deadlineMs || this.#phase === 'over') return
    if (this.#phase === 'reading') {
      const { head } = this.#turn
      const ms = head ? this.#around.service.limits.contentMs : this.#around.service.limits.headMs
      const fault = { check: head ? 'content' : 'well-formed', status: 408, because: phrase('decision.timeout', { ms }), section: 'RFC 9110 §15.5.9' } as const
      this.#refuse(this.#planForFault(fault, head))
    } else if (this.#phase === 'idle') this.#close()
    else this.destroy()
  }

  destroy(): void {
    this.#lost('server-closed')
    this.#socket.destroy()
  }

  #received(bytes: Buffer): void {
    if (this.#phase === 'lingering' && this.#lingerEndMs !== undefined) this.#deadlineMs = Math.min(this.#lingerEndMs, performance.now() + LINGER_MS)
    if (this.#phase === 'lingering' || this.#phase === 'over') return
    this.#inbound.add(bytes)
    this.#reader.push(bytes)
    this.#advance()
  }

  /** Takes events until more bytes are needed, an answer is pending, or the client does not read what was written. */
  #advance(): void {
    while (this.#phase === 'idle' || this.#phase === 'reading') {
      if (this.#socket.writableNeedDrain) {
        this.#socket.pause()
        return
      }
      const event = this.#reader.next()
      // Empty lines between messages (RFC 9112 §2.2) begin nothing.
      if (this.#phase === 'idle' && (event || this.#reader.isMidMessage)) this.#begin()
      if (!event) break
      this.#take(event)
    }
    if (this.#phase === 'answering' && this.#inbound.length - this.#reader.position > READ_AHEAD) this.#socket.pause()
    else {
      this.#socket.resume()
      if (this.#hasEnded) this.#endedBetween()
    }
  }

  #begin(): void {
    this.#phase = 'reading'
    this.#turn = new Turn(this.#turn.nth + 1)
    this.#around.onBegin?.({ ...this.#ports, nth: this.#turn.nth })
    this.#deadlineMs = performance.now() + this.#around.service.limits.headMs
  }

  #take(event: ReadEvent): void {
    if (event.kind === 'head') this.#headRead(event.head, event.hasContent && !event.isTooLarge)
    else if (event.kind === 'content') this.#turn.content.add(event.bytes)
    else if (event.kind === 'fault') {
      const { plan } = this.#turn
      this.#refuse(plan?.kind === 'refused' ? plan : this.#planForFault(event.fault, event.line))
    } else this.#requestRead()
  }

  #headRead(head: RequestHead, awaitsContent: boolean): void {
    this.#turn.head = head
    const plan = this.#around.service.plan(head)
    this.#turn.plan = plan
    this.#deadlineMs = performance.now() + this.#around.service.limits.contentMs
    if (!awaitsContent) return
    if (plan.kind === 'accepted' && plan.faults?.some(({ kind }) => kind === 'early')) this.#accept(plan, true)
    else if (head.version !== 'HTTP/1.0' && listOf(head, 'expect').includes('100-continue')) {
      if (plan.kind === 'refused') this.#refuse(plan)
      else this.#write(CONTINUE)
    }
  }

  #requestRead(): void {
    const plan = this.#turn.plan as Plan
    if (plan.kind === 'refused') {
      this.#answer(plan.answer, { ruling: plan.ruling, closes: this.#mustClose(), takesAll: false })
    } else this.#accept(plan, false)
  }

  /** @param isEarly content that is still to come is not read; that ends the connection (RFC 9112 §9.3) */
  #accept(plan: AcceptedPlan, isEarly: boolean): void {
    this.#phase = 'answering'
    this.#deadlineMs = Number.POSITIVE_INFINITY
    const respond = (answer: Answer) => {
      if (this.#phase === 'answering') this.#answer(answer, { ruling: plan.rule(answer), closes: isEarly || this.#mustClose(), takesAll: isEarly }, plan.faults)
    }
    const answer = this.#perform(plan)
    if (!(answer instanceof Promise)) respond(answer)
    else {
      void answer.then(later => {
        respond(later)
        this.#advance()
      })
    }
  }

  #perform(plan: AcceptedPlan): Answer | Promise<Answer> {
    const asked = { head: this.#turn.head as RequestHead, content: this.#turn.content.bytes, place: { ...this.#ports, nth: this.#turn.nth } }
    try {
      const answer = plan.perform(asked)
      return answer instanceof Promise ? answer.catch(error => failureAnswer(error, this.#around.clock.nextId())) : answer
    } catch (error) {
      return failureAnswer(error, this.#around.clock.nextId())
    }
  }

  /** RFC 9112 §9.3: 1.1 persists unless it says close, 1.0 only if it says keep-alive. */
  #mustClose(): boolean {
    const head = this.#turn.head as RequestHead
    const options = listOf(head, 'connection')
    return options.includes('close') || (head.version === 'HTTP/1.0' && !options.includes('keep-alive')) || (this.#hasEnded && !this.#reader.isMidMessage)
  }

  /** A persona answers to what cannot be read as its server does. */
  #planForFault(fault: Fault, line: RequestLine | undefined): Plan {
    return this.#around.service.faulted?.(fault, line, this.#inbound.peek(this.#inbound.length)) ?? refuseFault(fault, line)
  }

  #refuse(plan: Plan): void {
    if (plan.kind === 'refused') this.#answer(plan.answer, { ruling: plan.ruling, closes: true, takesAll: true })
  }

  /** A HEAD that could not be read to its end gets no content either (RFC 9110 §9.3.2). */
  #isForHead(): boolean {
    return this.#turn.head ? this.#turn.head.method === 'HEAD' : BEGINS_WITH_HEAD.test(this.#inbound.peek(32).toString('latin1'))
  }

  #answer(answer: Answer, due: Due, faults?: readonly WireFault[]): void {
    if (answer.recital) {
      this.#recite(answer.recital, due)
      return
    }
    const { clock, service } = this.#around
    const { status, delayMs } = answer
    const persistence = due.closes ? 'close' : this.#turn.head?.version === 'HTTP/1.0' ? 'keep-alive' : undefined
    const fields = allFields(answer, [['Date', clock.httpDate()], ['Server', service.server]], persistence)
    const content = this.#isForHead() ? undefined : contentOf(answer)
    this.#turn.due = due.closes || !saysClose(answer) ? due : { ...due, closes: true }
    if (delayMs === 0 && !faults) {
      this.#write(writeResponse(status, fields, content))
      this.#answered(this.#turn.due)
      return
    }
    this.#phase = 'answering'
    const plan = writePlan({ status, fields, content, delayMs, takesInterim: this.#turn.head?.version !== 'HTTP/1.0' }, faults ?? [])
    this.#turn.stopWriting = runPlan(this.#socket, plan, step => this.#stepped(step))
  }

  /** A connection that is closed without a word, reset or left hanging is told from one that is closed after an answer. */
  #recite({ octets, then }: Recital, due: Due): void {
    this.#phase = 'answering'
    this.#turn.due = { ...due, closes: then === 'close' }
    const ends = then === 'kept-open' || (then === 'close' && octets.length > 0) ? [] : [{ ends: then }]
    this.#turn.stopWriting = runPlan(this.#socket, [...(octets.length > 0 ? [{ bytes: octets }] : []), ...ends], step => this.#stepped(step))
  }

  #stepped(step: WriteStep | undefined): void {
    if (!step) {
      if (this.#turn.due) this.#answered(this.#turn.due)
      this.#advance()
      return
    }
    if ('bytes' in step) this.#turn.out.note(step.bytes)
    this.#deadlineMs = performance.now() + this.#around.service.limits.idleMs + ('pauseMs' in step ? step.pauseMs : 0)
    if (!('ends' in step) || step.ends === 'stall') return
    if (step.ends === 'close') {
      this.#report('server-closed', phrase('failure.closed'))
      this.#close()
    } else {
      this.#lost('reset')
      this.#socket.resetAndDestroy()
    }
  }

  #answered({ closes }: Due): void {
    this.#report(closes ? 'server-closed' : 'kept-open')
    if (closes) this.#close()
    else {
      this.#phase = 'idle'
      this.#deadlineMs = performance.now() + this.#around.service.limits.idleMs
    }
  }

  #report(ending: Ending, failure?: Phrase): void {
    const { nth, due, out } = this.#turn
    const takesAll = due ? due.takesAll : this.#phase === 'reading'
    this.#around.onExchange({
      ...this.#ports, nth, ending, request: this.#inbound.takeTo(takesAll ? this.#inbound.length : this.#reader.position),
      response: out.bytes, timing: out.timing, ...(due && { ruling: due.ruling }), ...(failure && { failure }),
    })
    this.#turn.forget()
  }

  #write(bytes: Buffer): void {
    this.#turn.out.note(bytes)
    this.#socket.write(bytes)
  }

  /** Half-closes, then lets the client finish: for taking what was written it has as long as for sending content. */
  #close(): void {
    this.#phase = 'lingering'
    this.#deadlineMs = performance.now() + this.#around.service.limits.contentMs
    this.#socket.end(() => {
      this.#deadlineMs = performance.now() + LINGER_MS
      this.#lingerEndMs = performance.now() + LINGER_AT_MOST_MS
    })
    this.#socket.resume()
  }

  /** The client will send no more; an answer may still be on its way to it. */
  #ended(): void {
    this.#hasEnded = true
    if (this.#phase === 'idle' || this.#phase === 'reading') this.#advance()
  }

  #endedBetween(): void {
    if (this.#phase === 'reading') {
      const fault = { check: 'well-formed', status: 400, because: phrase('decision.malformed', { what: 'the message ends before it is complete' }), section: 'RFC 9112 §8' } as const
      this.#refuse(this.#planForFault(fault, this.#turn.head))
    } else if (this.#phase === 'idle') this.#close()
  }

  #lost(ending: Ending): void {
    this.#turn.stopWriting?.()
    if (this.#phase === 'reading' || this.#phase === 'answering') this.#report(ending, phrase(ending === 'reset' ? 'failure.reset' : 'failure.closed'))
    this.#phase = 'over'
  }
}
