// Differential test against Node's own parser (llhttp) on methods that both know: where both take a request they read the same;
// where they differ, the difference has a name and a section below, and no other difference is let through.
import { createServer, type IncomingMessage } from 'node:http'
import { duplexPair } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAll, type ReadRequest } from '../../support/read-all.ts'

type Taken = Pick<ReadRequest, 'method' | 'target' | 'fields' | 'content'>

/** Feeds the bytes to a node:http server over an in-memory connection. */
async function nodeReads(bytes: string): Promise<Taken | 'refused'> {
  const [client, socket] = duplexPair()
  const server = createServer({ requireHostHeader: false, keepAlive: false })
  const seen = new Promise<Taken | 'refused'>(resolve => {
    const take = (request: IncomingMessage) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => resolve({ method: request.method ?? '', target: request.url ?? '', fields: pairs(request.rawHeaders), content: Buffer.concat(parts).toString('latin1') }))
      request.on('error', () => resolve('refused'))
    }
    server.on('request', take).on('checkContinue', take).on('checkExpectation', take).on('clientError', () => resolve('refused'))
    client.on('close', () => resolve('refused'))
  })
  server.emit('connection', socket)
  client.resume()
  client.write(Buffer.from(bytes, 'latin1'))
  client.end()
  const result = await seen
  client.destroy()
  socket.destroy()
  server.close()
  return result
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as [string, string]] : []))
}

function weRead(bytes: string): Taken | 'refused' {
  const [request] = readAll([bytes]).requests
  return request ? { method: request.method, target: request.target, fields: request.fields, content: request.content } : 'refused'
}

/** Where we are stricter than llhttp as Node configures it, each by its own name and reason. */
const STRICTER: readonly { readonly name: string; readonly applies: (bytes: string) => boolean }[] = [
  { name: 'Host missing, doubled or malformed is 400 (RFC 9112 §3.2); Node was told not to look', applies: bytes => (bytes.match(/^host:/gim) ?? []).length !== 1 || !/^host:[\t ]*[\w.:[\]-]*[\t ]*\r$/im.test(bytes) },
  { name: 'an unknown coding before chunked is 501 (RFC 9112 §6.1); llhttp decodes chunked and passes it on', applies: bytes => /^transfer-encoding:.*\w+.*,\s*chunked/im.test(bytes) },
  { name: 'Transfer-Encoding in HTTP/1.0 is faulty framing (RFC 9112 §6.1)', applies: bytes => / HTTP\/1\.0\r\n/.test(bytes) && /^transfer-encoding:/im.test(bytes) },
  { name: 'a fragment is not part of a request target (RFC 9112 §3.2)', applies: bytes => /^\S+ \S*#/.test(bytes) },
  { name: 'the target has one of four forms (RFC 9112 §3.2)', applies: bytes => !/^\S+ (?:\/|https?:\/\/\w)/.test(bytes) },
  { name: 'a version other than 1.x is 505 (RFC 9110 §15.6.6)', applies: bytes => !/ HTTP\/1\.\d\r\n/.test(bytes) },
]

/** Where we take what llhttp refuses, because the specification says so. */
const WIDER: readonly { readonly name: string; readonly applies: (bytes: string) => boolean }[] = [
  { name: 'a higher minor version is processed as 1.1 (RFC 9110 §2.5)', applies: bytes => / HTTP\/1\.[2-9]\r\n/.test(bytes) },
]

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'M-SEARCH', 'PURGE']
const target = fc.oneof({ weight: 6, arbitrary: fc.stringMatching(/^\/[a-z0-9%?=&._~-]{0,12}$/) }, fc.constantFrom('http://127.0.0.1/a', '/a b', '/a#b', '*', 'a', '/{x}|"<>`', '/\x7f', '/\xe9'))
const version = fc.oneof({ weight: 9, arbitrary: fc.constantFrom('HTTP/1.1', 'HTTP/1.0') }, fc.constantFrom('HTTP/2.0', 'HTTP/1.2', 'http/1.1', 'HTTP/1', ''))
const field = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.stringMatching(/^X-[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}$/), fc.stringMatching(/^[\t ]?[!-~]{0,10}[\t ]?$/)).map(([name, value]) => `${name}:${value}`) },
  fc.constantFrom('A : b', ' A: b', 'A b', ': b', 'A: b\0c', 'A: b\rc', 'A: \xff', 'A:', 'Host: b', 'Connection: close', 'A: b\r\n c', 'A\x7f: b', 'A: \x7f', 'A: \x01'),
)
const framing = fc.constantFrom(
  ['', ''], ['', ''], ['Content-Length: 3\r\n', 'abc'], ['Content-Length: 3\r\n', 'abc'], ['Content-Length: 0\r\n', ''], ['Content-Length: 3, 3\r\n', 'abc'],
  ['Content-Length: 3\r\nContent-Length: 3\r\n', 'abc'], ['Content-Length: +3\r\n', 'abc'], ['Content-Length: 3x\r\n', 'abc'], ['Content-Length:\r\n', ''],
  ['Transfer-Encoding: chunked\r\n', '3\r\nabc\r\n0\r\n\r\n'], ['Transfer-Encoding: chunked\r\n', '3;a=b\r\nabc\r\n0\r\nT: u\r\n\r\n'], ['Transfer-Encoding: CHUNKED\r\n', '0003\r\nabc\r\n0\r\n\r\n'],
  ['Transfer-Encoding: chunked\r\n', '3 \r\nabc\r\n0\r\n\r\n'], ['Transfer-Encoding: chunked\r\n', '3\nabc\n0\n\n'], ['Transfer-Encoding: chunked\r\n', '4\r\nabc\r\n0\r\n\r\n'], ['Transfer-Encoding: chunked\r\n', 'g\r\nabc\r\n0\r\n\r\n'],
  ['Transfer-Encoding: foo, chunked\r\n', '0\r\n\r\n'], ['Transfer-Encoding: foo\r\n', ''], ['Transfer-Encoding: chunked, foo\r\n', ''], ['Transfer-Encoding:\r\n', ''],
  ['Transfer-Encoding: chunked\r\nContent-Length: 3\r\n', '0\r\n\r\n'], ['Content-Length: 3\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'],
)
const message = fc.tuple(fc.constantFrom(...METHODS), target, version, fc.array(field, { maxLength: 3 }), framing, fc.constantFrom('\r\n', '\r\n', '\r\n', '\r\n', '\r\n', '\n'))
  .map(([method, at, httpVersion, fields, [framed, content], newline]) => {
    const head = `${method} ${at} ${httpVersion}\r\nHost: 127.0.0.1\r\n${fields.map(line => `${line}\r\n`).join('')}${framed}\r\n`
    return head.replaceAll('\r\n', newline) + content
  })

describe('against llhttp, on methods that both know', () => {
  it('what both take they read alike, we take nothing that it refuses, and what only we refuse has a name', async () => {
    const needed = new Set<string>()
    const counts = { alike: 0, bothRefuse: 0, stricter: 0 }
    await fc.assert(fc.asyncProperty(message, async bytes => {
      const [ours, nodes] = [weRead(bytes), await nodeReads(bytes)]
      if (ours === 'refused' && nodes === 'refused') counts.bothRefuse += 1
      else if (ours === 'refused') {
        const names = STRICTER.filter(({ applies }) => applies(bytes)).map(({ name }) => name)
        expect(names, JSON.stringify(bytes)).not.toEqual([])
        if (names.length === 1 && names[0]) needed.add(names[0])
        counts.stricter += 1
      } else if (nodes === 'refused') {
        expect(WIDER.filter(({ applies }) => applies(bytes)).map(({ name }) => name), JSON.stringify(bytes)).not.toEqual([])
      } else {
        expect(nodes, JSON.stringify(bytes)).toEqual(ours)
        counts.alike += 1
      }
    }), { numRuns: 6_000, seed: 501 })
    expect(STRICTER.map(({ name }) => name).filter(name => !needed.has(name)), 'differences that are listed and do not occur').toEqual([])
    expect(counts.alike).toBeGreaterThan(800)
    expect(counts.bothRefuse).toBeGreaterThan(800)
  }, 120_000)

  it('and a method that only we know is what this app is about: llhttp refuses it, we read it', async () => {
    const bytes = 'FROBNICATE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'
    expect([await nodeReads(bytes), weRead(bytes)]).toEqual(['refused', { method: 'FROBNICATE', target: '/', fields: [['Host', '127.0.0.1']], content: '' }])
  })
})
