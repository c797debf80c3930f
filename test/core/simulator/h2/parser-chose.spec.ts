// Who chose the status? With real servers of Node: over HTTP/1.1 its parser answers, and the program never hears of the request; over HTTP/2 the program is asked.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createH2Server } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { exchangeBytes } from '../../../support/raw-exchange.ts'
import { HAS_CURL_H2, reach } from './reached.ts'

const IMPLEMENTED = new Set(['GET', 'HEAD'])

describe('an unknown method to a bare server of Node', () => {
  it.skipIf(!HAS_CURL_H2)('gets 400 from the parser over HTTP/1.1, and 501 from the handler over HTTP/2', async () => {
    const asked: string[] = []
    const handle = (version: string, method = '') => {
      asked.push(`${method} ${version}`)
      return IMPLEMENTED.has(method) ? 200 : 501
    }
    const http1 = createServer((request, response) => {
      response.statusCode = handle('HTTP/1.1', request.method)
      response.end()
    })
    const http2 = createH2Server((request, response) => {
      response.statusCode = handle('HTTP/2', request.method)
      response.end()
    })
    const statusesOf = async (method: string) => {
      const ports = [http1, http2].map(server => (server.address() as AddressInfo).port)
      const all = await Promise.all([['--http1.1', ports[0]], ['--http2-prior-knowledge', ports[1]]].map(([flag, port]) =>
        promisify(execFile)('curl', ['-sS', '--noproxy', '*', '-o', '/dev/null', '-w', '%{http_code}', String(flag), '-X', method, `http://127.0.0.1:${port}/`])))
      return all.map(({ stdout }) => Number(stdout))
    }
    for (const server of [http1, http2]) {
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
    }
    expect([await statusesOf('GET'), await statusesOf('BREW'), await statusesOf('FROBNICATE'), await statusesOf('PROPFIND')]).toEqual([[200, 200], [400, 501], [400, 501], [501, 501]])
    expect(asked.sort()).toEqual(['BREW HTTP/2', 'FROBNICATE HTTP/2', 'GET HTTP/1.1', 'GET HTTP/2', 'PROPFIND HTTP/1.1', 'PROPFIND HTTP/2'])
    const { text } = await exchangeBytes((http1.address() as AddressInfo).port, 'BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect(text).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    http1.close()
    http2.close()
  })
})

describe('the same in a lab', () => {
  it.skipIf(!HAS_CURL_H2)('a participant with the persona of Node answers 400 over HTTP/1.1, and its origin decides over HTTP/2', async () => {
    await using reached = await reach({ http2: true, persona: 'node-http', implements: ['GET', 'HEAD'], resources: { '/': { GET: { kind: 'reply', text: 'words' } } } })
    const status = async (flag: string, method: string) => Number(/^HTTP\/\S+ (\d+)/.exec((await reached.curl(flag, '-X', method, '@/')).out)?.[1])
    expect([await status('--http1.1', 'BREW'), await status('--http2-prior-knowledge', 'BREW')]).toEqual([400, 501])
    expect([await status('--http1.1', 'GET'), await status('--http2-prior-knowledge', 'GET')]).toEqual([200, 200])
    await reached.untilSeen(4)
    expect(reached.exchanges().map(({ request }) => request?.version)).toEqual(['HTTP/1.1', 'HTTP/2', 'HTTP/1.1', 'HTTP/2'])
  })
})
