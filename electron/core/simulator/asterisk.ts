// OPTIONS for a server as a whole, sent on: undici takes no target that is only a star (RFC 9112 §3.2.4), so it goes out literally.
import type { OutRequest } from '../client/lane-pool.ts'
import { sendRaw } from '../client/send-raw.ts'
import type { Place, SeenExchange } from '../recorder/seen-exchange.ts'
import { readResponses } from '../wire/read-message.ts'
import type { ForwardResult, HopTap } from './upstream.ts'

export interface Way { readonly from: string; readonly port: number; readonly tap: HopTap; readonly ca?: string }

/** Sends the request on a connection of its own. @returns the complete final response, or how it failed */
export async function forwardAsterisk({ from, port, tap, ca }: Way, { method, fields, content, timeoutMs, onInterim }: OutRequest, cause: Place): Promise<ForwardResult> {
  const lines = [...fields, ['Connection', 'close'], ...(content.length > 0 ? [['Content-Length', String(content.length)]] : [])].map(([name, value]) => `${name}: ${value}\r\n`)
  const head = Buffer.from(`${method} * HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1')
  let seen: SeenExchange | undefined
  await sendRaw(Buffer.concat([head, content]), {
    port, ...(ca !== undefined && { ca }),
    connected: clientPort => {
      tap.connected(clientPort, port, from)
      tap.caused({ clientPort, serverPort: port, nth: 1 }, cause)
    },
    record: exchange => {
      seen = exchange
      return 0
    },
  }, timeoutMs)
  if (!seen) return { failed: 'client-closed', why: 'nothing was sent' }
  tap.sent(seen)
  const { response: bytes, ending } = seen
  const answers = readResponses(bytes, method).map(({ status, version, content: part, fields: named }) => ({
    status, version, fields: named.map(({ name, value }) => [name, value] as const), content: Buffer.concat(part.parts.map(({ start, end }) => bytes.subarray(start, end))), isWhole: part.complete,
  }))
  for (const { status, fields: named } of answers) if (status >= 100 && status < 200) onInterim?.(status, named)
  const final = answers.find(({ status, isWhole }) => status >= 200 && isWhole)
  return final ? { response: final } : { failed: ending, why: 'no complete final response' }
}
