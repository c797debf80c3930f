import { expect, it } from 'vitest'
import { changesBetween, type SeenMessage } from '../../../electron/model/changes.ts'
import { fromBase64 } from '../../../electron/model/bytes.ts'
import { reasonFor } from '../../../renderer/components/hops/change-reasons.ts'
import { capture } from '../../support/transcript.ts'

function seen(...lines: string[]): SeenMessage {
  const [exchange] = capture(lines.map(line => `> ${line}`).join('\n'))
  if (!exchange?.request) throw new Error('not a request')
  return { message: exchange.request, bytes: fromBase64(exchange.requestBytes) }
}

const reasons = (inbound: SeenMessage, outbound: SeenMessage) => changesBetween(inbound, outbound)
  .map(line => [line.name, reasonFor(line, { side: 'request', from: 'a', to: 'b', inbound, outbound, lines: [] })] as const)
  .flatMap(([name, reason]) => (reason ? [`${name}: ${reason.word.replace('changed.why-', '')} ${reason.section ?? ''}`] : []))

it('says why an intermediary changes what it changes, and where that is written', () => {
  expect(reasons(
    seen('SEEK /a HTTP/1.1', 'Host: a', 'Connection: X-Own, close', 'X-Own: 1', 'X-Kept: 1', 'Max-Forwards: 3'),
    seen('GET /a HTTP/1.1', 'Host: b', 'X-Kept: 1', 'Max-Forwards: 2', 'Via: 1.1 gw', 'If-None-Match: "1"'),
  )).toEqual([
    ': method ', 'Host: host RFC 9110 §7.2', 'Connection: connection RFC 9110 §7.6.1', 'X-Own: named RFC 9110 §7.6.1', 'Max-Forwards: max-forwards RFC 9110 §7.6.2',
    'Via: via RFC 9110 §7.6.3', 'If-None-Match: validation RFC 9111 §4.3.1',
  ])
})

it('says nothing where nothing general can be said', () => {
  expect(reasons(seen('GET /a HTTP/1.1', 'X: 1'), seen('GET /b HTTP/1.1', 'X: 2', 'Y: 3'))).toEqual([])
})

it('knows names that only got small letters between versions', () => {
  expect(reasons(seen('GET /a HTTP/1.1', 'X-Kept: 1'), seen('GET /a HTTP/2', 'x-kept: 1'))).toEqual(['x-kept: small RFC 9113 §8.2'])
})
