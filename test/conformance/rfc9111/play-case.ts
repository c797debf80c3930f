// Plays a case: a client on a socket, the cache as the simulator runs it, and an origin that answers as the case says.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ScenarioClock } from '../../../electron/core/simulator/scenario-clock.ts'
import { exchangeBytes } from '../../support/raw-exchange.ts'
import { cacheBefore } from '../cache-before.ts'
import { START, type Case, type Reply, type Source, type Step } from './case.ts'

type Fields = Record<string, string | undefined>
/** What could be seen of a step, with those fields only that the step speaks of. */
export interface Seen { readonly from: Source; readonly status?: number; readonly content?: string; readonly has?: Fields; readonly sent?: Fields; readonly interim?: readonly number[] }
interface Answer { readonly status: number; readonly fields: readonly (readonly [string, string])[]; readonly content: string; readonly interim: readonly number[] }

/** @returns what was seen of each step, in order. */
export async function playCase({ steps }: Case): Promise<Seen[]> {
  const clock = new ScenarioClock(new Date(START).toISOString(), 1)
  const reached: Fields[] = []
  let reply: Reply = {}
  const origin = createServer((request, response) => {
    reached.push(request.headers as Fields)
    request.resume().once('end', () => void answer(response, reply, clock, reached.length))
  })
  await new Promise<void>(resolve => origin.listen(0, '127.0.0.1', resolve))
  try {
    await using cache = await cacheBefore((origin.address() as AddressInfo).port, { clock })
    const seen: Seen[] = []
    for (const step of steps) {
      clock.advance((step.wait ?? 0) * 1_000)
      reply = step.reply ?? {}
      const before = reached.length
      seen.push(summary(step, read((await exchangeBytes(cache.port, requestOf(step), { quietMs: 5_000 })).text), reached.slice(before), reached.length))
    }
    return seen
  } finally {
    origin.closeAllConnections()
    await new Promise(resolve => origin.close(resolve))
  }
}

function requestOf({ method = 'GET', path = '/a', asks = [], sends }: Step): string {
  const length = sends === undefined ? [] : [`Content-Length: ${Buffer.byteLength(sends)}`]
  return [`${method} ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...asks, ...length, '', sends ?? ''].join('\r\n')
}

/** The content says which request of the case it answers, unless the case has other content. */
async function answer(response: ServerResponse, { status = 200, fields = [], content, breaks, hints }: Reply, clock: ScenarioClock, nth: number): Promise<void> {
  if (breaks === 'before') {
    response.destroy()
    return
  }
  if (hints !== undefined) await new Promise<void>(resolve => response.writeEarlyHints({ link: hints }, resolve))
  const whole = content ?? `nth ${nth}`
  const hasContent = status !== 204 && status !== 304
  const lines = fields.map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])
  const own = [['X-Nth', String(nth)], ...(fields.some(line => /^date:/i.test(line)) ? [] : [['Date', clock.httpDate()]]), ...(hasContent ? [['Content-Length', String(whole.length)]] : [])]
  response.sendDate = false
  response.writeHead(status, [...lines, ...own].flat())
  if (breaks === 'within') response.write(whole.slice(0, whole.length / 2), () => response.destroy())
  else response.end(hasContent ? whole : undefined)
}

function read(text: string, interim: readonly number[] = []): Answer {
  const end = text.indexOf('\r\n\r\n')
  const [startLine = '', ...lines] = text.slice(0, end).split('\r\n')
  const status = Number(startLine.split(' ')[1])
  if (status < 200) return read(text.slice(end + 4), [...interim, status])
  return { status, interim, content: text.slice(end + 4), fields: lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const) }
}

function summary(step: Step, { status, fields, content, interim }: Answer, reached: readonly Fields[], nth: number): Seen {
  const valueOf = (name: string) => fields.filter(([each]) => each === name).map(([, value]) => value).join(', ') || undefined
  const isNow = valueOf('x-nth') === String(nth)
  const isOwn = valueOf('x-nth') === undefined && valueOf('server') === 'lab501-cache'
  return {
    from: isOwn && status !== 304 ? 'cache' : reached.length === 0 ? 'store' : step.reply?.status === 304 && status !== 304 ? 'validated' : isNow ? 'origin' : 'store',
    ...(step.status !== undefined && { status }), ...(step.content !== undefined && { content }), ...(step.interim && { interim }),
    ...(step.has && { has: only(step.has, valueOf) }), ...(step.sent && { sent: only(step.sent, name => reached.at(-1)?.[name]) }),
  }
}

function only(wanted: Fields, valueOf: (name: string) => string | undefined): Fields {
  return Object.fromEntries(Object.keys(wanted).map(name => [name, valueOf(name)]))
}

/** @returns what the case says that will be seen. */
export function expected({ steps }: Case): Seen[] {
  return steps.map(({ from, status, content, has, sent, interim }) => ({
    from, ...(status !== undefined && { status }), ...(content !== undefined && { content }), ...(interim && { interim }), ...(has && { has }), ...(sent && { sent }),
  }))
}
