// What is pasted, read as the shell and curl read it: the drafts are held against what a real curl sends.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composingEnglish } from '../../../electron/model/composing/composing-en.ts'
import { draftFromPasted } from '../../../electron/model/composing/pasted.ts'
import { isWholeRequest } from '../../../electron/model/composing/whole-request.ts'
import { shellOf, wordsOf } from '../../../electron/model/composing/shell-words.ts'
import { curlLine, curlObstacle } from '../../../electron/model/curl-line.ts'
import { literalBytes, type StructuredDraft } from '../../../electron/model/draft.ts'
import { httpFileFromDraft } from '../../../electron/model/http-file.ts'
import { listen, type Ear } from '../../support/ear.ts'

const HERE = '127.0.0.1:4501'
const said = new Set<string>()
function read(text: string, authority = HERE) {
  const pasted = draftFromPasted(text, authority)
  if ('refused' in pasted) {
    said.add(pasted.refused.id)
    return { refused: pasted.refused.id, values: pasted.refused.values }
  }
  for (const { id } of pasted.notes) said.add(id)
  const { method, target, fields, content, protocol } = pasted.draft
  return { method, target, fields: fields.map(({ name, value }) => `${name}: ${value}`), content, ...(protocol && { protocol }), notes: pasted.notes.map(({ id }) => id.replace('paste.', '')) }
}

let ear: Ear
beforeAll(async () => { ear = await listen() })
afterAll(() => ear.close())

/** Without what curl adds on its own account and a command does not say. */
function bare(request: string) {
  const end = request.indexOf('\r\n\r\n')
  const [start, ...lines] = request.slice(0, end).split('\r\n')
  return { start, lines: lines.filter(line => !/^(host: 127|user-agent: curl|accept: \*\/\*$|content-length:|connection: |expect: 100)/i.test(line)), content: request.slice(end + 4) }
}

/** Commands as people write them; URL stands for where the ear is. */
const COMMANDS = [
  'curl URL/widgets', 'curl -X FROBNICATE URL/widgets', 'curl -XPATCH -sSi URL/widgets/7', 'curl --request get URL', 'curl -I URL/a', 'curl -I -X PURGE URL/a', 'curl -iX DELETE URL/a?b=c#d',
  "curl -H 'Accept: text/html' -H 'X-A:1' -H 'x-a:   2  ' -H 'X-Empty;' -H 'User-Agent:' -H 'Gone:' URL/", 'curl -H "Host: example.org" URL/', "curl -H 'X: a: b; c' URL/",
  'curl -d a=b -d c=d URL/', "curl -d '' URL/", "curl --data-raw '@x' URL/", "curl --data-binary 'a\nb' URL/", "curl -d 'x' -X PUT -H 'Content-Type: text/plain' URL/", "curl -d x -H 'Content-Type:' URL/",
  "curl --json '{\"a\": 1}' URL/", "curl --json '{' --json '}' -H 'Accept: a/b' URL/", 'curl -G -d a=b -d c=d URL/x', 'curl -G -d a=b URL/x?y=1', "curl --data-urlencode 'a b&c' URL/", "curl --data-urlencode 'name=a b/é' --data-urlencode '=x=y' URL/",
  'curl -u me:secret URL/', "curl -u 'mé:x:y' -H 'Authorization: Custom' URL/", 'curl -A me -e http://a/b -b "c=d; e=f" URL/', 'curl -r 0-99 URL/', 'curl -r 0-9 -A me --oauth2-bearer tok -b a=b -H "X: 1" URL/',
  'curl -0 URL/', 'curl --http1.1 URL/', 'curl URL/a/../b/./c', 'curl --path-as-is URL/a/../b/./c', "curl --request-target '*' -X OPTIONS URL/", "curl --request-target 'x y' URL/", 'curl URL?q', 'curl URL/a/..', 'curl URL/a/.', 'curl --url URL/x -o /dev/null',
  'curl -g "URL/{a}[1]"', "curl -k -L --compressed-ssh -f --no-progress-meter --max-time 9 URL/", "curl $'URL/\\x61\\'\\u00e9' --request-target $'/\\x61\\'b'", 'curl URL/ -d "a\\"b\\\\c\\d"', 'curl \\\n  -X "PUT" \\\n  URL/x # comment', '$ curl URL/prompt', "curl 'URL/a'b\"c\" -G",
  'curl -H "Expect:" -d x URL/', "curl --url-query 'a=b c' URL/x", "curl --url-query '+a=%41' URL/x?z", 'curl -X "" URL/',
]

describe('a curl command is read as curl reads it', () => {
  it.each(COMMANDS)('%s', async command => {
    const line = command.replaceAll('URL', ear.base)
    const pasted = draftFromPasted(line, ear.base.slice('http://'.length))
    if (!('draft' in pasted)) throw new Error(`refused: ${pasted.refused.id}`)
    const ours = bare(Buffer.from(literalBytes(pasted.draft, ear.base.slice('http://'.length))).toString('latin1'))
    const real = bare(await ear.from(line.replace(/^\$ /, '').replace(/^curl /, "curl --noproxy '*' "), line.includes("$'") ? 'bash' : 'sh'))
    expect({ ...ours, lines: ours.lines.map(line => line.replace(/:\s*/, ': ').trim()) }).toEqual({ ...real, lines: real.lines.map(line => line.replace(/:\s*/, ': ').trim()) })
  })

  it('is what our own lines say, for every shell', () => {
    const word = (pattern: RegExp) => fc.stringMatching(pattern)
    const drafts = fc.record({
      kind: fc.constant('structured' as const), method: word(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,10}$/).filter(method => !/^-|^(HEAD|CONNECT)$/.test(method)), target: word(/^\/[\w\-.~!$&'()*+,;=:@/?%"<>^`|]{0,14}$/),
      fields: fc.array(fc.record({ name: word(/^X-[A-Za-z]{1,5}$/), value: word(/^[!-~]([ -~]{0,12}[!-~])?$/) }), { maxLength: 2 }),
      content: fc.string({ unit: fc.constantFrom('a', '"', "'", '\\', ' ', '$', '`', '^', '{', '}', '&', 'é', '@'), maxLength: 12 }),
    })
    fc.assert(fc.property(drafts, fc.constantFrom('sh' as const, 'cmd' as const, 'powershell' as const), (draft, shell) => {
      // A line for cmd that needs no caret looks like one for sh, where a backslash means more.
      if (curlObstacle(draft, shell) || (shell === 'cmd' && /\\[$`\\]/.test([draft.content, ...draft.fields.map(({ value }) => value)].join(' ')))) return
      const pasted = draftFromPasted(curlLine(draft, `http://${HERE}`, shell), HERE)
      expect(pasted).toMatchObject({ draft: { method: draft.method, target: draft.target, fields: draft.fields, content: draft.content } })
    }), { numRuns: 2_000 })
  })
})

describe('the words of a command', () => {
  it('in sh are those that sh makes', async () => {
    const soup = fc.array(fc.constantFrom('a', ' ', '\\ ', "'b c'", '"d \\" e"', '\\\n', "''", '"$"', '\\\\', '-x', '=', '%', '^', '{', '"f\\g"', "'h\ni'"), { maxLength: 8 }).map(parts => `curl ${parts.join('')}`)
    await fc.assert(fc.asyncProperty(soup, async line => {
      const { stdout } = await promisify(execFile)('sh', ['-c', `curl() { printf '%s\\0' curl "$@"; }; ${line}`])
      expect(wordsOf(line, 'sh').words, line).toEqual(stdout.split('\0').slice(0, -1))
    }), { numRuns: 150 })
  })

  it.each([
    ['curl ^"http://127.0.0.1:4501/a?b=1^&c=2^" ^\r\n  -H ^"Accept: */*^" ^\r\n  --data-raw ^"^{^\\^"name^\\^":^\\^"50^% ^\\^"^}^"', ['curl', 'http://127.0.0.1:4501/a?b=1&c=2', '-H', 'Accept: */*', '--data-raw', '{"name":"50% "}']],
    ['curl.exe -X "PUT" `\r\n  -d \'{"it\'\'s": 1}\' "http://h/`$x"', ['curl.exe', '-X', 'PUT', '-d', '{"it\'s": 1}', 'http://h/$x']],
    ["curl.exe -d '{\\\"a\\\": 1}' http://h/", ['curl.exe', '-d', '{"a": 1}', 'http://h/']],
    ['curl.exe "a `"b`" `n" c`td', ['curl.exe', 'a "b" \n', 'c\td']],
    ["curl 'a\\b' \"c\\d\" e\\f", ['curl', 'a\\b', 'c\\d', 'ef']],
  ])('%j', (line, words) => {
    expect(wordsOf(line, shellOf(line)).words).toEqual(words)
  })
})

describe('what cannot be taken over is said', () => {
  it.each<[string, Partial<ReturnType<typeof read>>]>([
    ['curl http://api.example.org:8080/v1/x', { target: '/v1/x', notes: ['host'] }],
    ['curl localhost:4501/x', { target: '/x', notes: [] }],
    ['curl http://[::1]:4501/x', { target: '/x', notes: [] }],
    ['curl https://me:pw@127.0.0.1:4501/', { fields: ['Authorization: Basic bWU6cHc='], notes: [] }],
    ['curl -F a=b http://127.0.0.1:4501/', { refused: 'paste.form' }],
    ['curl -T file.txt http://127.0.0.1:4501/x', { method: 'PUT', notes: ['file'] }],
    ['curl -d @body.json http://127.0.0.1:4501/', { method: 'POST', content: '', notes: ['file'] }],
    ['curl --data-urlencode a@b http://127.0.0.1:4501/', { content: 'a=', notes: ['file'] }],
    ['curl -b jar.txt http://127.0.0.1:4501/', { fields: [], notes: ['file'] }],
    ['curl -H @more http://127.0.0.1:4501/', { fields: [], notes: ['file'] }],
    ['curl -kL http://127.0.0.1:4501/', { notes: ['insecure', 'location'] }],
    ['curl -x http://proxy:3128 http://127.0.0.1:4501/', { notes: ['proxy'] }],
    ['curl --digest -u a:b http://127.0.0.1:4501/', { notes: ['auth'] }],
    ['curl -u me http://127.0.0.1:4501/', { fields: ['Authorization: Basic bWU6'], notes: ['no-password'] }],
    ['curl --http3 http://127.0.0.1:4501/', { notes: ['http3'] }],
    ['curl --retry 3 http://127.0.0.1:4501/', { notes: ['left-out'] }],
    ['curl --frobnicate http://127.0.0.1:4501/', { target: '/', notes: ['unknown'] }],
    ['curl http://127.0.0.1:4501/a http://127.0.0.1:4501/b', { target: '/a', notes: ['others'] }],
    ['curl http://127.0.0.1:4501/a --next -d x http://127.0.0.1:4501/b', { method: 'GET', target: '/a', notes: ['others'] }],
    ['curl http://127.0.0.1:4501/a | jq .', { target: '/a', notes: ['rest'] }],
    ['curl http://127.0.0.1:4501/$ID -H "X: ${TOKEN}"', { target: '/$ID', notes: ['variable', 'variable'] }],
    ['curl "http://127.0.0.1:4501/{a,b}"', { target: '/{a,b}', notes: ['globbing'] }],
    ['curl --http2-prior-knowledge http://127.0.0.1:4501/', { protocol: 'h2', notes: [] }],
    ['curl', { refused: 'paste.no-url' }],
    ['curl ftp://127.0.0.1/x', { refused: 'paste.no-url' }],
    ['curl http://127.0.0.1:4501/ -X', { refused: 'paste.wants-value', values: { option: '-X' } }],
    ["curl 'http://127.0.0.1:4501/", { refused: 'paste.open-quote' }],
    ['curl.exe "http://127.0.0.1:4501/', { refused: 'paste.open-quote' }],
    ['Invoke-WebRequest -Uri "http://127.0.0.1:4501/"', { refused: 'paste.web-request' }],
    ['GET http://127.0.0.1:4501/widgets HTTP/1.1\nAccept: a/b\n\n', { method: 'GET', target: '/widgets', fields: ['Accept: a/b'], notes: [] }],
    ['# a request\nPOST https://api.example.org/x?y\nContent-Type: application/json\n\n{"a": 1}\n', { target: '/x?y', content: '{"a": 1}', notes: ['host'] }],
    ['@host = http://localhost:4501\n@id=7\n\nPUT {{host}}/widgets/{{id}}\nX: {{token}}\n', { target: '/widgets/7', fields: ['X: {{token}}'], notes: ['variable'] }],
    ['POST /x\n\n< ./body.json\n', { content: '', notes: ['file'] }],
    ['GET /a\n###\nGET /b\n', { target: '/a', notes: ['others-in-file'] }],
    ['BREW {{url}}/pot HTTP/1.0\n', { method: 'BREW', target: '/pot', protocol: 'http/1.0', notes: [] }],
    ['GET /a\nno colon here\n', { refused: 'paste.http-line' }],
    ['hello', { refused: 'paste.nothing' }],
    ['', { refused: 'paste.nothing' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })

  it('every sentence has been said', () => {
    expect(Object.keys(composingEnglish).filter(id => id.startsWith('paste.') && !said.has(id))).toEqual([])
  })
})

it('never throws, whatever is pasted', () => {
  const piece = fc.constantFrom('curl ', '-X', '-d', "'", '"', '`', '^', '$(', '\\', '\n', ' ', '--', '@', 'http://h/', '{', '}', '%', '###', ':', 'é', '\0', '& {', ';')
  fc.assert(fc.property(fc.array(piece, { maxLength: 14 }), parts => { draftFromPasted(parts.join(''), HERE) }), { numRuns: 3_000 })
})

it('tells a whole request from a piece of one', () => {
  const draft: StructuredDraft = { kind: 'structured', method: 'PUT', target: '/x', fields: [{ name: 'A', value: 'b' }], content: '' }
  const whole = ['curl -i http://h/', '$ curl http://h/', 'curl.exe -i http://h/', "& { $PSNativeCommandArgumentPassing = 'Legacy'; curl.exe -i http://h/ }", httpFileFromDraft(draft), 'GET /x HTTP/1.1', '# note\nGET /x\nA: b']
  const pieces = ['/widgets', 'GET', 'curl', 'http://h/x', '{"a": 1}', 'a b', 'one line\n', '']
  expect([whole.map(isWholeRequest), pieces.map(isWholeRequest)]).toEqual([whole.map(() => true), pieces.map(() => false)])
})
