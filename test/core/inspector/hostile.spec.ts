// The inspector neither throws nor takes its time, whatever the octets.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspect } from '../../../electron/core/inspector/inspect.ts'
import { readExchange } from '../../../electron/core/recorder/read-exchange.ts'
import type { Ending, Exchange, Source } from '../../../electron/model/exchange.ts'
import { Finding } from '../../../electron/model/inspection.ts'
import { x } from '../../../electron/core/inspector/examples/written.ts'
import { exchangesOf } from '../../../electron/core/notes/read-example.ts'

const NAMES = ['Allow', 'Via', 'Cache-Control', 'Content-Length', 'Transfer-Encoding', 'Connection', 'Date', 'Retry-After', 'Content-Type', 'Cache-Status', 'Age', 'Vary', 'Max-Forwards', 'Accept', 'TE', 'Host', 'X']
const PIECES = ['GET', 'get', 'TRACE', 'B@D', ' / ', '*', 'http://a@b/', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/9', '\r\n', '\n', '\r\n\r\n', ':', ' ', ',', ';', '"', '\\', '=', 'chunked', 'gzip', '0\r\n\r\n', '5', 'max-age=', 'q=', '501', '405', '206',
  '204', '100 Continue', 'Sun, 06 Nov 1994 08:49:37 GMT', '{"status":', '}', 'application/problem+json', '    at f (/a/b:1:1)', '\0', '\xff', '(', '((', ...NAMES.map(name => `\r\n${name}: `)]
const octets = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map(pieces => pieces.join('')),
  fc.tuple(fc.constantFrom('HTTP/1.1 405 X', 'HTTP/1.1 200 OK', 'GET / HTTP/1.1', 'OPTIONS /a HTTP/1.1'), fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.array(fc.constantFrom(...PIECES.filter(piece => !/[\r\n]/.test(piece))), { maxLength: 8 })), { maxLength: 12 }))
    .map(([start, fields]) => `${start}\r\n${fields.map(([name, value]) => `${name}: ${value.join('')}\r\n`).join('')}\r\n{}`),
)
const record = fc.record({
  request: octets, response: octets, trace: fc.constantFrom('a', 'b'), hop: fc.constantFrom('client-gw', 'gw-origin', 'client-origin', 'gw-gw', '-', 'odd'), side: fc.constantFrom('client' as const, 'server' as const),
  source: fc.constantFrom<Source>('raw', 'import', 'participant'), ending: fc.constantFrom<Ending>('kept-open', 'reset', 'timed-out'), connection: fc.constantFrom('c', 'd'), nth: fc.integer({ min: 1, max: 3 }),
})
const capture = fc.array(record, { maxLength: 6 }).map(records => records.map(({ request, response, connection, nth, ...rest }, at): Exchange => readExchange({
  seq: at + 1, ...rest, connection: { id: connection, clientPort: 1, serverPort: 2, nth }, timing: { startedWallMs: at }, request: Buffer.from(request, 'latin1'), response: Buffer.from(response, 'latin1'),
})))

describe('the inspector', () => {
  it('takes any octets, says the same twice, and points only at what is there', () => {
    fc.assert(fc.property(capture, exchanges => {
      const findings = inspect(exchanges)
      expect(inspect(structuredClone(exchanges))).toEqual(findings)
      for (const finding of findings) {
        expect(Finding.safeParse(finding).success).toBe(true)
        for (const { exchange, side, range } of finding.evidence) {
          const found = exchanges.find(({ id }) => id === exchange)
          const length = Buffer.from(found?.[side === 'request' ? 'requestBytes' : 'responseBytes'] ?? '', 'base64').length
          expect([finding.rule, found !== undefined && range.start <= range.end && range.end <= length]).toEqual([finding.rule, true])
        }
        for (const value of Object.values(finding.values)) if (typeof value === 'string') expect([/\p{Cc}/u.test(value), value.length <= 500]).toEqual([false, true])
      }
    }), { numRuns: 400 })
  })

  // Twice the exchanges take about twice the steps. Steps are counted as reads of exchanges, since a time would depend on the machine.
  it.each([
    ['one resource, each method once', (at: number) => x(`M${at} /`, '405|Allow: GET')],
    ['one resource, another Allow each time', (at: number) => x('GET /', at % 2 === 0 ? `200|Allow: M${at}` : `405|Allow: N${at}`)],
    ['one target each', (at: number) => x(`PATCH /${at}||x`, at % 2 === 0 ? '501' : '405|Allow: GET')],
    ['one connection', (at: number) => x('GET /', '200|Connection: close', { connection: 'c', nth: at + 1 })],
    ['one trace', (at: number) => x('POST /||x', '501', { trace: 't', hop: at === 0 ? 'client-gw' : 'gw-origin', connection: `c${at}`, side: 'client' })],
    ['a participant each', (at: number) => x('GET /', '501', { hop: `client-p${at}`, side: 'server' })],
  ])('reads each of many exchanges a bounded number of times: %s', (_, make) => {
    const few = readsOf(make, 250)
    const many = readsOf(make, 1_000)
    expect(many / few).toBeLessThan(8)
  })
})

/** @returns how often a property of an exchange was read while `count` of them were inspected. */
function readsOf(make: (at: number) => ReturnType<typeof x>, count: number): number {
  let reads = 0
  const counted = exchangesOf(Array.from({ length: count }, (_, at) => make(at))).map(exchange => new Proxy(exchange, {
    get(target, name, receiver): unknown {
      reads += 1
      return Reflect.get(target, name, receiver)
    },
  }))
  inspect(counted)
  return reads
}
