// `lab501 audit` and `lab501 probe` as a script runs them: a child process, its output, its exit code, against a server of somebody's own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { requestsFromHttpFile } from '../../electron/model/http-file.ts'
import { lab501 } from './lab501.ts'

const CLI = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'lab501.js')
const folder = mkdtempSync(join(tmpdir(), 'lab501-audit-'))
const asked: string[] = []
let server: Server
let url: string
let port: number

/** GET and PUT of /a; PATCH is 405 there and 501 at /b, and /b says that it allows what it refuses. It leads away from /away. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const { method = '', url: target = '' } = request
    asked.push(`${method} ${target}${request.headers['if-match'] === undefined ? '' : ' if-match'}`)
    const answer = (status: number, fields: Record<string, string> = {}) => response.writeHead(status, { 'Content-Type': 'text/plain', ...fields }).end(method === 'HEAD' ? undefined : 'x')
    if (target === '/away') return answer(302, { Location: '/a' })
    if (method === 'GET' || method === 'HEAD') return answer(target.startsWith('/a') || target === '/b' ? 200 : 404)
    if (target.startsWith('/a')) return method === 'PUT' ? answer(200) : answer(405, { Allow: 'GET, HEAD, PUT' })
    return method === 'PATCH' ? answer(501) : answer(405, { Allow: 'GET, HEAD, PATCH' })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  url = `http://127.0.0.1:${port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const api = (paths: string) => `openapi: 3.1.0\ninfo: { title: Shop, version: "2" }\npaths:\n${paths}`

describe('lab501 audit', () => {
  it('shows which methods are taken where, marks what contradicts, and ends with 1', async () => {
    const { code, out, err } = await lab501(['audit', url, '--targets', '/a,/b', '--methods', 'GET,PUT,PATCH'], folder)
    expect(code).toBe(1)
    expect(out).toMatch(/^ +GET +PUT +PATCH\n\/a +200 +200 +405\n\/b +200 +405 +501\n/)
    expect(out).toContain('[501-and-405, RFC 9110 §9.1]')
    expect(out).toContain('[allow-names-refused, RFC 9110 §10.2.1]')
    expect(err).toBe('0 of 6 requests sent\n6 of 6 requests sent\n')
  })

  it('ends with 0 when nothing contradicts, follows no redirect, and puts a condition on what may change something', async () => {
    asked.length = 0
    const { code, out } = await lab501(['audit', `${url}/away`, '--methods', 'GET,DELETE,PUT', '--json'], folder)
    const { cells, complete } = JSON.parse(out) as { cells: { method: string; status: number; means: string }[]; complete: boolean }
    expect([code, complete, cells.map(({ method, status, means }) => `${method} ${status} ${means}`)]).toEqual([0, true, ['GET 302 unsure', 'PUT 302 unsure', 'DELETE 302 unsure']])
    expect(asked).toEqual(['GET /away', 'PUT /away if-match', 'DELETE /away if-match'])
  })

  it('exports the matrix as CSV and as Markdown', async () => {
    const args = ['audit', url, '--targets', '/a,/b', '--methods', 'GET,PATCH']
    const [csv, markdown] = await Promise.all([lab501([...args, '--csv'], folder), lab501([...args, '--markdown'], folder)])
    expect(csv.out).toBe('path,GET,PATCH\r\n/a,200,405\r\n/b,200,501\r\n')
    expect(markdown.out).toContain('| path | GET | PATCH |\n| --- | --- | --- |\n| `/a` | 200 | 405 |\n| `/b` | 200 | 501 |\n')
  })

  it('holds a contract against the server: what is missing, what is beyond, what cannot be told', async () => {
    const contract = file('api.yaml', api('  /a: { get: {}, patch: {} }\n  /c/{id}: { get: {} }\n'))
    const { code, out } = await lab501(['audit', url, '--openapi', contract, '--methods', 'GET,PUT,HEAD', '--json'], folder)
    const { contract: { guessed, drift } } = JSON.parse(out) as { contract: { guessed: string[]; drift: { kind: string; says: string }[] } }
    expect([code, guessed]).toEqual([1, ['id']])
    expect(drift.map(({ kind, says }) => `${kind}: ${says}`)).toEqual([
      expect.stringMatching(/^unsure: Cannot be told: GET \/c\/\{id\} got 404, and what its placeholder stands for may not be there/),
      'beyond: Beyond the contract: PUT /a is not in it, and the server answers 200.',
      'not-implemented: Not implemented: PATCH /a is in the contract, and the server answers 405.',
    ])
    const whole = file('whole.yaml', api('  /a: { get: {}, put: {} }\n  /a/{id}: { get: {}, put: {} }\n'))
    const agreed = await lab501(['audit', url, '--openapi', whole, '--fill', 'id=7', '--methods', 'PATCH'], folder)
    expect([agreed.code, agreed.out]).toEqual([0, expect.stringContaining('Against the contract Shop 2: they agree.')])
  })

  it('derives its requests from two versions, and writes them as .http and Hurl without sending any', async () => {
    const [now, before] = [file('now.yaml', api('  /a: { patch: {} }\n')), file('before.yaml', api('  /a: { put: {} }\n'))]
    const run = await lab501(['audit', url, '--openapi', now, '--against', before], folder)
    expect([run.code, run.out]).toEqual([1, expect.stringContaining('Another method: PUT /a is PATCH /a now.')])
    expect(run.out).toContain('Beyond the contract: PUT /a')
    // PATCH of /a is in both and gets 405, but only what changed is asked, so no word says that all agrees.
    const [grown, small] = [file('grown.yaml', api('  /a: { patch: {}, get: {} }\n')), file('small.yaml', api('  /a: { patch: {} }\n'))]
    const part = await lab501(['audit', url, '--openapi', grown, '--against', small], folder)
    expect([part.code, part.out]).toEqual([0, expect.stringContaining('Against the contract Shop 2: what changed agrees; nothing else was asked.')])
    asked.length = 0
    const [http, hurl] = await Promise.all([lab501(['audit', url, '--openapi', now, '--against', before, '--http'], folder), lab501(['audit', url, '--openapi', now, '--against', before, '--hurl'], folder)])
    expect([http.code, hurl.code, asked]).toEqual([0, 0, []])
    expect(requestsFromHttpFile(http.out).flatMap(({ draft }) => draft ? [`${draft.method} ${draft.target}`] : [])).toEqual([`PUT ${url}/a`, `PATCH ${url}/a`])
    expect(hurl.out).toContain(`PATCH ${url}/a\n`)
    expect(hurl.out).toContain('HTTP *\n[Asserts]\nstatus != 405\nstatus != 501\n')
    expect(hurl.out).toContain('status >= 400\n')
  })

  it.skipIf(process.platform === 'win32')('is stopped by Ctrl+C and says what it has until then', async () => {
    const silent = createTcpServer(socket => socket.on('error', () => undefined).once('data', () => void child.kill('SIGINT'))).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const child = spawn(process.execPath, [CLI, 'audit', `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`, '--json', '--timeout', '60'], { stdio: ['ignore', 'pipe', 'ignore'] })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text })
    const [code] = (await once(child, 'close')) as [number]
    silent.close()
    expect([code, JSON.parse(out)]).toEqual([1, expect.objectContaining({ complete: false, cells: [], planned: 9 })])
  })

  it.each<[string[], RegExp]>([
    [[], /say which server: http:\/\/127\.0\.0\.1:PORT/],
    [['http://example.org'], /example\.org is not this machine; only 127\.0\.0\.0\/8/],
    [['http://127.0.0.1:1'], /nothing listens at 127\.0\.0\.1:1; start your server first/],
    [['URL', 'again'], /"again" is one server too many/],
    [['URL', '--methods', 'A B'], /"A B" is no method/],
    [['URL', '--methods', ','], /--methods names none/],
    [['URL', '--methods', 'CONNECT'], /asks for a tunnel/],
    [['URL', '--targets', 'a'], /"a" is no target/],
    [['URL', '--targets', Array.from({ length: 112 }, (_, nth) => `/${nth}`).join(',')], /these are 1008 requests, and 1000 are the most/],
    [['URL', '--json', '--csv'], /--json and --csv are two forms/],
    [['URL', '--against', 'a.yaml'], /--against belongs to a contract/],
    [['URL', '--openapi', 'none.yaml'], /the file cannot be read/],
    [['URL', '--timeout', '0'], /from 1 to 99/],
  ])('bad input %j is one line on stderr and exit 2', async (args, says) => {
    const { code, out, err } = await lab501(['audit', ...args.map(arg => arg === 'URL' ? url : arg)], folder)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(says)
    expect(err.trimEnd().split('\n').length).toBe(1)
  })
})

describe('lab501 probe', () => {
  it('marks a server, for a person, for a program and for continuous integration', async () => {
    const junit = join(folder, 'probe.xml')
    const [text, json] = await Promise.all([lab501(['probe', `${url}/a`, '--junit', junit], folder), lab501(['probe', `${url}/a`, '--json', '--safe'], folder)])
    expect([text.code, text.out]).toEqual([1, expect.stringMatching(/\nMark [A-F]: \d+ of 100\. \d+ of \d+ MUSTs met; \d+ missed, \d+ met in part, \d+ not judged\.\n$/)])
    expect(text.out).toContain('✓ MUST    Every 405 has Allow  [405-allow, RFC 9110 §15.5.6]')
    expect(text.out).toContain('HTTP/1.1 200 OK')
    const report = JSON.parse(json.out) as { mark: string; results: { id: string; verdict: string; evidence: { exchange: string }[] }[]; exchanges: { id: string; probe: string; response: string }[] }
    expect(report.results.find(({ id }) => id === 'survives')?.verdict).toBe('met')
    expect(report.exchanges.map(({ probe }) => probe)).not.toContain('delete')
    const known = new Set(report.exchanges.map(({ id }) => id))
    expect(report.results.flatMap(({ evidence }) => evidence).every(({ exchange }) => known.has(exchange))).toBe(true)
    const xml = readFileSync(junit, 'utf8')
    expect(xml).toMatch(/<testsuite name="lab501 probe\.http:[^"]+" tests="37" failures="\d+" errors="0" skipped="\d+"/)
    expect(xml.match(/<failure /g)?.length).toBe(Number(/failures="(\d+)"/.exec(xml)?.[1]))
  })

  it('refuses what is not on this machine, and a target that is none', async () => {
    const [far, odd] = await Promise.all([lab501(['probe', 'http://192.168.1.1/'], folder), lab501(['probe', url, '--fails', 'x'], folder)])
    expect([far.code, far.err]).toEqual([2, 'lab501 probe: 192.168.1.1 is not this machine; only 127.0.0.0/8, [::1] and localhost are looked at\n'])
    expect([odd.code, odd.err]).toEqual([2, expect.stringContaining('it begins with a slash')])
  })
})
