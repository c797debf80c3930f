// Secrets leave the machine in no form of a file, and everything else stays where it was.
import { brotliCompressSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileRecord, writeCaptureFile } from '../../../electron/core/captures/capture-file.ts'
import { writeHar } from '../../../electron/core/captures/har/write-har.ts'
import { readCaptureAny } from '../../../electron/core/captures/read-capture.ts'
import { redact } from '../../../electron/core/captures/redact/redact.ts'
import { readExchange } from '../../../electron/core/recorder/read-exchange.ts'
import { phrase } from '../../../electron/model/phrase.ts'
import type { ExchangeRecord } from '../../../electron/model/exchange.ts'
import { x, type Example } from '../../../electron/core/inspector/examples/written.ts'
import { recordsOf } from '../../../electron/core/notes/read-example.ts'

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const redacted = (example: Example) => {
  const records = recordsOf(example)
  const { records: [clean], redacted: found } = redact(records)
  if (!clean || !records[0]) throw new Error('one exchange at least')
  return { request: latin(clean.request), response: latin(clean.response), found: found.map(({ place, name, count }) => `${place} ${name} ${count}`).sort() }
}
/** @returns the lines of the request that changed, as they are now. */
const lines = (request: string, response = '200') => {
  const before = new Set([...recordsOf(x(request, response))].flatMap(record => [latin(record.request), latin(record.response)]).join('\n').split(/\r?\n/))
  const { request: asked, response: answered } = redacted(x(request, response))
  return [asked, answered].join('\n').split(/\r?\n/).filter(line => !before.has(line))
}

describe('redaction', () => {
  it.each<[string, string, string[]]>([
    ['a token', 'GET /|Authorization: Bearer abc.def-123', ['Authorization: Bearer REDACTEDRED']],
    ['a name and password', 'GET /|authorization: Basic dXNlcjpwYXNz', ['authorization: Basic REDACTEDREDA']],
    ['no scheme', 'GET /|Authorization: sesame', ['Authorization: REDACT']],
    ['parameters', 'GET /|Proxy-Authorization: Digest username="bob", response=ab12, uri="/x"', ['Proxy-Authorization: Digest username="RED", response=REDA, uri="RE"']],
    ['a signature of a request', 'GET /|Authorization: AWS4-HMAC-SHA256 Credential=AK/2, Signature=fe', ['Authorization: AWS4-HMAC-SHA256 Credential=REDA, Signature=RE']],
    ['cookies', 'GET /|Cookie: sid=31d4; theme="dark"; empty=', ['Cookie: sid=REDA; theme="REDA"; empty=']],
    ['a key in a field', 'GET /|X-Api-Key: k3y', ['X-Api-Key: RED']],
    ['white space before the colon', 'GET /|Authorization : Bearer abc', ['Authorization : Bearer RED']],
    ['a folded line', 'GET /|Authorization: Bearer abc|  def', ['Authorization: Bearer RED', '  ACT']],
    ['a query', 'GET /a?access_token=t0k&page=2&X-Amz-Signature=ff', ['GET /a?access_token=RED&page=2&X-Amz-Signature=RE HTTP/1.1']],
    ['a name that is written in escapes', 'GET /a?access%5Ftoken=t0k', ['GET /a?access%5Ftoken=RED HTTP/1.1']],
    ['a code that is one', 'GET /a?code=SplxlOBeZQQYbYS6&state=x', ['GET /a?code=REDACTEDREDACTED&state=x HTTP/1.1']],
    ['user info', 'GET http://bob:pw@a/', ['GET http://REDACT@a/ HTTP/1.1']],
    ['a URI in a field', 'GET /|Referer: http://a/?token=t#id_token=u', ['Referer: http://a/?token=R#id_token=R']],
    ['a token where nobody expects it', 'GET /|X: eyJhbGciOi.eyJzdWIi.c2ln0', ['X: REDACTEDREDACTEDREDACTEDR']],
    ['a form', 'POST /|Content-Type: application/x-www-form-urlencoded||user=bob&password=hunter2&code=abcdefgh', ['user=bob&password=REDACTE&code=REDACTED']],
    ['a form of no type', 'POST /||pass=x&a=b', ['pass=R&a=b']],
    ['JSON', 'POST /|Content-Type: application/json||{"user":"bob","password":"h\\"2","nested":{"refreshToken":["a","bc"],"pin":1234},"code":"not_found","tokens":3}', ['{"user":"bob","password":"REDA","nested":{"refreshToken":["R","RE"],"pin":1111},"code":"not_found","tokens":3}']],
    ['JSON that is cut off', 'POST /||{"client_secret": "abc', ['{"client_secret": "RED']],
    ['JSON whose names are escaped', 'POST /||{"pass\\u0077ord":"x"}', ['{"pass\\u0077ord":"R"}']],
    ['a part of a form', 'POST /|Content-Type: multipart/form-data; boundary=b||--b|Content-Disposition: form-data; name="password"||hunter2|--b|Content-Disposition: form-data; name="a"||hunter3|--b--', ['REDACTE']],
    ['no HTTP at all', '!hello|Authorization: Bearer abc', ['Authorization: Bearer RED']],
  ])('replaces %s by as many letters', (_, request, changed) => {
    expect(lines(request)).toEqual(changed)
  })

  it('takes them out of answers, and out of chunks and trailers', () => {
    expect(lines('GET /', '302|Location: /cb?code=0123456789|Set-Cookie: sid="a b"; Path=/; Expires=Sun, 06 Nov 1994 08:49:37 GMT|Set-Cookie: theme=x')).toEqual(['Location: /cb?code=REDACTEDRE', 'Set-Cookie: sid="R E"; Path=/; Expires=Sun, 06 Nov 1994 08:49:37 GMT', 'Set-Cookie: theme=R'])
    const chunked = '!HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{"password":"hun\r\n6\r\nter2"}\r\n0\r\nX-Auth-Token: abc\r\n\r\n'
    expect(redacted(x('GET /', chunked))).toMatchObject({ response: chunked.slice(1).replace('"hun', '"RED').replace('ter2', 'REDA').replace('abc', 'RED') })
  })

  it.each([['gzip', gzipSync], ['br', brotliCompressSync]])('of content coded with %s looks at what it says, and takes all of it if it has to', (coding, code) => {
    const answer = (text: string) => `!HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\n\r\n${code(text).toString('latin1')}`
    expect(redacted(x('GET /', answer('{"a":1}')))).toMatchObject({ response: answer('{"a":1}').slice(1), found: [] })
    const { response, found } = redacted(x('GET /', answer('{"token":"x"}')))
    expect([response.length, /\r\n\r\n[REDACT\s]+$/.test(response), found]).toEqual([answer('{"token":"x"}').length - 1, true, ['content token 1']])
  })

  it('finds them again where they are echoed, on every hop of the request, and in what the server said of it', () => {
    const ask = 'TRACE /|Authorization: Bearer 0123456789'
    const records = recordsOf([x(ask, '200||TRACE / and then 0123456789', { trace: 't', hop: 'client-gw' }), x(ask, '200||0123456789', { trace: 't', hop: 'gw-origin' }), x('GET /', '200||0123456789')]).map((record): ExchangeRecord => ({
      ...record, failure: phrase('decision.authority-other', { host: '0123456789' }),
      ruling: { status: 200, check: 'handler', passed: true, because: phrase('decision.resource-missing', { target: '/?token=x 0123456789' }), section: 's', method: 'TRACE', target: '/?token=x' },
    }))
    const { records: clean } = redact(records)
    const told = JSON.stringify(clean.slice(0, 2).map(fileRecord))
    expect([told.includes('0123456789'), told.includes(Buffer.from('0123456789').toString('base64').slice(0, 12)), told.includes('token=x')]).toEqual([false, false, false])
    expect(latin(clean[2]?.response ?? new Uint8Array())).toContain('0123456789')
  })

  it('knows a password without its name, and without its escapes', () => {
    const { response } = redacted(x(`GET /?token=a%2Fb%2Fc%2Fd%2Fe|Authorization: Basic ${Buffer.from('bob:hunter2hunter2').toString('base64')}`, '200||hunter2hunter2 a/b/c/d/e'))
    expect(response).toMatch(/REDACTEDREDACT REDACTEDR$/)
  })

  it('leaves alone what has no secret, and tells what it took', () => {
    const plain = recordsOf(x('GET /a?code=501&key=1|Accept: */*|Sec-WebSocket-Key: abc', '405|Allow: GET|Access-Control-Allow-Credentials: true||{"code":405,"key":"k"}'))
    expect(redact(plain)).toEqual({ records: plain, redacted: [] })
    const ask = 'GET /?token=x|Cookie: a=b; c=d|Authorization: Bearer x'
    expect(redacted([x(ask, '200'), x(ask, '200')]).found).toEqual(['cookie a 2', 'cookie c 2', 'field Authorization 2', 'query token 2'])
  })

  it('of HTTP/2 clears the lists of fields and the compressed blocks, and no frame changes its length', () => {
    const frame = (type: number, flags: number, payload: string) => Buffer.concat([Buffer.from([0, 0, payload.length, type, flags, 0, 0, 0, 1]), Buffer.from(payload)])
    const record: ExchangeRecord = {
      ...(recordsOf(x('GET /', '200'))[0] as ExchangeRecord),
      request: Buffer.concat([frame(1, 4, 'secret-token-9'), frame(0, 1, '{"password":"x"}')]), response: frame(1, 5, 'ok'),
      h2: { stream: 1, requestFields: [[[':method', 'POST'], [':path', '/?token=abc'], [':authority', 'a'], [':scheme', 'https'], ['authorization', 'Bearer secret-token-9']]], responseFields: [[[':status', '200']]] },
    }
    const { records: [clean] } = redact([record])
    const read = clean && readExchange(clean)
    expect([read?.request?.target, read?.request?.fields.at(-1)?.value, read?.request?.malformations, read?.responses[0]?.status]).toEqual(['/?token=RED', 'Bearer REDACTEDREDACT', [], 200])
    expect([latin(clean?.request ?? new Uint8Array()).includes('secret'), clean?.request.length, clean?.response]).toEqual([false, record.request.length, record.response])
    expect(latin(clean?.request ?? new Uint8Array())).toContain('{"password":"R"}')
  })

  const token = fc.stringMatching(/^[A-Za-z0-9._-]{12,24}$/).filter(text => !text.includes('REDACTED'))
  const plain = fc.stringMatching(/^[a-z]{1,6}$/)
  const place = fc.constantFrom<(secret: string) => string>(
    secret => `GET / HTTP/1.1|Authorization: Bearer ${secret}`, secret => `GET /?access_token=${secret} HTTP/1.1`, secret => `GET / HTTP/1.1|Cookie: sid=${secret}`, secret => `GET http://u:${secret}@h/ HTTP/1.1`,
    secret => `POST / HTTP/1.1|Content-Type: application/json|Content-Length: ${secret.length + 15}||{"password":"${secret}"}`, secret => `${secret}|Authorization: ${secret}`, secret => `POST / HTTP/1.1|Transfer-Encoding: chunked||5|"toke|${(secret.length + 4).toString(16)}|n":"${secret}|1|"|0||`,
  )

  it('leaves no secret in either form, moves nothing, and does nothing the second time', () => {
    fc.assert(fc.property(token, place, plain, (secret, at, word) => {
      const records = recordsOf(x(`!${at(secret)}|X: ${word}||`, `200||${word} ${secret} {"session":"x"}`))
      const { records: clean, redacted: found } = redact(records)
      for (const text of [writeCaptureFile('a', clean, undefined, found), writeHar(clean).text, ...clean.flatMap(({ request, response }) => [latin(request), latin(response)])]) expect(text).not.toContain(secret)
      const [before, after] = [records[0], clean[0]].map(record => record && readExchange(record))
      expect(after?.request?.fields.map(({ name, line }) => [name, line])).toEqual(before?.request?.fields.map(({ name, line }) => [name, line]))
      expect([after?.responses[0]?.content, latin(clean[0]?.request ?? new Uint8Array()).includes(word)]).toEqual([before?.responses[0]?.content, true])
      expect(redact(clean).records.map(fileRecord)).toEqual(clean.map(fileRecord))
    }), { numRuns: 500 })
  })

  it('takes no longer than in proportion to what it reads', () => {
    for (const text of ['://', 'eyJ-', '"\\"', 'Bearer ', '?a', 'name="a"\n', '{"token":[', 'Cookie: a', 'Authorization: a=', '&token=']) {
      const [record] = recordsOf(x('GET /', `200|Content-Type: multipart/form-data||${text.repeat(60_000)}`))
      expect(record && redact([record]).records.length).toBe(1)
    }
  })
})

describe('the own form', () => {
  it('loses no octet, whatever they are, and says that it was redacted', () => {
    const record = recordsOf(x('GET /', '200'))[0] as ExchangeRecord
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), (request, response) => {
      const { records: [again] } = readCaptureAny(writeCaptureFile('a', [{ ...record, request, response }]), 'a')
      expect([again && fileRecord(again), again?.request, again?.response]).toEqual([fileRecord({ ...record, request, response }), request, response])
    }))
    expect(readCaptureAny(writeCaptureFile('a', [record], undefined, [{ place: 'field', name: 'A', count: 2 }]), 'a').told).toEqual([phrase('capture.was-redacted', { count: 2 })])
  })
})
