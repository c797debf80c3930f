// Personas as a lab has them: from a scenario alone, over real sockets, with curl too; and what the ruling says.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { explainIssue } from '../../../electron/core/packs/explain-issue.ts'
import type { SeenExchange } from '../../../electron/core/recorder/seen-exchange.ts'
import { openScenario, type Simulation } from '../../../electron/core/simulator/simulator.ts'
import { decisionOf } from '../../../electron/model/decision.ts'
import { sayInEnglish } from '../../../electron/model/phrase.ts'
import { Scenario } from '../../../electron/model/scenario.ts'
import { exchangeBytes, statuses } from '../../support/raw-exchange.ts'

let simulation: Simulation | undefined
const seen: SeenExchange[] = []
afterEach(async () => {
  await simulation?.[Symbol.asyncDispose]()
  seen.length = 0
})

const RESOURCES = {
  '/hello.txt': { GET: { kind: 'reply', text: 'Hello.\n' } },
  '/api': { GET: { kind: 'reply', json: { a: 1 } }, PATCH: { kind: 'reply', status: 204 } },
  '/stored': { GET: { kind: 'reply', text: 'kept', fields: { 'Cache-Control': 'max-age=60' } } },
  '/late': { GET: { kind: 'reply', text: 'late', delayMs: 20 } },
  '/cut': { GET: { kind: 'reply', text: 'half of it', fault: { kind: 'truncate' } } },
  '/throw': { GET: { kind: 'fail', message: 'secret' } },
}
const origin = (persona?: string) => ({ role: 'origin', name: 'origin', implements: ['GET', 'HEAD', 'PATCH', 'OPTIONS'], resources: RESOURCES, ...(persona !== undefined && { persona }) })

async function open(...participants: object[]): Promise<number> {
  simulation = await openScenario(Scenario.parse({ participants }), { port: 0, onExchange: exchange => seen.push(exchange) })
  return simulation.entries[0]?.port ?? 0
}

const HOST = 'Host: localhost\r\n\r\n'
const field = (text: string, name: string) => new RegExp(`^${name}: ?(.*)\\r$`, 'im').exec(text)?.[1]
const curl = async (port: number, ...args: string[]) => (await promisify(execFile)('curl', ['-si', '--max-time', '10', ...args.slice(0, -1), `http://127.0.0.1:${port}${args.at(-1)}`])).stdout

describe('a participant in a persona', () => {
  it.each([
    ['nginx', 'DELETE', '405', undefined, 'nginx/1.22.1'], ['nginx', 'FROB', '405', undefined, 'nginx/1.22.1'], ['nginx', 'frob', '400', undefined, 'nginx/1.22.1'],
    ['apache', 'FROB', '501', 'HEAD,GET,POST,OPTIONS,TRACE', 'Apache/2.4.71 (Debian)'], ['python-http-server', 'FROB', '501', undefined, 'SimpleHTTP/0.6 Python/3.11.2'],
    ['node-http', 'FROB', '400', undefined, undefined], ['express', 'DELETE', '404', undefined, undefined], ['koa-router', 'DELETE', '405', 'HEAD, GET', undefined],
    ['tomcat10-servlet', 'FROB', '501', undefined, undefined],
  ])('%s answers %s with %s, to curl', async (persona, method, status, allow, server) => {
    const text = await curl(await open(origin(persona)), '-X', method, '/hello.txt')
    expect([text.split(' ')[1], field(text, 'Allow')?.split(',').map(name => name.trim()).toSorted().join(), field(text, 'Server')]).toEqual([status, allow?.split(',').map(name => name.trim()).toSorted().join(), server])
  })

  it('says who answers so, when that was measured and with which request, and where the method itself was not measured', async () => {
    const port = await open(origin('nginx'))
    await curl(port, '-X', 'LOCK', '/hello.txt')
    const asked = seen.at(-1)?.ruling
    expect(asked && sayInEnglish(asked.because)).toBe('nginx 1.22.1 answers 405 to this, as measured on 2026-11-21: request "lock" of the field survey.')
    await curl(port, '-X', 'FROB', '/hello.txt')
    const ruling = seen.at(-1)?.ruling
    expect(ruling && sayInEnglish(ruling.because))
      .toBe('nginx 1.22.1 was not asked with the method FROB. It answers 405 to the nearest that was measured, on 2026-11-21: request "frobnicate" of the field survey.')
    expect(ruling).toMatchObject({ status: 405, check: 'method-taken', passed: false, section: 'RFC 9110 §15.6.2', method: 'FROB', target: '/hello.txt' })
    // In which order nginx looks, nobody knows.
    expect(ruling && decisionOf(ruling).steps.map(({ check }) => check)).toEqual(['method-taken'])
  })

  it('lets the resources of the lab answer what its server lets through, in its dress', async () => {
    const port = await open(origin('express'))
    const text = await curl(port, '/api')
    expect([text.split('\r\n', 1)[0], field(text, 'X-Powered-By'), field(text, 'Server'), field(text, 'Content-Type'), field(text, 'Date')])
      .toEqual(['HTTP/1.1 200 OK', 'Express', undefined, 'application/json', 'Mon, 05 Jan 2026 09:00:00 GMT'])
    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toEqual({ a: 1 })
    expect(seen.at(-1)?.ruling).toMatchObject({ status: 200, check: 'handler', passed: true })
    expect((await curl(port, '-X', 'PATCH', '/api')).split('\r\n', 1)[0]).toBe('HTTP/1.1 204 No Content')
  })

  it('lists in Allow what the resource of the lab takes, where the server asks the resource', async () => {
    expect(field(await curl(await open(origin('flask')), '-X', 'DELETE', '/api'), 'Allow')).toBe('OPTIONS, HEAD, GET, PATCH')
  })

  it('puts method and target of the request into the page, and nothing that a page would take for its own', async () => {
    const text = await curl(await open(origin('express')), '-X', 'DELETE', '--path-as-is', '/a"b')
    expect(text).toContain('<pre>Cannot DELETE /a&quot;b</pre>')
    expect(Number(field(text, 'Content-Length'))).toBe(Buffer.byteLength(text.split('\r\n\r\n')[1] ?? ''))
  })

  it('does with a handler that throws what its server does, and tells the reason to the capture alone', async () => {
    const text = await curl(await open(origin('express')), '/throw')
    expect([text.split(' ')[1], text.includes('secret')]).toEqual(['500', false])
    const ruling = seen.at(-1)?.ruling
    expect([ruling?.check, ruling && sayInEnglish(ruling.because)]).toEqual(['handler', 'The handler threw an error: secret. What Express 5.3.0 then does was measured on 2026-11-21: request "throw" of the field survey.'])
    await simulation?.[Symbol.asyncDispose]()
    const { text: nothing, closed } = await exchangeBytes(await open(origin('node-http')), `GET /throw HTTP/1.1\r\n${HOST}`)
    expect([nothing, closed, seen.at(-1)?.ruling?.status]).toEqual(['', true, 0])
  })

  it('keeps delays and faults of the lab', async () => {
    const port = await open(origin('nginx'))
    const late = await curl(port, '/late')
    expect([late.split(' ')[1], field(late, 'Server'), late.endsWith('late')]).toEqual(['200', 'nginx/1.22.1', true])
    await expect(curl(port, '/cut')).rejects.toMatchObject({ code: 18 })
  })

  it('reads on over what its server takes, and answers the next request on the same connection', async () => {
    const port = await open(origin('h2o'))
    const { text } = await exchangeBytes(port, `GET /hello.txt HTTP/1.1\r\n\r\nGE(T /hello.txt HTTP/1.1\r\n${HOST}GET /hello.txt HTTP/1.1\r\n${HOST}`)
    expect(statuses(text)).toEqual([200, 405, 200])
  })

  it.each([[1], [7], [40]])('answers the same when the bytes come %i at a time', async size => {
    const port = await open(origin('tornado'))
    const bytes = `POST /hello.txt HTTP/1.1\r\nTransfer-Encoding: chunked\r\n${HOST}2\r\nhi\r\n0\r\n\r\nGET /hello.txt HTTP/1.1\r\nX-Odd : 1\r\n${HOST}`
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setEncoding('latin1').on('data', (more: string) => { text += more })
    for (let at = 0; at < bytes.length; at += size) await new Promise<void>(resolve => void socket.write(bytes.slice(at, at + size), () => setImmediate(resolve)))
    socket.end()
    await once(socket, 'close')
    expect(statuses(text)).toEqual([405, 200])
  })

  it('may be a proxy: what that one refuses by itself never reaches the origin', async () => {
    const gateway = (persona: string) => ({ role: 'gateway', name: 'gw', routes: [{ pool: [{ to: 'origin' }] }], persona })
    const port = await open(gateway('nginx-proxy'), origin())
    const refused = await exchangeBytes(port, `TRACE /hello.txt HTTP/1.1\r\n${HOST}`)
    expect([statuses(refused.text), refused.closed, seen.length, field(refused.text, 'Server')]).toEqual([[405], true, 1, 'nginx/1.22.1'])
    const passed = await curl(port, '-X', 'FROB', '/hello.txt')
    expect([passed.split(' ')[1], field(passed, 'Server'), field(passed, 'Content-Type'), seen.length]).toEqual(['501', 'nginx/1.22.1', 'application/problem+json', 3])
  })

  it('says in Via what its proxy says there, after those who were before it; and how old its answer is', async () => {
    const hop = (name: string, to: string, persona?: string) => ({ role: 'gateway', name, routes: [{ pool: [{ to }] }], ...(persona !== undefined && { persona }) })
    const port = await open({ role: 'cache', name: 'edge', to: 'plain', persona: 'varnish' }, hop('plain', 'quiet'), hop('quiet', 'origin', 'nginx-proxy'), origin())
    const first = await curl(port, '/stored')
    await simulation?.control({ kind: 'advance', ms: 7_000 })
    const second = await curl(port, '/stored')
    expect([first, second].map(text => [field(text, 'Via'), field(text, 'Age'), field(text, 'Date')])).toEqual([
      ['1.1 plain, 1.1 varnish (Varnish/7.1)', '0', 'Mon, 05 Jan 2026 09:00:00 GMT'], ['1.1 plain, 1.1 varnish (Varnish/7.1)', '7', 'Mon, 05 Jan 2026 09:00:00 GMT'],
    ])
  })

  it('opens the tunnels of the lab where its proxy lets CONNECT through, and none where that one refuses it', async () => {
    const gateway = (persona: string) => ({ role: 'gateway', name: 'gw', routes: [{ pool: [{ to: 'origin' }] }], tunnels: ['origin'], persona })
    const through = async (persona: string) => {
      const port = await open(gateway(persona), origin())
      const { text } = await exchangeBytes(port, `CONNECT origin:80 HTTP/1.1\r\nHost: origin:80\r\n\r\nGET /hello.txt HTTP/1.1\r\n${HOST}`)
      await simulation?.[Symbol.asyncDispose]()
      return [statuses(text), text.endsWith('Hello.\n')]
    }
    expect([await through('haproxy'), await through('squid')]).toEqual([[[200, 200], true], [[405], false]])
  })

  it('answers silence as silence', async () => {
    const { text, closed } = await exchangeBytes(await open(origin('php-files')), `POST /hello.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello`)
    expect([text, closed]).toEqual(['', false])
  })
})

describe('a persona in a lab file', () => {
  const mends = (participant: object) => {
    const value = { participants: [participant] }
    return Scenario.safeParse(value).error?.issues.flatMap(issue => explainIssue(issue, Scenario, value)).map(({ path, mend }) => [path.join('.'), mend.slice(0, 60)])
  }
  it('is one that was measured', () => expect(mends(origin('ngnix'))).toEqual([['participants.0.persona', 'Write "nginx".']]))
  it('of a proxy is for those that forward', () => expect(mends(origin('haproxy'))).toEqual([['participants.0.persona', 'Write one of "nginx", "apache", "apache-debian", "apache-dav']]))
})
