// What gets full marks, and what each fault costs: servers that answer by a script, on real sockets.
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { reportOf } from '../../../electron/core/audit/conformance/report.ts'
import { conformanceProbes } from '../../../electron/core/audit/conformance/requests.ts'
import type { OwnServer } from '../../../electron/core/audit/own-server.ts'
import { sendProbes } from '../../../electron/core/audit/send-probes.ts'
import { MOST_PROBES, reasonInEnglish, type Report } from '../../../electron/model/audit.ts'
import { openScenario } from '../../../electron/core/simulator/simulator.ts'
import { SCENARIO } from '../../support/lab-fixture.ts'

const servers: Server[] = []
afterEach(() => servers.splice(0).forEach(server => server.close()))

const ownServer = (port: number, target = '/'): OwnServer => ({ addresses: ['127.0.0.1'], port, authority: `127.0.0.1:${port}`, target })
const sending = (answerMs: number) => ({ signal: new AbortController().signal, answerMs, onProgress: () => undefined })

type Script = (request: string, server: Server) => string | undefined
async function listen(script: Script): Promise<OwnServer> {
  const server = createServer(socket => {
    socket.on('error', () => undefined).on('data', bytes => {
      const answer = script(bytes.toString('latin1'), server)
      if (answer === undefined) socket.destroy()
      else socket.end(answer, 'latin1')
    })
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return ownServer((server.address() as AddressInfo).port)
}

async function marked(script: Script): Promise<Report> {
  const own = await listen(script)
  const sent = await sendProbes(own, conformanceProbes(own, { isSafe: false, fails: '/fails' }), sending(2_000))
  if ('refusal' in sent) throw new Error(sent.refusal)
  return reportOf(sent.of)
}
const verdict = ({ results }: Report, id: string) => {
  const found = results.find(result => result.id === id)
  return [found?.verdict, found && reasonInEnglish(found.says)]
}

const DATE = 'Date: Sun, 06 Nov 1994 08:49:37 GMT'
const reply = (line: string, content = 'x', ...fields: string[]) => [`HTTP/1.1 ${line}`, DATE, 'Content-Type: text/plain', `Content-Length: ${content.length}`, 'Connection: close', ...fields, '', content].join('\r\n')
const OK = reply('200 OK')
/** Takes everything. */
const careless: Script = () => OK

it('the simulator, strict as it is, gets full marks', async () => {
  await using simulation = await openScenario(SCENARIO, { port: 0, onExchange: () => undefined })
  const own = ownServer(simulation.entries[0]?.port ?? 0, '/widgets')
  const sent = await sendProbes(own, conformanceProbes(own, { isSafe: true }), sending(3_000))
  const { mark, percent, musts, results } = reportOf('refusal' in sent ? new Map() : sent.of)
  expect(results.filter(each => each.verdict === 'missed')).toEqual([])
  expect([mark, percent, musts.met]).toEqual(['A', 100, musts.judged])
})

describe('a server that', () => {
  it('takes everything is told so', async () => {
    const report = await marked(careless)
    expect(verdict(report, 'unknown-method')).toEqual(['missed', '200: the server takes a method that nobody has defined.'])
    expect(verdict(report, 'method-case')[1]).toBe('200: get is taken for GET, and it is another method (RFC 9110 §9.1).')
    expect(verdict(report, 'missing')[1]).toBe('200: what is not there looks as if it were.')
    expect(verdict(report, 'trace')[1]).toBe('TRACE is taken, and the answer is not message/http.')
    expect(verdict(report, 'host-missing')[1]).toBe('200: it is taken, and 400 is what MUST be said.')
    expect(verdict(report, 'method-illegal')).toEqual(['missed', '200: it is taken, and 400 is what SHOULD be said.'])
    expect(verdict(report, 'coding-unknown')[1]).toContain('was taken all the same')
    expect(verdict(report, 'head')[0]).toBe('missed')
    expect(verdict(report, 'failure')).toEqual(['not-judged', '200: it is no failure; name a target that fails on purpose.'])
    expect(verdict(report, 'two-requests')).toEqual(['met', 'It closes after the first answer, and says so.'])
    expect(report.mark).toBe('F')
  })

  it('does not answer HEAD as GET misses what it MUST', async () => {
    const report = await marked(request => request.startsWith('HEAD') ? reply('404 Not Found', '') : OK)
    expect(verdict(report, 'head')).toEqual(['missed', 'GET works, and HEAD got 404.'])
  })

  it('never answers is given nothing for what it could not show', async () => {
    const report = await marked(() => undefined)
    expect([verdict(report, 'no-500'), verdict(report, 'survives')]).toEqual(Array.from({ length: 2 }, () => ['not-judged', 'There was no occasion to see it.']))
    expect([report.percent, report.results.some(each => each.verdict === 'met')]).toEqual([0, false])
  })

  it('refuses what it does not know is judged by how it refuses', async () => {
    const byStatus = async (line: string, ...fields: string[]) => verdict(await marked(request => request.startsWith('FROBNICATE /') ? reply(line, 'x', ...fields) : OK), 'unknown-method')
    expect(await byStatus('501 Not Implemented')).toEqual(['met', '501: the server says that it implements this method nowhere.'])
    expect((await byStatus('405 Method Not Allowed', 'Allow: GET'))[0]).toBe('partly')
    expect((await byStatus('400 Bad Request'))[0]).toBe('partly')
    expect(await byStatus('401 Unauthorized', 'WWW-Authenticate: Basic')).toEqual(['met', '401: whoever may not ask at all need not be told about methods. That is justified.'])
    expect((await byStatus('404 Not Found'))[0]).toBe('missed')
    expect((await byStatus('422 Unprocessable Content'))[0]).toBe('partly')
    expect((await byStatus('500 Internal Server Error'))[0]).toBe('missed')
  })

  it('leaks, fails on bad requests, lies in Allow, or leaves Allow out is shown where', async () => {
    const report = await marked(request => {
      if (request.startsWith('GET /%zz')) return reply('500 Internal Server Error', 'Error: URI malformed\n    at decode (/home/me/app/server.js:6:33)\n')
      if (request.startsWith('DELETE')) return reply('405 Method Not Allowed')
      if (request.startsWith('PUT')) return reply('405 Method Not Allowed', 'x', 'Allow: GET, PUT')
      return request.startsWith('GET /fails') ? reply('501 Not Implemented') : OK
    })
    expect(verdict(report, 'no-leaks')).toEqual(['missed', 'An error shows a stack or a place in the file system.'])
    expect(verdict(report, 'no-500')).toEqual(['missed', 'It answers 500: the server takes the blame for what the client sent.'])
    expect(verdict(report, '405-allow')[0]).toBe('missed')
    expect(verdict(report, 'allow-true')[0]).toBe('missed')
    expect(verdict(report, 'failure')[1]).toBe('501 says that the server cannot do something, not that it broke.')
    expect(report.results.filter(({ verdict: each }) => each === 'missed').every(({ evidence }) => evidence.length > 0)).toBe(true)
  })

  it('says nothing, closes without a word, answers other forms differently, or dies is told so', async () => {
    const silent = (line: string) => line.replace('Connection: close\r\n', '')
    const report = await marked((request, server) => {
      if (request.startsWith('GET http:')) return reply('404 Not Found')
      if (request.startsWith('TRACE')) return undefined
      if (request.includes('\x16\x03')) {
        server.close()
        return undefined
      }
      return silent(OK)
    })
    expect(verdict(report, 'absolute-form')).toEqual(['missed', 'It answers 404, and 200 to the usual form.'])
    expect(verdict(report, 'two-requests')[1]).toBe('Only the first of two requests on one connection was answered, and it does not say close.')
    expect(verdict(report, 'survives')).toEqual(['missed', 'From the request "garbage" on nothing was answered any more.'])
    expect(verdict(report, 'failure')).toEqual(['not-judged', 'It was not asked, or nothing listened any more.'])
    expect(verdict(report, 'trace')[1]).toBe('No answer came; even a request that is refused is to be answered.')
  })

  it('has nothing at the URL is not judged by its methods', async () => {
    const report = await marked(request => request.startsWith('GET') ? reply('404 Not Found') : reply('405 Method Not Allowed', 'x', 'Allow: GET'))
    expect(verdict(report, 'unknown-method')[0]).toBe('not-judged')
    expect(verdict(report, 'unknown-method')[1]).toContain('name a URL that your server answers 200 to')
  })
})

it('a server that never stops is left, and one run asks for no more than a polite number', async () => {
  const server = createServer(socket => {
    const more = () => { while (!socket.destroyed && socket.write(`10000\r\n${'a'.repeat(65_536)}\r\n`)); }
    socket.on('error', () => undefined).on('drain', more).write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
    more()
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const sent = await sendProbes(ownServer((server.address() as AddressInfo).port), [{ id: 'a', bytes: Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n') }], sending(2_000))
  const [exchange] = 'refusal' in sent ? [] : sent.exchanges
  expect([exchange?.ending, exchange?.failure?.id, exchange?.responses[0]?.status]).toEqual(['client-closed', 'failure.other', 200])
  expect(MOST_PROBES).toBe(1_000)
})
