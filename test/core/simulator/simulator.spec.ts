import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeenExchange } from '../../../electron/core/recorder/seen-exchange.ts'
import { PortTaken } from '../../../electron/core/simulator/listening.ts'
import { openScenario, type Simulation } from '../../../electron/core/simulator/simulator.ts'
import { Scenario } from '../../../electron/model/scenario.ts'
import { SCENARIO } from '../../support/lab-fixture.ts'
import { exchangeBytes, statuses } from '../../support/raw-exchange.ts'

const seen: SeenExchange[] = []
let simulation: Simulation
let port = 0
const HOST = 'Host: localhost\r\n'
const ask = (bytes: string, options = {}) => exchangeBytes(port, bytes, options)
const field = (text: string, name: string) => new RegExp(`^${name}: (.*)\\r$`, 'im').exec(text)?.[1]
const problem = (text: string) => JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)) as Record<string, unknown>

beforeAll(async () => {
  simulation = await openScenario(SCENARIO, { port: 0, onExchange: exchange => seen.push(exchange) })
  port = simulation.entries[0]?.port ?? 0
})
afterAll(() => simulation[Symbol.asyncDispose]())

describe('a strict origin', () => {
  it.each([
    ['FROBNICATE', 'decision.method-implemented-nowhere'], ['get', 'decision.method-case'], ['PROPFIND', 'decision.method-known-nowhere'],
    ['TRACE', 'decision.method-known-nowhere'], ['QUERY', 'decision.method-known-nowhere'], ['PATCH', 'decision.method-known-nowhere'],
  ])('answers 501 to %s, says why, and keeps the connection', async (method, reason) => {
    const { text, closed } = await ask(`${method} /widgets HTTP/1.1\r\n${HOST}\r\n`)
    const last = seen.at(-1)?.ruling
    expect([statuses(text), closed, problem(text)['method'], problem(text)['permanent']]).toEqual([[501], false, method, true])
    expect([last?.check, last?.passed, last?.because.id, last?.section]).toEqual(['method-implemented', false, reason, 'RFC 9110 §9.1'])
  })

  it('answers 501 to CONNECT: it is no proxy, and no tunnel opens', async () => {
    expect(statuses((await ask(`CONNECT example.com:443 HTTP/1.1\r\n${HOST}\r\n`)).text)).toEqual([501])
  })

  it('answers 405 with the true Allow to a method that it implements and this resource does not take', async () => {
    const { text } = await ask(`DELETE /widgets HTTP/1.1\r\n${HOST}\r\n`)
    expect([statuses(text), field(text, 'Allow')]).toEqual([[405], 'GET, HEAD, POST, OPTIONS'])
    expect(statuses((await ask(`DELETE /widgets/7 HTTP/1.1\r\n${HOST}\r\n`)).text)).toEqual([204])
  })

  it('decides the method before the resource: unknown method 501, known method on a missing resource 404', async () => {
    expect(statuses((await ask(`FROBNICATE /nowhere HTTP/1.1\r\n${HOST}\r\nGET /nowhere HTTP/1.1\r\n${HOST}\r\n`)).text)).toEqual([501, 404])
  })

  it('answers 500 to a handler that throws, with an error id and nothing of the inside', async () => {
    const { text } = await ask(`GET /report HTTP/1.1\r\n${HOST}\r\n`)
    expect([statuses(text), problem(text)['error_id']]).toEqual([[500], '03c1cb242d80'])
    expect(text).not.toMatch(/secret|table|app\.js|at /)
    expect(seen.at(-1)?.ruling?.because.values['error']).toContain('secret')
    expect(seen.at(-1)?.ruling?.section).toBe('RFC 9110 §15.6.1')
  })

  it('answers 501 on purpose where something is planned, and says that it is not for ever', async () => {
    const { text } = await ask(`GET /forecast HTTP/1.1\r\n${HOST}\r\n`)
    expect([statuses(text), problem(text)['permanent'], problem(text)['detail'], field(text, 'Cache-Control')]).toEqual([[501], false, 'Comes in June.', 'no-store'])
    expect(seen.at(-1)?.ruling?.section).toBe('RFC 9110 §15.6.2')
  })

  it('answers HEAD like GET without the content', async () => {
    const [get, head] = await Promise.all([ask(`GET /widgets HTTP/1.1\r\n${HOST}\r\n`), ask(`HEAD /widgets HTTP/1.1\r\n${HOST}\r\n`)])
    expect(head.text).toBe(get.text.slice(0, get.text.indexOf('\r\n\r\n') + 4))
  })

  it('says the same of HEAD as of GET where the method stands in the content, or the length would be another', async () => {
    const [get, head] = await Promise.all([ask(`GET /forecast HTTP/1.1\r\n${HOST}\r\n`), ask(`HEAD /forecast HTTP/1.1\r\n${HOST}\r\n`)])
    expect(field(head.text, 'Content-Length')).toBe(field(get.text, 'Content-Length'))
  })

  it.each([
    ['no Host', 'HEAD /widgets HTTP/1.1\r\n\r\n', 400], ['a field name that is no token', `HEAD /widgets HTTP/1.1\r\n${HOST}A B: c\r\n\r\n`, 400], ['unclear framing', `HEAD /widgets HTTP/1.1\r\n${HOST}Transfer-Encoding: a\r\n\r\n`, 400],
    ['a target too long', `HEAD /${'a'.repeat(9_000)} HTTP/1.1\r\n`, 414], ['fields too large', `\r\nHEAD / HTTP/1.1\r\n${HOST}A: ${'b'.repeat(20_000)}\r\n`, 431], ['another major version', 'HEAD / HTTP/2.0\r\n', 505],
  ])('refuses a HEAD with %s without content too', async (_, bytes, status) => {
    const { text, closed } = await ask(bytes)
    expect([statuses(text), closed, text.endsWith('\r\n\r\n'), Number(field(text, 'Content-Length')) > 0]).toEqual([[status], true, true, true])
  })

  it('answers OPTIONS for a resource and for the server as a whole', async () => {
    const { text } = await ask(`OPTIONS /widgets HTTP/1.1\r\n${HOST}\r\nOPTIONS * HTTP/1.1\r\n${HOST}\r\n`)
    expect([statuses(text), [...text.matchAll(/^Allow: (.*)\r$/gm)].map(([, allow]) => allow)]).toEqual([[204, 204], ['GET, HEAD, POST, OPTIONS', 'GET, HEAD, POST, PUT, DELETE, OPTIONS']])
  })

  it('keeps pipelined requests in order, also behind a slow one', async () => {
    const { text } = await ask(`GET /slow HTTP/1.1\r\n${HOST}\r\nFROBNICATE / HTTP/1.1\r\n${HOST}\r\nDELETE /widgets HTTP/1.1\r\n${HOST}\r\n`)
    expect(statuses(text)).toEqual([200, 501, 405])
  })

  it('takes content by length and in chunks', async () => {
    const { text } = await ask(`POST /widgets HTTP/1.1\r\n${HOST}Content-Length: 3\r\n\r\nabcPOST /widgets HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n2\r\nde\r\n1\r\nf\r\n0\r\n\r\n`)
    expect([...text.matchAll(/"content": "(.*)"/g)].map(([, content]) => content)).toEqual(['abc', 'def'])
  })

  it('invites content with 100, and does not when it is going to refuse', async () => {
    const expecting = (method: string) => `${method} /widgets HTTP/1.1\r\n${HOST}Expect: 100-continue\r\nContent-Length: 3\r\n\r\n`
    const invited = await ask(expecting('POST'))
    const refused = await ask(expecting('DELETE'))
    expect([statuses(invited.text), statuses(refused.text), refused.closed]).toEqual([[100], [405], true])
  })

  it('does not invite content whose announced length is above the limit: 413 at once (RFC 9110 §10.1.1)', async () => {
    const { text, closed } = await ask(`POST /widgets HTTP/1.1\r\n${HOST}Expect: 100-continue\r\nContent-Length: 1073741824\r\n\r\n`)
    expect([statuses(text), closed]).toEqual([[413], true])
  })

  it('closes after Connection: close and after HTTP/1.0 without keep-alive', async () => {
    const [close, old, kept] = await Promise.all([
      ask(`GET /widgets HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`), ask('GET /widgets HTTP/1.0\r\n\r\n'), ask('GET /widgets HTTP/1.0\r\nConnection: keep-alive\r\n\r\n'),
    ])
    expect([close.closed, field(close.text, 'Connection'), old.closed, kept.closed, field(kept.text, 'Connection')]).toEqual([true, 'close', true, false, 'keep-alive'])
  })

  it('takes a request line of 8000 octets, and no longer one (RFC 9112 §3)', async () => {
    const line = (length: number) => `GET /${'a'.repeat(length - 14)} HTTP/1.1`
    const [whole, over] = await Promise.all([8_000, 8_001].map(length => ask(`${line(length)}\r\n${HOST}\r\n`)))
    expect([line(8_000).length, statuses(whole?.text ?? ''), statuses(over?.text ?? '')]).toEqual([8_000, [404], [414]])
  })

  it.each([
    ['https, over a connection that is none', `GET https://127.0.0.1/widgets HTTP/1.1\r\n${HOST}\r\n`, 421],
    ['another host', 'GET / HTTP/1.1\r\nHost: example.com\r\n\r\n', 421], ['another host in absolute form', `GET http://example.com/ HTTP/1.1\r\n${HOST}\r\n`, 421],
    ['an unknown expectation', `GET / HTTP/1.1\r\n${HOST}Expect: bogus\r\n\r\n`, 417],
  ])('answers %s and keeps the connection', async (_, bytes, status) => {
    const { text, closed } = await ask(bytes)
    expect([statuses(text), closed]).toEqual([[status], false])
  })

  it.each([
    ['malformed', 'GE(T / HTTP/1.1\r\n', 400], ['a target too long', `GET /${'a'.repeat(9_000)} HTTP/1.1\r\n`, 414], ['fields too large', `GET / HTTP/1.1\r\n${HOST}A: ${'b'.repeat(20_000)}\r\n`, 431],
    ['content too large', `POST /widgets HTTP/1.1\r\n${HOST}Content-Length: 2000000\r\n\r\n`, 413], ['another major version', 'GET / HTTP/2.0\r\n', 505], ['a method too long', `${'X'.repeat(99)} / HTTP/1.1\r\n`, 501],
    ['an unknown coding', `POST /widgets HTTP/1.1\r\n${HOST}Transfer-Encoding: foo, chunked\r\n\r\n0\r\n\r\n`, 501], ['a coding that does not end in chunked', `POST /widgets HTTP/1.1\r\n${HOST}Transfer-Encoding: foo\r\n\r\n`, 400],
  ])('answers what it cannot read on from (%s) and closes', async (_, bytes, status) => {
    const { text, closed } = await ask(bytes)
    expect([statuses(text), closed, field(text, 'Connection')]).toEqual([[status], true, 'close'])
  })

  it('prefers the earlier check: an unimplemented method with too much content is a 501', async () => {
    expect(statuses((await ask(`FROBNICATE / HTTP/1.1\r\n${HOST}Content-Length: 2000000\r\n\r\n`)).text)).toEqual([501])
  })

  it('answers a client that has finished sending, and tells one that stopped halfway', async () => {
    const whole = await ask(`GET /slow HTTP/1.1\r\n${HOST}\r\n`, { halfClose: true })
    const half = await ask(`GET /widgets HTTP/1.1\r\n${HOST}`, { halfClose: true })
    expect([statuses(whole.text), whole.closed, statuses(half.text), half.closed]).toEqual([[200], true, [400], true])
  })

  it('says the same to the same requests: Date and ids come from the scenario', async () => {
    const twice = await Promise.all([1, 2].map(async () => {
      await using again = await openScenario(SCENARIO, { port: 0, onExchange: () => undefined })
      return await exchangeBytes(again.entries[0]?.port ?? 0, `GET /report HTTP/1.1\r\n${HOST}\r\nGET /report HTTP/1.1\r\n${HOST}\r\n`)
    }))
    expect(twice[0]?.text).toBe(twice[1]?.text)
  })
})

describe('an origin that declares GET alone', () => {
  it('implements HEAD with it (RFC 9110 §9.1) and lists it in Allow', async () => {
    const scenario = Scenario.parse({ participants: [{ role: 'origin', name: 'origin', implements: ['GET', 'PUT'], resources: { '/a': { GET: { kind: 'reply', text: 'a' } } } }] })
    await using simple = await openScenario(scenario, { port: 0, onExchange: () => undefined })
    const { text } = await exchangeBytes(simple.entries[0]?.port ?? 0, `HEAD /a HTTP/1.1\r\n${HOST}\r\nPUT /a HTTP/1.1\r\n${HOST}\r\n`)
    expect([statuses(text), field(text, 'Allow')]).toEqual([[200, 405], 'GET, HEAD'])
  })
})

describe('what a pack declares', () => {
  const origin = (resources: Record<string, unknown>, limits = {}) => Scenario.parse({ participants: [{ role: 'origin', name: 'origin', implements: ['GET', 'POST'], resources, limits }] })
  const reply = (more: Record<string, unknown>) => ({ GET: { kind: 'reply', text: 'content', ...more } })

  it.each([[204, undefined], [205, '0'], [304, undefined]])('gets no content into a %d, where it would be read as the next response', async (status, length) => {
    await using simple = await openScenario(origin({ '/a': reply({ status }) }), { port: 0, onExchange: () => undefined })
    const { text } = await exchangeBytes(simple.entries[0]?.port ?? 0, `GET /a HTTP/1.1\r\n${HOST}\r\n`)
    expect([statuses(text), field(text, 'Content-Length'), text.endsWith('\r\n\r\n')]).toEqual([[status], length, true])
  })

  it('closes when it says close, however that is written (RFC 9112 §9.6)', async () => {
    await using simple = await openScenario(origin({ '/a': reply({ fields: { connection: 'X, Close' } }) }), { port: 0, onExchange: () => undefined })
    const { text, closed } = await exchangeBytes(simple.entries[0]?.port ?? 0, `GET /a HTTP/1.1\r\n${HOST}\r\n`)
    expect([closed, text.match(/^connection: .*/gim)]).toEqual([true, ['connection: X, Close']])
  })

  it('reaches a client that is slow to read, whole, before the connection closes', async () => {
    await using simple = await openScenario(origin({ '/a': { POST: { kind: 'echo' } } }, { content: 4_000_000 }), { port: 0, onExchange: () => undefined })
    const socket = connect({ host: '127.0.0.1', port: simple.entries[0]?.port ?? 0 })
    let length = 0
    socket.pause().on('data', (part: Buffer) => { length += part.length })
    socket.write(`POST /a HTTP/1.1\r\n${HOST}Connection: close\r\nContent-Length: 4000000\r\n\r\n`)
    socket.write(Buffer.alloc(4_000_000))
    await new Promise(resolve => setTimeout(resolve, 2_000))
    socket.resume()
    await once(socket, 'end')
    expect(length).toBeGreaterThan(24_000_000)
  })
})

describe('time limits', () => {
  const limited = Scenario.parse({ participants: [{ ...SCENARIO.participants[0], limits: { headMs: 100, contentMs: 100, idleMs: 100 } }] })

  it.each([['half a head', `GET / HTTP/1.1\r\n${HOST}`, [408]], ['half the content', `POST /widgets HTTP/1.1\r\n${HOST}Content-Length: 9\r\n\r\nabc`, [408]], ['nothing', '', []]])('%s ends with the right status', async (_, bytes, expected) => {
    await using slow = await openScenario(limited, { port: 0, onExchange: () => undefined })
    const { text, closed } = await exchangeBytes(slow.entries[0]?.port ?? 0, bytes, { quietMs: 1_500 })
    expect([statuses(text), closed]).toEqual([expected, true])
  })

  it('a request that came while the process was held up is answered, however long that was', async () => {
    await using slow = await openScenario(limited, { port: 0, onExchange: () => undefined })
    const socket = connect({ host: '127.0.0.1', port: slow.entries[0]?.port ?? 0 })
    const answers: string[] = []
    socket.on('data', part => void answers.push(part.toString('latin1')))
    socket.write(`GET /widgets HTTP/1.1\r\n${HOST}\r\n`)
    await once(socket, 'data')
    socket.write(`GET /widgets HTTP/1.1\r\n${HOST}\r\n`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400)
    await once(socket, 'close')
    expect(statuses(answers.join(''))).toEqual([200, 200])
  })
})

describe('where it listens', () => {
  it('on both loopback families, and on no other address', async () => {
    expect(simulation.entries[0]?.url6).toBe(`http://[::1]:${port}`)
    expect(statuses((await exchangeBytes(port, `GET /widgets HTTP/1.1\r\n${HOST}\r\n`, { host: '::1' })).text)).toEqual([200])
    await expect(exchangeBytes(port, 'x', { host: '127.0.0.2' })).rejects.toThrow('ECONNREFUSED')
  })

  it('a port that was asked for and is taken is an error that says the mend; without asking it is another port and a notice', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => blocker.once('listening', resolve))
    const taken = (blocker.address() as { port: number }).port
    await expect(openScenario(SCENARIO, { port: taken, onExchange: () => undefined })).rejects.toThrow(PortTaken)
    await expect(openScenario(SCENARIO, { port: taken, onExchange: () => undefined })).rejects.toThrow(`port ${taken} on this machine is taken (EADDRINUSE): choose another with --port N, or --port 0 for a free one`)
    blocker.close()
  })
})

describe('with curl', () => {
  const curl = async (...args: string[]) => (await promisify(execFile)('curl', ['-s', '--noproxy', '*', '-i', ...args])).stdout
  it.each([
    ['a method of the learner’s own', ['-X', 'FROBNICATE'], 501], ['HEAD', ['--head'], 200], ['a small content', ['--data', 'a=b'], 200],
    ['a content that waits for 100', ['-H', 'Expect: 100-continue', '--data', 'a=b'], 200], ['a chunked upload', ['-H', 'Transfer-Encoding: chunked', '--data', 'a=b'], 200], ['HTTP/1.0', ['--http1.0'], 200],
  ])('%s', async (_, args, status) => {
    expect(statuses(await curl(...args, `http://127.0.0.1:${port}/widgets`)).at(-1)).toBe(status)
  })
})
