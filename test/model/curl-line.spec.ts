import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toBase64 } from '../../electron/model/bytes.ts'
import { curlLine, curlObstacle } from '../../electron/model/curl-line.ts'
import { bytesFromRawText, literalBytes, type Draft, type StructuredDraft } from '../../electron/model/draft.ts'
import { listen, type Ear } from '../support/ear.ts'
import { afterCmd, afterPowershell, argvOf } from '../support/windows-argv.ts'

const run = promisify(execFile)
const draft = (method: string, target: string, rest: Partial<StructuredDraft> = {}): StructuredDraft =>
  ({ kind: 'structured', method, target, fields: [], content: '', ...rest })
const field = (name: string, value: string) => ({ name, value })

let ear: Ear
let base = ''
beforeAll(async () => {
  ear = await listen()
  base = ear.base
})
afterAll(() => ear.close())

const sent = (line: string) => ear.from(line)

/** Without what curl adds on its own account. */
function read(request: string) {
  const [head = '', content = ''] = [request.slice(0, request.indexOf('\r\n\r\n')), request.slice(request.indexOf('\r\n\r\n') + 4)]
  const [startLine, ...fields] = head.split('\r\n')
  return { startLine, fields: fields.filter(line => !/^(host: 127|user-agent: curl|accept: \*\/\*|content-length:)/i.test(line)), content: Buffer.from(content, 'latin1').toString() }
}

const SAMPLES: readonly (readonly [string, StructuredDraft])[] = [
  ['a method nobody registered', draft('FROBNICATE', '/widgets')],
  ['a plain GET', draft('GET', '/')],
  ['HEAD, which has no content to wait for', draft('HEAD', '/widgets')],
  ['small letters', draft('get', '/widgets')],
  ['every sign a method may have', draft("!#$%&'*+-.^_`|~A", '/widgets')],
  ['JSON', draft('POST', '/widgets', { fields: [field('Content-Type', 'application/json')], content: '{"name": "it\'s $HOME `id` \\"x\\" 100%"}' })],
  ['content without a type', draft('PUT', '/widgets/7', { content: 'a=b&c=%41' })],
  ['content that looks like a file', draft('POST', '/', { content: '@/etc/passwd' })],
  ['content that ends in a backslash', draft('POST', '/', { content: 'C:\\new folder\\' })],
  ['content in a GET', draft('GET', '/', { content: 'x' })],
  ['much content, sent at once', draft('POST', '/', { content: 'x'.repeat(5_000) })],
  ['the asterisk target', draft('OPTIONS', '*')],
  ['an absolute target', draft('GET', 'http://example.org/x?y#z')],
  ['the target of CONNECT', draft('CONNECT', 'example.org:443')],
  ['dots that are not resolved', draft('GET', '/a/../b/./c')],
  ['an empty query', draft('GET', '/x?')],
  ['percent signs as they are', draft('GET', '/%7euser/%41%zz')],
  ['signs that curl would expand', draft('GET', '/{a,b}[1-3]?q="<>\\^`|')],
  ['two slashes', draft('GET', '//x')],
  ['a field twice, one empty, one with a quote', draft('GET', '/', { fields: [field('X-A', '1'), field('x-a', '2'), field('X-Empty', ''), field('If-None-Match', '"a, b"')] })],
  ['fields that curl would set itself', draft('POST', '/', { fields: [field('User-Agent', 'me'), field('Accept', 'text/html'), field('Host', 'example.org')], content: 'x' })],
]

describe('curl for sh, run by a real shell', () => {
  it.each(SAMPLES)('sends %s', async (_, sample) => {
    const { method, target, fields, content } = sample
    expect(read(await sent(curlLine(sample, base, 'sh')))).toEqual({
      startLine: `${method} ${target} HTTP/1.1`,
      fields: expect.arrayContaining(fields.map(({ name, value }) => `${name}: ${value}`.trim())) as unknown,
      content,
    })
  })

  it('speaks HTTP/1.0 when the draft does', async () => {
    expect(read(await sent(curlLine(draft('FROBNICATE', '/x', { protocol: 'http/1.0' }), base, 'sh'))).startLine).toBe('FROBNICATE /x HTTP/1.0')
  })

  it('adds no field that would change how content is understood', async () => {
    expect(read(await sent(curlLine(draft('POST', '/', { content: 'y'.repeat(2_000) }), base, 'sh'))).fields).toEqual([])
  })

  it('sends any method, target, field and content as they are', async () => {
    const ascii = (pattern: RegExp) => fc.stringMatching(pattern)
    const any = fc.record({
      method: ascii(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,12}$/).filter(method => method !== 'HEAD' && method !== 'CONNECT'),
      target: ascii(/^\/[!-~]{0,20}$/),
      value: ascii(/^[!-~]([ -~]{0,20}[!-~])?$/),
      content: fc.string({ maxLength: 40, unit: 'grapheme' }).filter(text => !text.includes('\0')),
    })
    await fc.assert(fc.asyncProperty(any, async ({ method, target, value, content }) => {
      const { startLine, fields, content: got } = read(await sent(curlLine(draft(method, target, { fields: [field('X-V', value)], content }), base, 'sh')))
      expect({ startLine, fields, got }).toEqual({ startLine: `${method} ${target} HTTP/1.1`, fields: [`X-V: ${value}`], got: content })
    }), { numRuns: 40 })
  })

  it.each<[string, Draft]>([
    ['bytes that no client would send', { kind: 'raw', bytes: toBase64(bytesFromRawText("- 100% 'x' \\\\ \\0\\x80\\t \"$HOME\" `id`\n\n")) }],
    ['a target with a blank', draft('GET', '/a b')],
    ['a field name that is none', draft('GET', '/', { fields: [field('@/etc/passwd', '')] })],
    ['a field value that is two lines', draft('GET', '/', { fields: [field('X-A', '1\r\nX-B: 2')] })],
  ])('sends literally, byte by byte, %s', async (_, sample) => {
    const line = curlLine(sample, base, 'sh')
    expect(line).toContain('telnet://')
    expect(await sent(line)).toBe(Buffer.from(literalBytes(sample, base.slice('http://'.length))).toString('latin1'))
  })
})

/** @returns the arguments that sh gives to curl. */
async function argvInSh(line: string): Promise<string[]> {
  const { stdout } = await run('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${line}`])
  return stdout.split('\0').slice(0, -1)
}

describe('curl for cmd and PowerShell', () => {
  it.each(SAMPLES)('gets the same arguments as in sh: %s', async (_, sample) => {
    const argv = await argvInSh(curlLine(sample, base, 'sh'))
    expect(argvOf(afterCmd(curlLine(sample, base, 'cmd')))).toEqual(argv)
    if (!curlObstacle(sample, 'powershell')) expect(argvOf(afterPowershell(curlLine(sample, base, 'powershell')))).toEqual(argv)
  })

  it('reads like a line that a person would write', () => {
    const json = draft('POST', '/widgets', { fields: [field('Content-Type', 'application/json')], content: '{"name": "cog"}' })
    const at = 'http://127.0.0.1:4501'
    expect([draft('FROBNICATE', '/widgets'), draft('HEAD', '/widgets'), json].flatMap(one => (['sh', 'cmd', 'powershell'] as const).map(shell => curlLine(one, at, shell)))).toEqual([
      "curl -i --noproxy '*' -X FROBNICATE http://127.0.0.1:4501/widgets",
      'curl -i --noproxy "*" -X FROBNICATE http://127.0.0.1:4501/widgets',
      "curl.exe -i --noproxy '*' -X FROBNICATE http://127.0.0.1:4501/widgets",
      "curl --head --noproxy '*' http://127.0.0.1:4501/widgets",
      'curl --head --noproxy "*" http://127.0.0.1:4501/widgets',
      "curl.exe --head --noproxy '*' http://127.0.0.1:4501/widgets",
      `curl -i --noproxy '*' -H 'Content-Type: application/json' --data-binary '{"name": "cog"}' http://127.0.0.1:4501/widgets`,
      'curl -i --noproxy "*" -H "Content-Type: application/json" --data-binary ^"{\\^"name\\^": \\^"cog\\^"}^" http://127.0.0.1:4501/widgets',
      `& { $PSNativeCommandArgumentPassing = 'Legacy'; curl.exe -i --noproxy '*' -H 'Content-Type: application/json' --data-binary '{\\"name\\": \\"cog\\"}' http://127.0.0.1:4501/widgets }`,
    ])
  })

  it('says what to do instead where a shell has no way', () => {
    const raw: Draft = { kind: 'raw', bytes: toBase64(Uint8Array.of(0)) }
    const lines = draft('POST', '/', { content: 'one\ntwo' })
    const slash = draft('POST', '/', { content: 'a b\\' })
    expect(curlObstacle(draft('GET', '/', { fields: [field('X-A', '\\')] }), 'powershell')).toBe('literal-bytes')
    expect([curlObstacle(raw, 'sh'), curlObstacle(raw, 'cmd'), curlObstacle(raw, 'powershell'), curlObstacle(lines, 'cmd'), curlObstacle(lines, 'powershell'), curlObstacle(slash, 'powershell')])
      .toEqual([undefined, 'literal-bytes', 'literal-bytes', 'line-break', undefined, 'literal-bytes'])
    expect(curlLine(raw, base, 'cmd')).toMatch(/^REM .*sh/)
    expect(curlLine(raw, base, 'powershell')).toMatch(/^# .*composer/)
    expect(argvOf(afterPowershell(curlLine(lines, base, 'powershell')))).toContain('one\ntwo')
  })
})

describe('a line for TLS and for HTTP/2', () => {
  it('trusts the certificate that it names, and asks for the version that the composer would send', () => {
    const h2 = draft('GET', '/a', { protocol: 'h2' })
    expect(curlLine(draft('GET', '/a'), 'https://127.0.0.1:1', 'sh', '/data of mine/lab501.pem')).toBe("curl -i --noproxy '*' --cacert '/data of mine/lab501.pem' --http1.1 https://127.0.0.1:1/a")
    expect(curlLine(h2, 'https://127.0.0.1:1', 'sh', '/c.pem')).toContain('--cacert /c.pem --http2 https:')
    expect(curlLine(h2, 'http://127.0.0.1:1', 'sh')).toContain('--http2-prior-knowledge http:')
    expect(curlLine({ kind: 'raw', bytes: toBase64(bytesFromRawText('GET / HTTP/1.1\n\n')) }, 'https://127.0.0.1:1', 'sh', '/c.pem')).toContain('| openssl s_client -quiet -connect 127.0.0.1:1 -CAfile /c.pem')
  })
})
