// HAR 1.2 to records. HAR keeps no bytes, so messages are put together again from what it tells, in its order.
import { z } from 'zod'
import type { ExchangeRecord } from '../../model/exchange.ts'

/** Some writers say null where the specification has them say nothing. */
const text = z.string().nullish()
const Named = z.array(z.object({ name: z.string(), value: z.string() }))
const Har = z.object({
  log: z.object({
    entries: z.array(z.object({
      startedDateTime: z.string(),
      time: z.number().nullish(),
      request: z.object({
        method: z.string(), url: z.string(), httpVersion: z.string().default('HTTP/1.1'), headers: Named.default([]),
        postData: z.object({ text }).nullish(),
      }),
      response: z.object({
        status: z.int(), statusText: z.string().default(''), httpVersion: z.string().default('HTTP/1.1'), headers: Named.default([]),
        content: z.object({ text, encoding: text }).nullish(),
      }),
    })),
  }),
})

type Entry = z.infer<typeof Har>['log']['entries'][number]
type Fields = z.infer<typeof Named>

/** Fields of the wire that are no longer true of content which HAR holds decoded, and names that only HTTP/2 has. */
const DECODED = /^(?:transfer-encoding|content-encoding|content-length|:.*)$/i
/** Where there is no content, its length and codings speak of what GET would have got (RFC 9110 §8.6). */
const WITHOUT_CONTENT = /^(?:transfer-encoding|:.*)$/i

/** @returns one record for each entry in the order of their times, source `import`. @throws ZodError when it is not HAR */
export function recordsFromHar(har: unknown): ExchangeRecord[] {
  // HAR 1.2 leaves it to the reader to sort; entries without a readable time stay where they stand.
  const entries = Har.parse(har).log.entries.sort((one, other) => Date.parse(one.startedDateTime) - Date.parse(other.startedDateTime) || 0)
  return entries.map((entry, at) => {
    const startedWallMs = Date.parse(entry.startedDateTime)
    return {
      seq: at + 1, trace: `h${at + 1}`, hop: 'client-origin', side: 'client', source: 'import',
      connection: { id: `h${at + 1}`, clientPort: 0, serverPort: Number(URL.parse(entry.request.url)?.port || 80), nth: 1 },
      timing: { startedWallMs: Number.isNaN(startedWallMs) ? 0 : startedWallMs, ...(typeof entry.time === 'number' && { lastByteMs: entry.time }) },
      ending: 'kept-open',
      request: requestOf(entry),
      response: entry.response.status <= 0 ? Buffer.alloc(0) : responseOf(entry),
    }
  })
}

function responseOf({ request, response: { httpVersion, status, statusText, headers, content } }: Entry): Buffer {
  const startLine = `${version(httpVersion)} ${status} ${statusText}`
  if (request.method === 'HEAD' || status < 200 || status === 204 || status === 304) return message(startLine, headers.filter(({ name }) => !WITHOUT_CONTENT.test(name)))
  return messageWith(startLine, headers, Buffer.from(content?.text ?? '', content?.encoding === 'base64' ? 'base64' : 'utf8'))
}

function requestOf({ request: { method, url, httpVersion, headers, postData } }: Entry): Buffer {
  const parsed = URL.parse(url)
  const host = headers.some(({ name }) => name.toLowerCase() === 'host') ? [] : [{ name: 'Host', value: parsed?.host ?? '' }]
  const startLine = `${method} ${parsed ? `${parsed.pathname}${parsed.search}` : url} ${version(httpVersion)}`
  const content = Buffer.from(postData?.text ?? '')
  const all = [...host, ...headers]
  return content.length > 0 ? messageWith(startLine, all, content) : message(startLine, all.filter(({ name }) => !DECODED.test(name)))
}

function messageWith(startLine: string, headers: Fields, content: Buffer): Buffer {
  const length = { name: 'Content-Length', value: String(content.length) }
  return Buffer.concat([message(startLine, [...headers.filter(({ name }) => !DECODED.test(name)), length]), content])
}

function message(startLine: string, headers: Fields): Buffer {
  const lines = headers.map(({ name, value }) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`)
  return Buffer.from(`${startLine}\r\n${lines.join('')}\r\n`, 'utf8')
}

/** A HAR of HTTP/2 or /3 is read as if it had been said in HTTP/1.1: the semantics are the same (RFC 9110 §3.1). */
function version(text: string): string {
  return /^HTTP\/1\.[01]$/i.test(text) ? text.toUpperCase() : 'HTTP/1.1'
}
