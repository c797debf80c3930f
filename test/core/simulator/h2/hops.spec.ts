// Several hops that are reached in different ways: the semantics go through, the wire changes at each of them.
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { framesIn, FrameType, PREFACE } from '../../../../electron/core/wire/h2/frames.ts'
import { makeCertificate } from '../../../../electron/core/certificate/make-certificate.ts'
import { openTopology } from '../../../../electron/core/topology/topology.ts'
import { readSegment } from '../../../../electron/core/segment/read-segment.ts'
import { readExchange } from '../../../../electron/core/recorder/read-exchange.ts'
import { finalResponse, type Exchange } from '../../../../electron/model/exchange.ts'
import { fieldValues } from '../../../../electron/model/message.ts'
import { Scenario } from '../../../../electron/model/scenario.ts'
import { frame } from '../../wire/h2/frame.ts'
import { reach } from './reached.ts'

it('HTTP/2 to the gateway, HTTP/1.1 over TLS to the origin, in one trace', async () => {
  const exchanges: Exchange[] = []
  const scenario = Scenario.parse({ participants: [
    { role: 'gateway', name: 'gw', http2: true, proxyStatus: true, routes: [{ version: 'HTTP/2', pool: [{ to: 'origin' }] }] },
    { role: 'origin', name: 'origin', tls: true, implements: ['GET', 'POST'], resources: { '/a': { GET: { kind: 'reply', text: 'words' }, POST: { kind: 'echo' } } } },
  ] })
  const topology = await openTopology(
    { scenario, port: 0, lastSeq: 0, controls: [], certificate: { ...makeCertificate(Date.now()), caFile: 'file' } },
    { onSegment: segment => { for (const record of readSegment(segment)) exchanges.push(readExchange(record)) }, onNotice: () => undefined, onTrouble: error => { throw error } },
  )
  for (const [method, target, protocol] of [['GET', '/a', 'h2'], ['BREW', '/a', 'h2'], ['POST', '/a', 'h2'], ['GET', '/a', undefined]] as const) {
    await topology.send({ kind: 'structured', method, target, fields: [{ name: 'X-Own', value: 'z' }], content: method === 'POST' ? 'some' : '', ...(protocol && { protocol }) })
  }
  await topology[Symbol.asyncDispose]()
  const views = (status: number) => exchanges.filter(exchange => finalResponse(exchange)?.status === status).map(({ hop, side, request }) => `${hop} ${side} ${request?.version}`).sort()
  const four = ['client-gw client HTTP/2', 'client-gw server HTTP/2', 'gw-origin client HTTP/1.1', 'gw-origin server HTTP/1.1']
  expect([views(501), views(404)]).toEqual([four, ['client-gw client HTTP/1.1', 'client-gw server HTTP/1.1']])
  expect(new Set(exchanges.filter(exchange => finalResponse(exchange)?.status === 501).map(({ trace }) => trace)).size).toBe(1)
  const inner = exchanges.find(({ hop, side, request }) => hop === 'gw-origin' && side === 'server' && request?.method === 'POST')
  expect(inner?.request && ['Via', 'Forwarded', 'X-Own', 'Content-Length'].map(name => fieldValues(inner.request as NonNullable<typeof inner.request>, name)[0])).toEqual(['2.0 gw', expect.stringContaining('proto=http'), 'z', '4'])
  expect(inner?.request?.fields.some(({ name }) => name.startsWith(':'))).toBe(false)
})

it('says goodbye when the topology closes (RFC 9113 §6.8)', async () => {
  const reached = await reach({ http2: true })
  const socket = connect(reached.port, '127.0.0.1')
  const parts: Buffer[] = []
  socket.on('data', part => parts.push(part)).on('error', () => undefined)
  socket.write(Buffer.concat([PREFACE, frame(FrameType.settings, 0, 0), frame(FrameType.ping, 0, 0, Buffer.alloc(8))]))
  while (!framesIn(Buffer.concat(parts)).some(({ type }) => type === FrameType.ping)) await once(socket, 'data')
  const closed = once(socket, 'close')
  await reached[Symbol.asyncDispose]()
  await closed
  expect(framesIn(Buffer.concat(parts)).findLast(({ type }) => type === FrameType.goaway)?.bytes.readUInt32BE(13)).toBe(0)
})

it('a cache over TLS and HTTP/2 answers both versions from one store', async () => {
  await using reached = await reach({}, { participants: [
    { role: 'cache', name: 'edge', to: 'origin', tls: true, http2: true },
    { role: 'origin', name: 'origin', tls: true, implements: ['GET'], resources: { '/a': { GET: { kind: 'reply', text: 'words', fields: { 'Cache-Control': 'max-age=60' } } } } },
  ] })
  const said = []
  for (const flag of ['--http2', '--http1.1', '--http2']) said.push((await reached.curl(flag, '@/a')).out)
  expect(said.map(out => [/^HTTP\/(\S+) 200/.exec(out)?.[1], /^cache-status: .*?; *(hit|fwd)/im.exec(out)?.[1], out.endsWith('words')])).toEqual([['2', 'fwd', true], ['1.1', 'hit', true], ['2', 'hit', true]])
})
