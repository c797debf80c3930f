// What goes wrong on a stream because a lab wants it, seen by curl and in the capture.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finalResponse } from '../../../../electron/model/exchange.ts'
import { HAS_CURL_H2, reach, type Reached } from './reached.ts'

const FAULTS = {
  delay: { kind: 'delay', at: 'middle', ms: 5 }, late: { kind: 'delay', ms: 5 }, stall: { kind: 'stall' }, silent: { kind: 'stall', at: 'start' },
  reset: { kind: 'reset' }, 'reset-at-once': { kind: 'reset', at: 'start' }, 'reset-after-head': { kind: 'reset', at: 'content' },
  truncate: { kind: 'truncate' }, 'truncate-nothing': { kind: 'truncate', at: 'start' }, 'too-long': { kind: 'wrong-length', by: 5 }, 'too-short': { kind: 'wrong-length', by: -2 },
  trickle: { kind: 'trickle', octets: 3, everyMs: 1 }, interim: { kind: 'interim', status: 103, fields: { Link: '</a>' } },
  garbage: { kind: 'garbage', text: 'xyz' }, framing: { kind: 'framing', says: 'two-lengths' }, both: [{ kind: 'garbage', text: 'xyz' }, { kind: 'delay', ms: 1 }],
} as const

describe.skipIf(!HAS_CURL_H2)('faults over HTTP/2', () => {
  let reached: Reached
  const ask = async (name: string, ...more: string[]) => {
    const before = reached.seen.length
    const said = await reached.curl('--http2-prior-knowledge', ...more, `@/${name}`)
    await reached.untilSeen(before + 1)
    const exchange = reached.exchanges()[before]
    const seen = reached.seen[before]
    const response = exchange && finalResponse(exchange)
    return { code: said.code, ending: seen?.ending, failure: seen?.failure?.values['code'], why: seen?.ruling?.because, status: response?.status, length: response?.content.length, complete: response?.content.complete, odd: response?.malformations.length, all: exchange?.responses.map(({ status }) => status), exchange }
  }

  beforeAll(async () => {
    reached = await reach({
      http2: true, implements: ['GET', 'HEAD', 'POST'], limits: { idleMs: 300 },
      resources: {
        ...Object.fromEntries(Object.entries(FAULTS).map(([name, fault]) => [`/${name}`, { GET: { kind: 'reply', text: 'ten octets', fault } }])),
        '/early': { POST: { kind: 'reply', text: 'ten octets', fault: { kind: 'early' } } }, '/fields': { GET: { kind: 'reply', fields: { 'Keep-Alive': 'x', Upgrade: 'y', 'X-Own': 'z' } } },
      },
    })
  })
  afterAll(() => reached[Symbol.asyncDispose]())

  it.each(['delay', 'late', 'trickle'])('%s: the answer comes whole, later', async name => {
    expect(await ask(name)).toMatchObject({ code: 0, ending: 'kept-open', status: 200, length: 10, complete: true, odd: 0 })
  })

  it('interim: an answer before the answer', async () => {
    expect(await ask('interim')).toMatchObject({ code: 0, all: [103, 200], length: 10 })
  })

  it.each([['reset', 200, 5], ['reset-at-once', undefined, undefined], ['reset-after-head', 200, 0], ['truncate-nothing', undefined, undefined]])('%s: RST_STREAM, and the connection lives', async (name, status, length) => {
    const seen = await ask(name)
    expect(seen).toMatchObject({ ending: 'reset', failure: 'INTERNAL_ERROR' })
    expect([seen.code === 0, seen.status, seen.length, seen.complete ?? false]).toEqual([false, status, length, false])
  })

  it.each([['stall', 200, 5], ['silent', undefined, undefined]])('%s: given up when the idle limit is over', async (name, status, length) => {
    const seen = await ask(name)
    expect(seen).toMatchObject({ ending: 'reset', failure: 'CANCEL' })
    expect([seen.code === 0, seen.status, seen.length]).toEqual([false, status, length])
  })

  it.each([['truncate', 5], ['too-long', 10], ['too-short', 10]])('%s: the stream ends in good order, and the length is wrong: malformed (RFC 9113 §8.1.1)', async (name, length) => {
    const seen = await ask(name)
    expect(seen).toMatchObject({ ending: 'kept-open', status: 200, length, complete: true, odd: 1 })
    expect(seen.code).not.toBe(0)
  })

  it('early: the answer before the content, and the rest is not wanted (RFC 9113 §8.1)', async () => {
    const seen = await ask('early', '-X', 'POST', '-T', 'package-lock.json')
    expect(seen).toMatchObject({ ending: 'kept-open', status: 200, length: 10, complete: true })
    expect(seen.exchange?.request?.content.complete).toBe(false)
  })

  it.each(['garbage', 'framing'])('%s: does not exist over HTTP/2, and the decision says so', async name => {
    expect(await ask(name)).toMatchObject({ code: 0, status: 200, length: 10, odd: 0, why: { id: 'decision.handler-fault-http1', values: { faults: name } } })
  })

  it('does what it can of several', async () => {
    expect(await ask('both')).toMatchObject({ code: 0, status: 200, length: 10, why: { id: 'decision.handler-fault' } })
  })

  it('never sends what is about a connection', async () => {
    const { exchange } = await ask('fields')
    const names = exchange && finalResponse(exchange)?.fields.map(({ name }) => name)
    expect([names?.includes('x-own'), names?.some(name => /keep-alive|upgrade|connection/.test(name))]).toEqual([true, false])
  })
})
