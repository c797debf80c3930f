// HAR 1.2 to records. HAR keeps no bytes, so messages are put together again from what it tells, in its order.
import { z } from 'zod'
import type { ExchangeRecord } from '../../model/exchange.ts'

const Named = z.array(z.object({ name: z.string(), value: z.string() }))
const Har = z.object({
  log: z.object({
    entries: z.array(z.object({
      startedDateTime: z.string(),
      time: z.number().optional(),
      request: z.object({
        method: z.string(), url: z.string(), httpVersion: z.string().default('HTTP/1.1'), headers: Named.default([]),
        postData: z.object({ text: z.string().optional() }).optional(),
      }),
      response: z.object({
        status: z.int(), statusText: z.string().default(''), httpVersion: z.string().default('HTTP/1.1'), headers: Named.default([]),
        content: z.object({ text: z.string().optional(), encoding: z.string().optional() }).optional(),
      }),
    })),
  }),
})

/** Fields of the wire that are no longer true of content which HAR holds decoded, and names that only HTTP/2 has. */
const DROPPED = /^(?:transfer-encoding|content-encoding|content-length|:.*)$/i

/** @returns one record for each entry, source `import`. @throws ZodError when it is not HAR */
export function recordsFromHar(har: unknown): ExchangeRecord[] {
  return Har.parse(har).log.entries.map((entry, at) => {
    const url = URL.parse(entry.request.url)
    const target = url ? `${url.pathname}${url.search}` : entry.request.url
    const host = entry.request.headers.some(({ name }) => name.toLowerCase() === 'host') ? [] : [{ name: 'Host', value: url?.host ?? '' }]
    const sent = Buffer.from(entry.request.postData?.text ?? '')
    const { content } = entry.response
    const received = Buffer.from(content?.text ?? '', content?.encoding === 'base64' ? 'base64' : 'utf8')
    const isEmpty = entry.response.status <= 0
    const startedWallMs = Date.parse(entry.startedDateTime)
    return {
      seq: at + 1, trace: `h${at + 1}`, hop: 'client-origin', side: 'client', source: 'import',
      connection: { id: `h${at + 1}`, clientPort: 0, serverPort: Number(url?.port || 80), nth: 1 },
      timing: { startedWallMs: Number.isNaN(startedWallMs) ? 0 : startedWallMs, ...(entry.time !== undefined && { lastByteMs: entry.time }) },
      ending: 'kept-open',
      request: message(`${entry.request.method} ${target} ${version(entry.request.httpVersion)}`, [...host, ...entry.request.headers], sent, false),
      response: isEmpty ? Buffer.alloc(0) : message(
        `${version(entry.response.httpVersion)} ${entry.response.status} ${entry.response.statusText}`, entry.response.headers, received, entry.request.method !== 'HEAD',
      ),
    }
  })
}

function message(startLine: string, headers: z.infer<typeof Named>, content: Buffer, sayLength: boolean): Buffer {
  const kept = headers.filter(({ name }) => !DROPPED.test(name))
  const length = content.length > 0 || sayLength ? [{ name: 'Content-Length', value: String(content.length) }] : []
  const lines = [...kept, ...length].map(({ name, value }) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`)
  return Buffer.concat([Buffer.from(`${startLine}\r\n${lines.join('')}\r\n`, 'utf8'), content])
}

/** A HAR of HTTP/2 or /3 is read as if it had been said in HTTP/1.1: the semantics are the same (RFC 9110 §3.1). */
function version(text: string): string {
  return /^HTTP\/1\.[01]$/i.test(text) ? text.toUpperCase() : 'HTTP/1.1'
}
