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
import { CONTINUE, writeResponse, type OutField } from '../wire/write-message.ts'
import { allFields, contentOf, saysClose, type Answer, type Recital } from './answer.ts'
import { endsEarly, tooLate } from './cut-off.ts'
import { refuseFault } from './decide.ts'
import { HeldExchange } from './held-exchange.ts'
import { linger } from './lingering.ts'
import { runPlan } from './plan-writer.ts'
import type { ScenarioClock } from './scenario-clock.ts'
import { performSafely, type AcceptedPlan, type Plan, type Service } from './service.ts'
import { joinTunnel } from './tunnel.ts'
import { Turn, persists, type Due } from './turn.ts'
import { writePlan, type WriteStep } from './write-plan.ts'

export interface Surroundings {
  readonly service: Service
  readonly clock: ScenarioClock
  /** A request begins to arrive. */
  readonly onBegin?: (place: Place) => void
  readonly onExchange: (exchange: SeenExchange) => void
}

/** While an answer is pending, so much is read ahead; reading is also how a client that goes away is noticed. */
const READ_AHEAD = 65_536

type Phase = 'idle' | 'reading' | 'answering' | 'tunnelling' | 'lingering' | 'over'

export class Connection {
  readonly #socket: Socket
  readonly #around: Surroundings
  readonly #reader: RequestReader
  readonly #inbound = new ByteTape()
  readonly #ports: Pick<SeenExchange, 'clientPort' | 'serverPort' | 'isIpv6'>
  #phase: Phase = 'idle'
  #deadlineMs: number
  #turn = new Turn(0)
  #held: HeldExchange | undefined
  #heardLate: (() => void) | undefined
  #hasEnded = false

  constructor(socket: Socket, around: Surroundings) {
    this.#socket = socket
    this.#around = around
    this.#reader = new RequestReader(around.service.limits, around.service.isTolerant)
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
      this.#refuse(this.#planForFault(tooLate(head !== undefined, this.#around.service.limits), head))
    } else if (this.#phase === 'idle') this.#close()
    else this.destroy()
  }

  destroy(): void {
    this.#lost('server-closed')
    this.#socket.destroy()
  }

  #received(bytes: Buffer): void {
    if (this.#phase === 'lingering') {
      this.#held?.passed('request', bytes.length)
      this.#heardLate?.()
    }
    if (this.#phase === 'tunnelling' || this.#phase === 'lingering' || this.#phase === 'over') return
    this.#inbound.add(bytes)
    this.#reader.push(bytes)
    this.#advance()
  }

  /** Takes events until more bytes are needed, an answer is pending, or the client does not read what was written. */
  #advance(): void {
    if (this.#phase === 'tunnelling') return
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
      if (this.#phase !== 'answering') answer.tunnel?.destroy()
      else this.#answer(answer, { ruling: plan.rule(answer), closes: isEarly || this.#mustClose(), takesAll: isEarly }, plan.faults)
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
    const turn = this.#turn
    const head = turn.head as RequestHead
    const interim = (status: number, fields: readonly OutField[]) => {
      if (turn === this.#turn && this.#phase === 'answering' && !turn.due) this.#write(writeResponse(status, fields))
    }
    const asked = { head, content: turn.content.bytes, place: { ...this.#ports, nth: turn.nth }, onGone: (stop: () => void) => void (turn.stop = stop), ...(head.version !== 'HTTP/1.0' && { interim }) }
    return performSafely(plan, asked, () => this.#around.clock.nextId())
  }

  /** A client that has ended has no next request. */
  #mustClose(): boolean {
    return !persists(this.#turn.head as RequestHead) || (this.#hasEnded && !this.#reader.isMidMessage)
  }

  /** A persona answers to what cannot be read as its server does. */
  #planForFault(fault: Fault, line: RequestLine | undefined): Plan {
    return this.#around.service.faulted?.(fault, line, this.#inbound.peek(this.#inbound.length)) ?? refuseFault(fault, line)
  }

  #refuse(plan: Plan): void {
    if (plan.kind === 'refused') this.#answer(plan.answer, { ruling: plan.ruling, closes: true, takesAll: true })
  }

  #answer(answer: Answer, due: Due, faults?: readonly WireFault[]): void {
    if (answer.recital) {
      this.#recite(answer.recital, due)
      return
    }
    const { clock, service } = this.#around
    const { status, delayMs } = answer
    const persistence = answer.tunnel ? undefined : due.closes ? 'close' : this.#turn.head?.version === 'HTTP/1.0' ? 'keep-alive' : undefined
    const fields = allFields(answer, [['Date', clock.httpDate()], ['Server', service.server]], persistence)
    const content = this.#turn.isForHead(this.#inbound) ? undefined : contentOf(answer)
    this.#turn.due = due.closes || !saysClose(answer) ? due : { ...due, closes: true }
    if (answer.tunnel) {
      this.#write(writeResponse(status, fields))
      this.#tunnel(answer.tunnel)
      return
    }
    if (delayMs === 0 && !faults) {
      this.#write(writeResponse(status, fields, content))
      this.#answered(this.#turn.due)
      return
    }
    this.#phase = 'answering'
    const plan = writePlan({ status, fields, content, delayMs, isOld: this.#turn.head?.version === 'HTTP/1.0' }, faults ?? [])
    this.#turn.stop = runPlan(this.#socket, plan, step => this.#stepped(step))
  }

  /** A connection that is closed without a word, reset or left hanging is told from one that is closed after an answer. */
  #recite({ octets, then }: Recital, due: Due): void {
    this.#phase = 'answering'
    this.#turn.due = { ...due, closes: then === 'close' }
    const ends = then === 'kept-open' || (then === 'close' && octets.length > 0) ? [] : [{ ends: then }]
    this.#turn.stop = runPlan(this.#socket, [...(octets.length > 0 ? [{ bytes: octets }] : []), ...ends], step => this.#stepped(step))
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

  /** Right behind the head of the answer, the octets are somebody else's (RFC 9110 §9.3.6). */
  #tunnel(far: Socket): void {
    this.#held = new HeldExchange(this.#seen('server-closed'))
    this.#phase = 'tunnelling'
    joinTunnel({ near: this.#socket, far, early: this.#inbound.takeAll(), idleMs: this.#around.service.limits.idleMs, held: this.#held, until: deadlineMs => { this.#deadlineMs = deadlineMs } })
    this.#turn.stop = () => far.destroy()
  }

  #answered({ closes, takesAll }: Due): void {
    // Of content that was refused, the rest may still come.
    if (closes && takesAll && this.#turn.head) this.#held = new HeldExchange(this.#seen('server-closed'), 'server-closed')
    else this.#report(closes ? 'server-closed' : 'kept-open')
    if (closes) this.#close()
    else {
      this.#phase = 'idle'
      this.#deadlineMs = performance.now() + this.#around.service.limits.idleMs
    }
  }

  #report(ending: Ending, failure?: Phrase): void {
    this.#around.onExchange(this.#seen(ending, failure))
  }

  #seen(ending: Ending, failure?: Phrase): SeenExchange {
    const takesAll = this.#turn.due ? this.#turn.due.takesAll : this.#phase === 'reading'
    const request = this.#inbound.takeTo(takesAll ? this.#inbound.length : this.#reader.position)
    return { ...this.#ports, ...this.#turn.seen(), request, ending, ...(failure && { failure }) }
  }

  #write(bytes: Buffer): void {
    this.#turn.out.note(bytes)
    this.#socket.write(bytes)
  }

  #close(): void {
    this.#phase = 'lingering'
    this.#heardLate = linger(this.#socket, this.#around.service.limits.contentMs, deadlineMs => { this.#deadlineMs = deadlineMs })
  }

  /** The client will send no more; an answer may still be on its way to it. */
  #ended(): void {
    this.#hasEnded = true
    if (this.#phase === 'idle' || this.#phase === 'reading') this.#advance()
  }

  #endedBetween(): void {
    if (this.#phase === 'reading') {
      this.#refuse(this.#planForFault(endsEarly(), this.#turn.head))
    } else if (this.#phase === 'idle') this.#close()
  }

  #lost(ending: Ending): void {
    this.#turn.stop?.()
    if (this.#phase === 'reading' || this.#phase === 'answering') this.#report(ending, phrase(ending === 'reset' ? 'failure.reset' : 'failure.closed'))
    if (this.#held && this.#phase !== 'over') this.#around.onExchange(this.#held.over(ending))
    this.#phase = 'over'
  }
}
