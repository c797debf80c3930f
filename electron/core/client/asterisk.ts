// OPTIONS for a server as a whole: undici takes no target that is only a star (RFC 9112 §3.2.4), so it goes out literally.
import type { SeenExchange } from '../recorder/seen-exchange.ts'
import { readResponses } from '../wire/read-message.ts'
import type { Destination } from './destination.ts'
import type { Outcome, OutRequest } from './lane-pool.ts'
import { sendRaw } from './send-raw.ts'

/** What is kept of an answer that never ends. */
const OCTETS_AT_MOST = 16_777_216

/** Sends the request on a connection of its own and waits until its exchange is over. @param connected is told of the connection before the first byte is sent */
export async function exchangeAsterisk({ method, fields, content, timeoutMs, onPlace, onInterim, signal }: OutRequest, to: Omit<Destination, 'record' | 'connected'>, connected: (clientPort: number) => void): Promise<Outcome> {
  const lines = [...fields, ['Connection', 'close'], ...(content.length > 0 ? [['Content-Length', String(content.length)]] : [])].map(([name, value]) => `${name}: ${value}\r\n`)
  const head = Buffer.from(`${method} * HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1')
  const seen = await new Promise<SeenExchange>((resolve, reject) => {
    sendRaw(Buffer.concat([head, content]), {
      ...to,
      connected(clientPort) {
        connected(clientPort)
        onPlace?.({ clientPort, serverPort: to.port, nth: 1 })
      },
      record(exchange) {
        resolve(exchange)
        return 0
      },
    }, timeoutMs, signal && { wholeMs: timeoutMs, octets: OCTETS_AT_MOST, signal }).catch(reject)
  })
  const bytes = seen.response
  const answers = readResponses(bytes, method).map(({ status, version, content: { parts, complete }, fields: named }) => ({
    status, version, fields: named.map(({ name, value }) => [name, value] as const), content: Buffer.concat(parts.map(({ start, end }) => bytes.subarray(start, end))), complete,
  }))
  for (const { status, fields: named } of answers) if (status >= 100 && status < 200) onInterim?.(status, named)
  const final = answers.find(({ status, complete }) => status >= 200 && complete)
  return final ? { seen, response: final } : { seen, error: new Error('no complete final response') }
}
