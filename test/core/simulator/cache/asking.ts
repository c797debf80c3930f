// A cache with an origin that a test scripts: what reaches the origin is kept, what it answers is given.
import { SharedCache, type CacheOptions, type Lookup, type Received } from '../../../../electron/core/simulator/cache/shared-cache.ts'
import type { CacheAnswer } from '../../../../electron/core/simulator/cache/answers.ts'
import type { FieldLines } from '../../../../electron/core/simulator/cache/fields.ts'
import type { CacheRequest } from '../../../../electron/core/simulator/cache/stored.ts'

export const START = Date.UTC(2026, 0, 5, 9)
export const URI = 'http://lab.test/widgets'
export const dateIn = (seconds: number) => new Date(START + seconds * 1_000).toUTCString()
/** `Name: value` lines as field lines. */
export const lines = (...texts: string[]): FieldLines => texts.map(text => [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1).trim()] as const)

export interface Reply { readonly status?: number; readonly fields?: FieldLines; readonly content?: string; readonly complete?: boolean; readonly delayMs?: number }
export interface Asked { readonly method?: string; readonly uri?: string; readonly fields?: FieldLines; readonly hasContent?: boolean }
export interface Seen { readonly answer: CacheAnswer | undefined; readonly from: 'store' | 'origin' | 'validated' | 'timeout'; readonly lookup: Lookup; readonly received?: Received; readonly sent: FieldLines }

export class Asking {
  readonly cache: SharedCache
  nowMs = START

  constructor(options: Partial<CacheOptions> = {}) {
    this.cache = new SharedCache({ name: 'edge', ...options })
  }

  wait(seconds: number): this {
    this.nowMs += seconds * 1_000
    return this
  }

  /** Asks; where the cache forwards, the origin replies. `failed` stands for an upstream that cannot be reached. */
  ask({ method = 'GET', uri = URI, fields = [], hasContent = false }: Asked = {}, reply: Reply | 'failed' = {}): Seen {
    const request: CacheRequest = { method, uri, fields, hasContent }
    const lookup = this.cache.lookup(request, this.nowMs)
    if (lookup.kind === 'gateway-timeout') return { answer: undefined, from: 'timeout', lookup, sent: [] }
    if (lookup.kind === 'fresh' || lookup.kind === 'stale') return { answer: lookup.answer, from: 'store', lookup, sent: [] }
    const sent = lookup.kind === 'revalidate' ? lookup.conditions : fields.filter(([name]) => /^if-/i.test(name))
    if (reply === 'failed') {
      const answer = this.cache.failed(request, this.nowMs, lookup)
      return { answer, from: answer ? 'store' : 'timeout', lookup, sent }
    }
    const requestMs = this.nowMs
    this.nowMs += reply.delayMs ?? 0
    const { status = 200, fields: replied = [], content = 'one', complete = true } = reply
    const response = { status, fields: replied, content: Buffer.from(status === 304 || method === 'HEAD' ? '' : content), complete }
    const received = this.cache.received(request, response, { requestMs, responseMs: this.nowMs }, lookup)
    if (received.kind === 'ask-again') return { answer: undefined, from: 'origin', lookup, received, sent }
    const from = status === 304 && received.answer.status !== 304 ? 'validated' : 'origin'
    return { answer: received.answer, from, lookup, received, sent }
  }
}

export const valueOf = (answer: CacheAnswer | undefined, name: string) => answer?.fields.filter(([each]) => each.toLowerCase() === name.toLowerCase()).map(([, value]) => value).join(' | ')

/** @returns where the second of two equal requests is answered from, some seconds after the first. */
export function second(fields: FieldLines, { seconds = 3, status = 200, asked = {}, again = asked, reply = {}, delayMs = 0 }: { seconds?: number; status?: number; asked?: Asked; again?: Asked; reply?: Reply | 'failed'; delayMs?: number } = {}): Seen {
  const asking = new Asking()
  asking.ask(asked, { status, fields, delayMs })
  return asking.wait(seconds).ask(again, reply)
}
