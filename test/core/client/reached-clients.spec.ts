// The composer and the raw mode over TLS and over HTTP/2, on real sockets.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from '../../../electron/core/client/client.ts'
import type { Destination } from '../../../electron/core/client/destination.ts'
import { sendRaw } from '../../../electron/core/client/send-raw.ts'
import { readExchange } from '../../../electron/core/recorder/read-exchange.ts'
import type { SeenExchange } from '../../../electron/core/recorder/seen-exchange.ts'
import type { StructuredDraft } from '../../../electron/model/draft.ts'
import { finalResponse } from '../../../electron/model/exchange.ts'
import { reach, type Reached } from '../simulator/h2/reached.ts'

const ORIGIN = {
  implements: ['GET', 'HEAD', 'POST'], resources: {
    '/text': { GET: { kind: 'reply', text: 'words' } }, '/echo': { POST: { kind: 'echo' } },
    '/reset': { GET: { kind: 'reply', text: 'words', fault: { kind: 'reset' } } }, '/hints': { GET: { kind: 'reply', text: 'words', fault: { kind: 'interim', status: 103, fields: { Link: '</a>' } } } },
  },
}

interface Tried { readonly to: Destination; readonly recorded: SeenExchange[]; readonly connected: number[] }
function destinationOf({ port, certificate }: Pick<Reached, 'port' | 'certificate'>, isSecure: boolean, http2: boolean): Tried {
  const recorded: SeenExchange[] = []
  const connected: number[] = []
  return { recorded, connected, to: { port, http2, ...(isSecure && { ca: certificate.certificate }), connected: clientPort => void connected.push(clientPort), record: seen => recorded.push(seen) } }
}
const draft = (more: Partial<StructuredDraft> = {}): StructuredDraft => ({ kind: 'structured', method: 'GET', target: '/text', fields: [], content: '', protocol: 'h2', ...more })
const asExchange = ({ clientPort, serverPort, nth, isIpv6: _isIpv6, ...rest }: SeenExchange) =>
  readExchange({ ...rest, seq: 1, trace: 't', hop: 'client-origin', side: 'client', source: 'composer', connection: { id: 'c', clientPort, serverPort, nth } })

describe.each([['prior knowledge', false], ['TLS', true]])('the composer over HTTP/2, %s', (_, tls) => {
  let reached: Reached
  let tried: Tried
  let client: Client
  beforeAll(async () => {
    reached = await reach({ ...ORIGIN, http2: true, tls })
    tried = destinationOf(reached, tls, true)
    client = new Client(tried.to)
  })
  afterAll(async () => {
    await client[Symbol.asyncDispose]()
    await reached[Symbol.asyncDispose]()
  })

  it('captures the same frames as the server, stream by stream, on one connection', async () => {
    for (const one of [draft({ method: 'FROBNICATE' }), draft({ method: 'POST', target: '/echo', content: 'wörds', fields: [{ name: 'X-Two', value: '1' }, { name: 'X-Two', value: '2' }, { name: 'Host', value: 'localhost' }] }), draft({ method: 'HEAD' })]) expect(await client.send(one)).toHaveProperty('seqs')
    await reached.untilSeen(3)
    for (const [at, seen] of tried.recorded.entries()) {
      const other = reached.seen[at]
      expect([seen.request.equals(other?.request ?? Buffer.alloc(0)), seen.response.equals(other?.response ?? Buffer.alloc(0)), seen.h2, seen.nth, seen.ending, seen.clientPort]).toEqual([true, true, other?.h2, other?.nth, 'kept-open', other?.clientPort])
    }
    expect(tried.connected).toHaveLength(1)
    expect(tried.recorded.map(seen => finalResponse(asExchange(seen))?.status)).toEqual([501, 200, 200])
    const [, posted] = tried.recorded.map(asExchange)
    expect(posted?.request).toMatchObject({ method: 'POST', target: '/echo', version: 'HTTP/2', malformations: [], content: { length: 6, complete: true, framing: 'frames' } })
    expect(posted?.request?.fields.map(({ name, value }) => `${name} ${value}`)).toEqual(expect.arrayContaining([':authority localhost', 'x-two 1', 'x-two 2', 'content-length 6']))
  })

  it('tells a reset, and shows what comes before the answer', async () => {
    const before = tried.recorded.length
    await client.send(draft({ target: '/reset' }))
    await client.send(draft({ target: '/hints' }))
    const [reset, hints] = tried.recorded.slice(before)
    expect([reset?.ending, reset?.failure]).toEqual(['reset', { id: 'failure.stream-reset-by-server', values: { code: 'INTERNAL_ERROR' } }])
    expect(hints && asExchange(hints).responses.map(({ status }) => status)).toEqual([103, 200])
  })

  it('says what HTTP/2 does not send', async () => {
    expect(await client.send(draft({ fields: [{ name: 'Connection', value: 'close' }] }))).toMatchObject({ failure: { id: 'failure.unsendable-h2' } })
    expect(await client.send(draft({ method: 'NO TOKEN', fields: [{ name: 'a b', value: '' }] }))).toMatchObject({ failure: { id: 'failure.unsendable-h2' } })
  })

  it('sends several at once, and each gets its own answer', async () => {
    const before = tried.recorded.length
    await Promise.all(Array.from({ length: 20 }, (__, nth) => client.send(draft({ method: 'POST', target: '/echo', content: `number ${nth}` }))))
    const all = tried.recorded.slice(before).map(asExchange)
    expect(new Set(all.map(({ connection }) => connection.nth)).size).toBe(20)
    for (const one of all) expect(finalResponse(one)?.status).toBe(200)
  })
})

it('opens another connection when the last one is over', async () => {
  await using reached = await reach({ ...ORIGIN, http2: true })
  const tried = destinationOf(reached, false, true)
  await using client = new Client(tried.to)
  await client.send(draft())
  await reached.simulation.control({ kind: 'kill', participant: 'origin' })
  await reached.simulation.control({ kind: 'restore', participant: 'origin' })
  // The first may still meet the connection that is just closing.
  for (let tries = 0; tries < 5 && tried.connected.length < 2; tries += 1) await client.send(draft())
  expect(tried.recorded.map(seen => finalResponse(asExchange(seen))?.status ?? seen.ending).filter(said => said !== 'server-closed')).toEqual([200, 200])
})

it('records what nothing answers, and does not pretend to speak what the server does not', async () => {
  await using reached = await reach({ ...ORIGIN })
  const plain = destinationOf(reached, false, false)
  await using client = new Client(plain.to)
  expect(await client.send(draft())).toMatchObject({ failure: { id: 'failure.unsendable-h2' } })
  await reached.simulation.control({ kind: 'kill', participant: 'origin' })
  const gone = destinationOf(reached, false, true)
  await using other = new Client(gone.to)
  expect([await other.send(draft()), gone.recorded[0]?.ending]).toEqual([{ seqs: [1] }, 'refused'])
})

describe('TLS', () => {
  it('is trusted for its own certificate and for no other, by the composer and by the raw mode', async () => {
    await using reached = await reach({ ...ORIGIN, tls: true })
    await using stranger = await reach({ ...ORIGIN, tls: true })
    const good = destinationOf(reached, true, false)
    const bad = destinationOf({ port: reached.port, certificate: stranger.certificate }, true, false)
    await using client = new Client(good.to)
    await using mistaken = new Client(bad.to)
    const { protocol: _protocol, ...plain } = draft()
    await client.send(plain)
    await mistaken.send(plain)
    await sendRaw(Buffer.from('BREW /text HTTP/1.1\r\nHost: localhost\r\n\r\n'), good.to)
    await sendRaw(Buffer.from('BREW /text HTTP/1.1\r\nHost: localhost\r\n\r\n'), bad.to)
    expect(good.recorded.map(seen => [finalResponse(asExchange(seen))?.status, asExchange(seen).request?.version])).toEqual([[200, 'HTTP/1.1'], [501, 'HTTP/1.1']])
    expect(bad.recorded.map(({ request, failure }) => [request.length, failure?.id])).toEqual([[0, 'failure.other'], [0, 'failure.other']])
    expect(reached.seen.map(({ request }) => request.toString('latin1').split(' ')[0])).toEqual(['GET', 'BREW'])
    expect(good.recorded[0]?.request.equals(reached.seen[0]?.request ?? Buffer.alloc(0))).toBe(true)
  })
})
