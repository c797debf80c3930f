// One accepted connection: reads requests one after another, answers each, and hands every exchange to the recorder.
import type { Socket } from 'node:net'
import type { Ruling } from '../../model/decision.ts'
import type { Ending } from '../../model/exchange.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { Origin } from '../../model/scenario.ts'
import { ByteTape } from '../recorder/byte-tape.ts'
import { wallMs, type SeenExchange } from '../recorder/seen-exchange.ts'
import { listOf } from '../wire/framing.ts'
import { RequestReader, type ReadEvent, type RequestHead } from '../wire/request-reader.ts'
import { CONTINUE, writeResponse, type OutField } from '../wire/write-message.ts'
import { NO_BYTES, problemAnswer, type Answer } from './answer.ts'
import { decide, refuseFault, type Plan } from './decide.ts'
import { GatheredContent } from './gathered-content.ts'
import { perform } from './handlers.ts'
import type { ScenarioClock } from './scenario-clock.ts'

export interface Surroundings {
  readonly origin: Origin
  readonly clock: ScenarioClock
  readonly onExchange: (exchange: SeenExchange) => void
}

/** After the last answer, bytes that still arrive are thrown away, so that the answer is not lost to a reset (RFC 9112 §9.6): until this long nothing came … */
const LINGER_MS = 1_000
/** … and for no longer than this. */
const LINGER_AT_MOST_MS = 10_000

/** These have none, whatever a handler gives (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
const WITHOUT_CONTENT = new Set([204, 205, 304])
const CLOSE_OPTION = /(?:^|,)[\t ]*close[\t ]*(?:,|$)/i
/** What could not be read as a request can still be seen to ask for no content. */
const BEGINS_WITH_HEAD = /^(?:\r\n)*HEAD /

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
  #nth = 0
  #startedWallMs = 0
  #firstByteMs: number | undefined
  #head: RequestHead | undefined
  #plan: Plan | undefined
  #content = new GatheredContent()
  #interim: Buffer = NO_BYTES
  #delay: NodeJS.Timeout | undefined
  #hasEnded = false

  constructor(socket: Socket, around: Surroundings) {
    this.#socket = socket
    this.#around = around
    this.#reader = new RequestReader(around.origin.limits)
    this.#ports = { clientPort: socket.remotePort ?? 0, serverPort: socket.localPort ?? 0, isIpv6: socket.remoteFamily === 'IPv6' }
    this.#deadlineMs = performance.now() + around.origin.limits.idleMs
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
      const ms = this.#head ? this.#around.origin.limits.contentMs : this.#around.origin.limits.headMs
      const fault = { check: this.#head ? 'content' : 'well-formed', status: 408, because: phrase('decision.timeout', { ms }), section: 'RFC 9110 §15.5.9' } as const
      this.#refuse(refuseFault(fault, this.#head))
    } else if (this.#phase === 'idle') this.#close()
    else this.#socket.destroy()
  }

  destroy(): void {
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
    if (this.#phase === 'answering') this.#socket.pause()
    else {
      this.#socket.resume()
      if (this.#hasEnded) this.#endedBetween()
    }
  }

  #begin(): void {
    this.#phase = 'reading'
    this.#nth += 1
    this.#startedWallMs = wallMs()
    this.#firstByteMs = undefined
    this.#deadlineMs = performance.now() + this.#around.origin.limits.headMs
  }

  #take(event: ReadEvent): void {
    if (event.kind === 'head') this.#headRead(event.head, event.hasContent && !event.isTooLarge)
    else if (event.kind === 'content') this.#content.add(event.bytes)
    else if (event.kind === 'fault') {
      this.#refuse(this.#plan?.kind === 'refused' ? this.#plan : refuseFault(event.fault, event.line))
    } else this.#requestRead()
  }

  #headRead(head: RequestHead, awaitsContent: boolean): void {
    this.#head = head
    this.#plan = decide(this.#around.origin, head)
    this.#deadlineMs = performance.now() + this.#around.origin.limits.contentMs
    if (!awaitsContent || head.version === 'HTTP/1.0' || !listOf(head, 'expect').includes('100-continue')) return
    if (this.#plan.kind === 'refused') this.#refuse(this.#plan)
    else {
      this.#interim = CONTINUE
      this.#write(CONTINUE)
    }
  }

  #requestRead(): void {
    const plan = this.#plan as Plan
    if (plan.kind === 'refused') {
      this.#answer(plan.answer, plan.ruling, this.#mustClose())
      return
    }
    const answer = this.#perform(plan)
    const send = () => this.#answer(answer, plan.rule(answer), this.#mustClose())
    if (answer.delayMs === 0) send()
    else {
      this.#phase = 'answering'
      this.#deadlineMs = Number.POSITIVE_INFINITY
      this.#delay = setTimeout(() => {
        send()
        this.#advance()
      }, answer.delayMs)
    }
  }

  #perform(plan: Extract<Plan, { kind: 'accepted' }>): Answer {
    const { origin, clock } = this.#around
    try {
      return perform(plan.task, { head: this.#head as RequestHead, path: plan.path, content: this.#content.bytes, origin })
    } catch (error) {
      const id = clock.nextId()
      const detail = `The server met an unexpected condition. Give the id ${id} to whoever runs it.`
      const because = phrase('decision.handler-failed', { error: error instanceof Error ? error.message : String(error) })
      return problemAnswer(500, because, detail, { instance: `urn:lab501:error:${id}`, error_id: id })
    }
  }

  /** RFC 9112 §9.3: 1.1 persists unless it says close, 1.0 only if it says keep-alive. */
  #mustClose(): boolean {
    const head = this.#head as RequestHead
    const options = listOf(head, 'connection')
    return options.includes('close') || (head.version === 'HTTP/1.0' && !options.includes('keep-alive')) || (this.#hasEnded && !this.#reader.isMidMessage)
  }

  #refuse(plan: Plan): void {
    if (plan.kind === 'refused') this.#answer(plan.answer, plan.ruling, true, this.#inbound.length)
  }

  #answer(answer: Answer, ruling: Ruling, close: boolean, requestEnd = this.#reader.position): void {
    const { clock, origin } = this.#around
    const saysClose = answer.fields.some(([name, value]) => name.toLowerCase() === 'connection' && CLOSE_OPTION.test(value))
    const fields: OutField[] = [['Date', clock.httpDate()], ['Server', origin.server], ...answer.fields]
    const content = WITHOUT_CONTENT.has(answer.status) ? NO_BYTES : answer.content
    if (answer.status !== 204 && answer.status !== 304) fields.push(['Content-Length', String(content.length)])
    if (close && !saysClose) fields.push(['Connection', 'close'])
    else if (!close && this.#head?.version === 'HTTP/1.0') fields.push(['Connection', 'keep-alive'])
    const request = this.#inbound.takeTo(requestEnd)
    const isHead = this.#head ? this.#head.method === 'HEAD' : BEGINS_WITH_HEAD.test(request.toString('latin1', 0, 32))
    const bytes = writeResponse(answer.status, fields, isHead ? undefined : content)
    this.#write(bytes)
    const closes = close || saysClose
    this.#report(request, this.#interim.length > 0 ? Buffer.concat([this.#interim, bytes]) : bytes, closes ? 'server-closed' : 'kept-open', ruling)
    if (closes) this.#close()
    else {
      this.#phase = 'idle'
      this.#deadlineMs = performance.now() + origin.limits.idleMs
    }
  }

  #report(request: Buffer, response: Buffer, ending: Ending, ruling?: Ruling, failure?: Phrase): void {
    const lastByteMs = response.length > 0 ? wallMs() - this.#startedWallMs : undefined
    this.#around.onExchange({
      ...this.#ports, nth: this.#nth, ending, request, response,
      timing: {
        startedWallMs: this.#startedWallMs,
        ...(this.#firstByteMs !== undefined && { firstByteMs: this.#firstByteMs }), ...(lastByteMs !== undefined && { lastByteMs }),
      },
      ...(ruling && { ruling }), ...(failure && { failure }),
    })
    this.#head = undefined
    this.#plan = undefined
    this.#content = new GatheredContent()
    this.#interim = NO_BYTES
  }

  #write(bytes: Buffer): void {
    this.#firstByteMs ??= wallMs() - this.#startedWallMs
    this.#socket.write(bytes)
  }

  /** Half-closes, then lets the client finish: for taking what was written it has as long as for sending content. */
  #close(): void {
    this.#phase = 'lingering'
    this.#deadlineMs = performance.now() + this.#around.origin.limits.contentMs
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
      this.#refuse(refuseFault(fault, this.#head))
    } else if (this.#phase === 'idle') this.#close()
  }

  #lost(ending: Ending): void {
    clearTimeout(this.#delay)
    if (this.#phase === 'reading' || this.#phase === 'answering') {
      const failure = phrase(ending === 'reset' ? 'failure.reset' : 'failure.closed')
      this.#report(this.#inbound.takeAll(), this.#interim, ending, undefined, failure)
    }
    this.#phase = 'over'
  }
}
