// RFC 9111 §3.2, §4.2.4, §4.3 and §4.4: stale responses, validation, and what makes invalid.
import { asked, date, may, must, reused, should, stored, validated, type Case, type Step } from './case.ts'

const FRESH = 'Cache-Control: max-age=60'
const SHORT = 'Cache-Control: max-age=2'
const ETAG = 'ETag: "a"'
const MODIFIED = `Last-Modified: ${date(-900)}`
const LATER = { wait: 3 }
const breaks: Pick<Step, 'reply'> = { reply: { breaks: 'before' } }
const gone = (control: string): Case => must('§4.2.4', `${control} forbids what is stale, even when the origin is gone`, stored(`Cache-Control: max-age=2, ${control}`, ETAG), { from: 'cache', wait: 3, ...breaks, status: 502 })
const unsafe = (method: string, status = 200, fields: readonly string[] = []): Step => asked({ method, sends: 'x', reply: { status, fields }, status })

export const VALIDATION: readonly Case[] = [
  must('§3.2', 'a 304 replaces each field that it has, all lines of it', stored(SHORT, ETAG, 'A: 1', 'A: 2', 'B: 1'), validated([FRESH, ETAG, 'A: 3', 'C: 4'], { ...LATER, has: { a: '3', b: '1', c: '4' } }), reused({ has: { a: '3', b: '1', c: '4' } })),
  must('§3.2', 'but not Content-Length', stored(SHORT, ETAG), validated([FRESH, ETAG, 'Content-Length: 99'], { ...LATER, has: { 'content-length': '5' } }), reused({ method: 'HEAD', has: { 'content-length': '5' } })),
  may('§3.2', 'nor what the stored content depends on: Content-Encoding, Content-Range, digests', stored(SHORT, ETAG, 'Content-Encoding: x', 'Content-Digest: sha-256=:a:'), validated([FRESH, ETAG, 'Content-Encoding: y', 'Content-Digest: sha-256=:b:'], { ...LATER, has: { 'content-encoding': 'x', 'content-digest': 'sha-256=:a:' } })),
  must('§3.2', 'fields of one hop in a 304 change nothing', stored(SHORT, ETAG, 'A: 1'), validated([FRESH, ETAG, 'Connection: a', 'A: 2'], { ...LATER, has: { a: '1' } })),

  gone('must-revalidate'), gone('proxy-revalidate'), gone('s-maxage=2'), gone('no-cache'),
  may('§4.2.4', 'what is stale answers when the origin is gone, and nothing forbids it', stored(SHORT), { from: 'store', ...LATER, ...breaks, has: { age: '3' } }),
  may('§4.2.4', 'a 503 is passed on; only stale-if-error hides it (RFC 5861 §4)', stored(SHORT), asked({ ...LATER, reply: { status: 503 }, status: 503 })),
  may('RFC 5861 §4', 'stale-if-error hides a 503', stored('Cache-Control: max-age=2, stale-if-error=60'), { from: 'store', ...LATER, reply: { status: 503 }, status: 200 }),
  may('RFC 5861 §4', 'and never a 501', stored('Cache-Control: max-age=2, stale-if-error=60'), asked({ ...LATER, reply: { status: 501 }, status: 501 })),
  must('RFC 5861 §3', 'after stale-while-revalidate what is stale is not used', stored('Cache-Control: max-age=2, stale-while-revalidate=2'), asked({ wait: 9 })),

  must('§4.3.1', 'it validates with the entity tag that it has', stored(SHORT, ETAG), validated([FRESH, ETAG], { ...LATER, sent: { 'if-none-match': '"a"' }, content: 'nth 1' })),
  should('§4.3.1', 'and with the modification date', stored(SHORT, MODIFIED), validated([FRESH, MODIFIED], { ...LATER, sent: { 'if-modified-since': date(-900) }, content: 'nth 1' })),
  must('§4.3.1', 'selecting fields go along', { ...stored(SHORT, ETAG, 'Vary: Foo'), asks: ['Foo: 1'] }, validated([FRESH, ETAG], { ...LATER, asks: ['Foo: 1'], sent: { 'if-none-match': '"a"', foo: '1' } })),
  should('§4.3.2', 'a client that has what is fresh gets 304, by its tag', stored(FRESH, ETAG), reused({ asks: ['If-None-Match: "z", W/"a"'], status: 304, content: '', has: { etag: '"a"' } })),
  must('§4.3.2', 'If-None-Match comes before If-Modified-Since', stored(FRESH, ETAG, MODIFIED), reused({ asks: ['If-None-Match: "z"', `If-Modified-Since: ${date(0)}`], status: 200 })),
  should('§4.3.2', 'a client that has what is fresh gets 304, by its date', stored(FRESH, MODIFIED), reused({ asks: [`If-Modified-Since: ${date(-800)}`], status: 304 })),
  should('§4.3.2', 'without a modification date, Date is compared', stored(FRESH), reused({ asks: [`If-Modified-Since: ${date(-1)}`], status: 200 }), reused({ asks: [`If-Modified-Since: ${date(0)}`], status: 304 })),
  must('§4.3.2', 'If-Match is the origin\'s affair', stored(FRESH, ETAG), asked({ asks: ['If-Match: "z"'], reply: { status: 412 }, status: 412, sent: { 'if-match': '"z"' } })),
  must('§4.3.2', 'so is If-Unmodified-Since', stored(FRESH, MODIFIED), asked({ asks: [`If-Unmodified-Since: ${date(-999)}`], reply: { status: 412 }, status: 412 })),
  must('§4.3.2', 'a client\'s condition on what is stale is answered after validation', stored(SHORT, ETAG), { from: 'store', ...LATER, asks: ['If-None-Match: "a"'], reply: { status: 304, fields: [FRESH, ETAG] }, status: 304 }, reused({ content: 'nth 1' })),
  must('§4.3.3', 'a full answer is what the client gets, and is stored', stored(SHORT, ETAG), asked({ ...LATER, reply: { fields: [FRESH, 'ETag: "b"'] }, content: 'nth 2' }), reused({ content: 'nth 2' })),
  must('§4.3.4', 'a 304 with another strong tag updates nothing', stored(SHORT, ETAG), { from: 'origin', ...LATER, reply: { status: 304, fields: [FRESH, 'ETag: "z"'] }, asks: ['If-None-Match: "z"'], status: 304 }, asked({ reply: { fields: [SHORT, ETAG] } })),
  must('§4.3.4', 'a 304 without a validator updates nothing; what was validated still answers', stored(SHORT, ETAG, 'A: 1'), validated([FRESH, 'A: 2'], { ...LATER, has: { a: '1' }, content: 'nth 1' }), asked()),
  should('§4.3.5', 'HEAD that tells of the same response makes it fresh again', stored(SHORT, ETAG), asked({ ...LATER, method: 'HEAD', reply: { fields: [FRESH, ETAG], content: '12345' } }), reused({ content: 'nth 1' })),
  should('§4.3.5', 'HEAD that tells of another makes it stale', stored(FRESH, ETAG), asked({ method: 'HEAD', asks: ['Cache-Control: no-cache'], reply: { fields: [FRESH, 'ETag: "b"'], content: '12345' } }), asked()),

  ...['PUT', 'POST', 'DELETE', 'PATCH', 'M-SEARCH'].map(method => must('§4.4', `2xx to ${method} makes the target invalid`, stored(FRESH), unsafe(method), asked())),
  must('§4.4', 'so does 3xx', stored(FRESH), unsafe('POST', 303), asked()),
  ...[404, 500, 501].map(status => may('§4.4', `${status} to PUT makes nothing invalid`, stored(FRESH), unsafe('PUT', status), reused())),
  may('§4.4', 'safe methods make nothing invalid', stored(FRESH), asked({ method: 'OPTIONS' }), asked({ method: 'QUERY', sends: 'x' }), reused()),
  may('§4.4', 'Location and Content-Location of the same origin become invalid too', stored(FRESH), { ...stored(FRESH), path: '/b' }, { ...unsafe('POST', 201, ['Location: /a', 'Content-Location: /b']), path: '/c' }, asked(), asked({ path: '/b' })),
  must('§4.4', 'those of another origin do not', stored(FRESH), { ...unsafe('POST', 201, ['Location: http://other.example/a']), path: '/c' }, reused()),
]
