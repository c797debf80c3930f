// The lesson: what a request means, and what is answered, does not change with the wire (RFC 9110 §3.1, RFC 9113 §8).
import { describe, expect, it, test } from 'vitest'
import { fieldValues } from '../../../../electron/model/message.ts'
import { contentBytes } from '../../../../electron/model/message.ts'
import { finalResponse } from '../../../../electron/model/exchange.ts'
import { fromBase64 } from '../../../../electron/model/bytes.ts'
import { HAS_CURL_H2, reach } from './reached.ts'

const ORIGIN = {
  implements: ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE', 'TRACE'],
  resources: {
    '/text': { GET: { kind: 'reply', text: 'words', fields: { ETag: '"1"', 'Cache-Control': 'no-cache' } } },
    '/echo': { POST: { kind: 'echo' } }, '/gone': { DELETE: { kind: 'reply', status: 204 } },
    '/broken': { GET: { kind: 'fail', message: 'inside' } }, '/planned': { GET: { kind: 'planned', detail: 'June.' } },
  },
}
/** What is asked, as curl's words, with the status that follows. */
const ASKED: readonly (readonly [status: number, ...args: string[]])[] = [
  [200, '@/text'], [200, '-I', '@/text'], [404, '@/nowhere'], [405, '-X', 'DELETE', '@/text'], [501, '-X', 'FROBNICATE', '@/text'], [501, '-X', 'get', '@/text'],
  [500, '@/broken'], [501, '@/planned'], [204, '-X', 'DELETE', '@/gone'], [200, '-d', 'some content', '@/echo'], [204, '-X', 'OPTIONS', '@/text'], [204, '-X', 'OPTIONS', '--request-target', '*', '@/'],
  [200, '-X', 'TRACE', '-H', 'Cookie: a=b', '@/text'], [421, '-H', 'Host: example.com', '@/text'], [417, '-H', 'Expect: wonders', '@/text'], [503, '@/api/status/503?retry-after=7'],
  [426, '@/api/status/426'], [408, '@/api/status/408'], [414, `@/${'a'.repeat(9_000)}`], [431, '-H', `X: ${'b'.repeat(17_000)}`, '@/text'], [413, '--data-binary', 'c'.repeat(2_000), '@/echo'], [404, '--data-binary', 'c'.repeat(2_000), '@/nowhere'],
]
/** About the connection, so HTTP/2 has no use for it (RFC 9113 §8.2.2); and what an echo or a trace says of the wire itself. */
const OF_THE_WIRE = new Set(['connection', 'upgrade', 'content-length'])
const WAYS = [
  ['HTTP/1.1', {}, '--http1.1', 'HTTP/1.1'], ['HTTP/1.1 beside HTTP/2', { http2: true }, '--http1.1', 'HTTP/1.1'], ['h2c, prior knowledge', { http2: true }, '--http2-prior-knowledge', 'HTTP/2'],
  ['TLS', { tls: true }, '--http1.1', 'HTTP/1.1'], ['TLS, ALPN http/1.1', { tls: true, http2: true }, '--http1.1', 'HTTP/1.1'], ['TLS, ALPN h2', { tls: true, http2: true }, '--http2', 'HTTP/2'],
] as const

async function played(way: object, flag: string) {
  const limits = { content: 1_000 }
  await using reached = await reach({ ...ORIGIN, limits, ...way })
  const statuses: number[] = []
  for (const [at, [, ...args]] of ASKED.entries()) {
    const { out } = await reached.curl(flag, ...args)
    statuses.push(Number(/^HTTP\/\S+ (\d{3})/m.exec(out)?.[1]))
    await reached.untilSeen(at + 1)
  }
  return { statuses, exchanges: reached.exchanges(), rulings: reached.seen.map(({ ruling }) => [ruling?.check, ruling?.status, ruling?.because.id]), port: reached.port }
}

describe.skipIf(!HAS_CURL_H2)('the same requests over every wire', async () => {
  const plain = HAS_CURL_H2 ? await played({}, '--http1.1') : undefined

  test.each(WAYS)('%s: same status, decision, fields and content', async (_, way, flag, version) => {
    const { statuses, exchanges, rulings, port } = await played(way, flag)
    expect(statuses).toEqual(ASKED.map(([status]) => status))
    expect(rulings).toEqual(plain?.rulings)
    expect(new Set(exchanges.map(({ request }) => request?.version))).toEqual(new Set([version]))
    for (const [at, exchange] of exchanges.entries()) {
      const [one, other] = [exchange, plain?.exchanges[at]].map(each => each && finalResponse(each))
      const said = ASKED[at]?.slice(1).join(' ').slice(0, 60)
      const bare = (fields: readonly { name: string; value: string }[] | undefined) => fields?.filter(({ name }) => !name.startsWith(':') && !OF_THE_WIRE.has(name.toLowerCase())).map(({ name, value }) => `${name.toLowerCase()}: ${value}`).sort()
      expect(bare(one?.fields), said).toEqual(bare(other?.fields))
      expect([one?.status, one?.malformations, one?.content.complete], said).toEqual([other?.status, [], true])
      const text = (each: typeof exchange | undefined, message: typeof one) => each && message && Buffer.from(contentBytes(message, fromBase64(each.responseBytes))).toString()
        .replaceAll(/HTTP\/[\d.]+/g, 'HTTP').replaceAll(String(each === exchange ? port : plain?.port), 'PORT').toLowerCase()
      // An echo and a trace tell the fields of the request, in an order that the client chooses.
      const lines = (all: string | undefined) => all?.split('\n').map(line => line.replace(/,$/, '')).sort()
      expect(lines(text(exchange, one)), said).toEqual(lines(text(plain?.exchanges[at], other)))
    }
    const [first] = exchanges
    expect(first?.request && fieldValues(first.request, 'Host')).toEqual([`127.0.0.1:${port}`])
  })
})

it('tells the scheme of an absolute target from that of the connection', async () => {
  await using plain = await reach({ ...ORIGIN })
  await using secure = await reach({ ...ORIGIN, tls: true })
  const status = async (reached: typeof plain, target: string) => Number(/ (\d{3})/.exec((await reached.curl('--http1.1', '--request-target', target, '@/')).out)?.[1])
  expect([await status(plain, 'http://localhost/text'), await status(plain, 'https://localhost/text'), await status(secure, 'https://localhost/text'), await status(secure, 'http://localhost/text')]).toEqual([200, 421, 200, 421])
})

it.each([{ http2: true }, {}])('serves a client that calls itself HTTP/1.0 in its ALPN, as curl does', async more => {
  await using secure = await reach({ ...ORIGIN, tls: true, ...more })
  expect((await secure.curl('--http1.0', '-i', '@/text')).out).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.+\r\n)*Connection: close\r\n/)
})
