// Each text that is copied is run as its reader would run it, and what arrives is the request; or what it says about itself is true.
import { execFileSync, spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from '../../../electron/core/client/client.ts'
import { composingEnglish } from '../../../electron/model/composing/composing-en.ts'
import { copyAs, type Copied, type CopyForm } from '../../../electron/model/composing/copy-as.ts'
import { draftFromPasted } from '../../../electron/model/composing/pasted.ts'
import { toBase64 } from '../../../electron/model/bytes.ts'
import { bytesFromRawText, literalBytes, type Draft, type StructuredDraft } from '../../../electron/model/draft.ts'
import { listen, type Ear } from '../../support/ear.ts'

const draft = (method: string, target: string, more: Partial<StructuredDraft> = {}): StructuredDraft => ({ kind: 'structured', method, target, fields: [], content: '', ...more })
const fields = (...pairs: readonly (readonly [string, string])[]) => ({ fields: pairs.map(([name, value]) => ({ name, value })) })
const JSON_TYPE = ['Content-Type', 'application/json'] as const

const SAMPLES: readonly StructuredDraft[] = [
  draft('FROBNICATE', '/widgets'), draft('GET', '/'), draft('get', '/widgets'), draft('patch', '/widgets/7'), draft('HEAD', '/widgets'), draft('TRACE', '/'), draft('TRACK', '/'), draft('CONNECT', 'localhost:1'), draft('GE T', '/'),
  draft("!#$%&'*+-.^_`|~A", '/'), draft('OPTIONS', '*'), draft('GET', 'http://example.org/'), draft('DELETE', '/a?b=c&d=%41'), draft('GET', '/a/../b/./c'), draft('GET', '/a b'), draft('GET', '/caf\u00e9'), draft('GET', '/a#b'), draft('GET', '/a?'), draft('GET', '/{x}?"<>'), draft('GET', '/%zz%7e'), draft('GET', '/a?it\'s'), draft('GET', '/%2e%2E/x'), draft('GET', '/a|b[1]'), draft('GET', '/a\\b'), draft('GET', '//x'),
  draft('POST', '/w', { ...fields(JSON_TYPE), content: '{"name": "it\'s $HOME `id` \\"x\\" 100% \u00e9 \u{1f642} \u2028 \u0007"}' }), draft('PUT', '/w', { content: 'no type\r\nat all\n' }), draft('GET', '/', { content: 'x' }), draft('QUERY', '/', { ...fields(JSON_TYPE), content: '"""' }), draft('POST', '/', { content: 'lone \ud800 half' }),
  draft('POST', '/w'), draft('GET', '/', fields(['Accept', 'text/html'], ['X-A', '1'], ['x-b', ''], ['If-None-Match', '"a, b"'])), draft('GET', '/', fields(['X-A', '1'], ['x-a', '2'])), draft('GET', '/', fields(['Host', 'example.org'], ['User-Agent', 'me'])), draft('GET', '/', fields(['Cookie', 'a=b'], ['Authorization', 'Basic bWU6'])),
  draft('GET', '/', fields(['A', 'caf\u00e9'])), draft('GET', '/', fields(['A', ' x'])), draft('GET', '/', fields(['A B', 'x'])), draft('GET', '/', fields(['A', 'b\r\nC: d'])),
  draft('GET', '/', fields(['Expect', '100-continue'])), draft('POST', '/', { ...fields(['Content-Length', '9']), content: 'x' }), draft('GET', '/', fields(['Transfer-Encoding', 'chunked'])), draft('GET', '/', fields(['Connection', 'close'])),
  draft('POST', '/', { content: 'x', pieces: { octets: 1, pauseMs: 0 } }), draft('FROBNICATE', '/', { protocol: 'http/1.0' }), draft('POST', '/x', { content: 'a\n### b' }),
]

let ear: Ear
beforeAll(async () => { ear = await listen() })
afterAll(() => ear.close())
const said = new Set<string>()
const copied = (form: CopyForm, one: Draft) => {
  const result: Copied = copyAs(form, one, { base: ear.base, shell: 'sh' })
  for (const { id } of 'obstacle' in result ? [result.obstacle] : result.remarks) said.add(id)
  return result
}

/** What a client adds on its own account, unless the draft has it too. */
const OWN = /^(host|connection|content-length|accept|accept-language|accept-encoding|sec-fetch-mode|user-agent|priority|transfer-encoding)$/i
function arrived(request: string, one: StructuredDraft) {
  const end = request.indexOf('\r\n\r\n')
  const [start = '', ...lines] = request.slice(0, end).split('\r\n')
  const named = (name: string) => one.fields.some(field => field.name.toLowerCase() === name.toLowerCase())
  const kept = lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const).filter(([name]) => !OWN.test(name) || named(name))
  return { start, fields: kept.map(pair => pair.join(': ')).sort(), content: Buffer.from(request.slice(end + 4), 'latin1').toString() }
}
const wanted = (one: StructuredDraft) => ({
  start: `${one.method} ${one.target} HTTP/1.1`, fields: one.fields.map(({ name, value }) => `${name.toLowerCase()}: ${value}`.trim()).sort(), content: Buffer.from(one.content).toString(),
})
const trimmed = ({ start, fields: lines, content }: ReturnType<typeof wanted>) => ({ start, fields: lines.map(line => line.trim()), content })

const HAS_REQUESTS = spawnSync('python3', ['-c', 'import requests']).status === 0
const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0
const program = async (name: string, args: readonly string[]) => (await ear.fromProgram(name, args, { PYTHONDONTWRITEBYTECODE: '1' }))
const node = (code: string) => program(process.execPath, ['--input-type=module', '-e', code])
const FORMS = [['fetch', true, node], ['undici', true, node], ['python', HAS_REQUESTS, (code: string) => program('python3', ['-c', code])]] as const

describe.each(FORMS)('as %s', (form, isThere, run) => {
  it.skipIf(!isThere).each(SAMPLES)('%j', async one => {
    const result = copied(form, one)
    if ('obstacle' in result) return
    const { request, told } = await run(result.text)
    if (request === undefined) throw new Error(`nothing arrived from\n${result.text}\n${told}`)
    const same = JSON.stringify(trimmed(arrived(request, one))) === JSON.stringify(trimmed(wanted(one)))
    const ids = result.remarks.map(({ id }) => id)
    // What is not the same is said; the rest is the same to the octet.
    if (ids.every(id => id === 'copy.no-pieces' || id === 'copy.version')) expect(trimmed(arrived(request, one))).toEqual(trimmed({ ...wanted(one) }))
    else expect([same, ids.length > 0]).toEqual([false, true])
  })
})

describe('what is said of a client is true', () => {
  it.each<[string, string]>([
    ['TRACE', 'await fetch(BASE, { method: "TRACE" })'], ['content in GET', 'await fetch(BASE, { method: "GET", body: "x" })'], ['Expect', 'await fetch(BASE, { headers: { Expect: "100-continue" } })'], ['a target that is a star', 'await fetch(BASE.slice(0, -1) + "*", { method: "OPTIONS" })'],
    ['Transfer-Encoding', 'import { request } from "undici"; await request(BASE, { headers: { "Transfer-Encoding": "chunked" } })'], ['CONNECT', 'import { request } from "undici"; await request(BASE, { method: "CONNECT" })'],
  ])('it does not send %s', async (_, code) => {
    expect((await node(code.replaceAll('BASE', `"${ear.base}/"`))).request ?? 'nothing').toBe('nothing')
  })
})

describe('as Python', () => {
  it.skipIf(!HAS_PYTHON)('is Python, and asks a library with the shape of requests for the same', () => {
    const STAND_IN = `
import sys, types, json
class Request:
    def __init__(self, method, url, headers=None, data=None): self.method, self.url, self.headers, self.data = method.upper(), url, headers, data
class Answer: status_code = 200; reason = 'OK'; headers = {}; text = ''
class Session:
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def prepare_request(self, request): return request
    def request(self, method, url, allow_redirects=True, **more): return self.send(Request(method, url, **more), allow_redirects=allow_redirects)
    def send(self, one, allow_redirects): sys.stderr.write(json.dumps([one.method, one.url, one.headers, (one.data or b'').decode(), allow_redirects, self.trust_env])); return Answer
module = types.ModuleType('requests'); module.Session = Session; module.Request = Request; sys.modules['requests'] = module
`
    for (const one of SAMPLES) {
      const result = copied('python', one)
      if ('obstacle' in result) continue
      const { stderr } = spawnSync('python3', ['-c', STAND_IN + result.text], { encoding: 'utf8' })
      const headers = Object.fromEntries(one.fields.map(({ name, value }) => [name, value]))
      if (result.remarks.some(({ id }) => id === 'copy.joined')) continue
      expect(JSON.parse(stderr)).toEqual([one.method, ear.base + one.target, one.fields.length === 0 ? null : headers, Buffer.from(one.content).toString(), false, false])
    }
  })
})

describe('as an .http block', () => {
  it.each(SAMPLES)('%j', async one => {
    const result = copied('http', one)
    if ('obstacle' in result) return
    const pasted = draftFromPasted(result.text, ear.base.slice('http://'.length))
    if (!('draft' in pasted)) throw new Error(pasted.refused.id)
    const { pieces: _, ...rest } = one
    expect({ ...pasted, draft: { ...pasted.draft, fields: pasted.draft.fields.filter(({ name }) => one.target.startsWith('/') || name !== 'Host') } }).toEqual({ draft: rest, notes: [] })
  })
})

describe('as raw bytes', () => {
  it.each(SAMPLES)('%j', async one => {
    const result = copied('raw', one)
    expect('text' in result && Buffer.from(bytesFromRawText(result.text))).toEqual(Buffer.from(literalBytes(one, ear.base.slice('http://'.length))))
  })

  it('goes out as the same octets', async () => {
    const result = copied('raw', draft('FROBNICATE', '/caf\u00e9', { content: 'x\0y' }))
    if (!('text' in result)) throw new Error('no text')
    const recorded: Buffer[] = []
    await using client = new Client({ port: Number(new URL(ear.base).port), connected: () => undefined, record: seen => recorded.push(seen.request) })
    await client.send({ kind: 'raw', bytes: toBase64(bytesFromRawText(result.text)) })
    expect(recorded[0]?.toString()).toBe(`FROBNICATE /caf\u00e9 HTTP/1.1\r\nHost: ${ear.base.slice('http://'.length)}\r\nContent-Length: 3\r\n\r\nx\0y`)
  })
})

it('curl says what it cannot do; literal bytes go nowhere else; all that can be said has been said', () => {
  const raw: Draft = { kind: 'raw', bytes: toBase64(Uint8Array.of(0)) }
  const [cmd, powershell] = (['cmd', 'powershell'] as const).map(shell => copyAs('curl', shell === 'cmd' ? draft('POST', '/', { content: 'a\nb' }) : raw, { base: ear.base, shell }))
  expect([cmd, powershell]).toMatchObject([{ obstacle: { id: 'copy.curl-line-break' } }, { obstacle: { id: 'copy.curl-literal' } }])
  expect(copied('curl', SAMPLES[0] ?? raw)).toMatchObject({ text: expect.stringContaining('curl -i') })
  expect((['http', 'fetch', 'undici', 'python'] as const).map(form => copied(form, raw))).toMatchObject(Array.from({ length: 4 }, () => ({ obstacle: { id: 'copy.literal' } })))
  for (const one of SAMPLES) for (const form of ['fetch', 'undici', 'python', 'http', 'curl'] as const) copied(form, one)
  said.add('copy.curl-line-break').add('copy.curl-literal')
  expect(Object.keys(composingEnglish).filter(id => id.startsWith('copy.') && !said.has(id))).toEqual([])
})

it('trusts the lab’s certificate where it speaks TLS', () => {
  const at = { base: 'https://127.0.0.1:1', shell: 'sh', caFile: '/data of mine/lab501.pem' } as const
  const text = (form: CopyForm) => {
    const result = copyAs(form, draft('GET', '/'), at)
    return 'text' in result ? result.text : ''
  }
  expect([text('fetch'), text('undici'), text('python'), text('curl')]).toEqual([
    expect.stringContaining('NODE_EXTRA_CA_CERTS="/data of mine/lab501.pem"'), expect.stringContaining('readFileSync("/data of mine/lab501.pem")'), expect.stringContaining('session.verify = "/data of mine/lab501.pem"'), expect.stringContaining("--cacert '/data of mine/lab501.pem'"),
  ])
})

it('the literals of a text are the text, in JavaScript and in Python', () => {
  const contents = fc.sample(fc.string({ unit: 'binary', maxLength: 12 }), 40)
  const literals = contents.map(content => {
    const result = copyAs('undici', draft('POST', '/', { content: `${content}.` }), { base: 'http://127.0.0.1:1', shell: 'sh' })
    return 'text' in result ? / {2}body: (.*),\n/.exec(result.text)?.[1] ?? '""' : '""'
  })
  const texts = contents.map(content => Buffer.from(`${content}.`).toString())
  expect(JSON.parse(execFileSync(process.execPath, ['-e', `console.log(JSON.stringify([${literals.join(',')}]))`], { encoding: 'utf8' }))).toEqual(texts)
  if (HAS_PYTHON) expect(JSON.parse(execFileSync('python3', ['-c', `import json; print(json.dumps([${literals.join(',')}]))`], { encoding: 'utf8' }))).toEqual(texts)
})
