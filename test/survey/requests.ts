// The requests of the survey. Their bytes are the same for every server, so the authority is `localhost` without a port.
import { toBase64 } from '../../electron/model/bytes.ts'
import type { SurveyKind, SurveyRequest, SurveyTheme } from '../../electron/model/survey.ts'

const FILE = '/hello.txt'
const HOST = 'Host: localhost'
const CONTENT = 'hello'
const LENGTH = `Content-Length: ${CONTENT.length}`
const CHUNKS = `${CONTENT.length}\r\n${CONTENT}\r\n0\r\n\r\n`
const CODE: readonly SurveyKind[] = ['handler', 'routes']

const head = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`
const on = (theme: SurveyTheme) => (id: string, says: string, section: string, text: string, kinds?: readonly SurveyKind[]): SurveyRequest => (
  { id, theme, says, section, ...(kinds && { kinds: [...kinds] }), bytes: toBase64(Buffer.from(text, 'latin1')) }
)
/** A request with this method and nothing else that is odd. */
const plain = (method: string, target = FILE, version = 'HTTP/1.1') => head(`${method} ${target} ${version}`, HOST)
const withContent = (method: string, ...fields: string[]) => head(`${method} ${FILE} HTTP/1.1`, HOST, 'Content-Type: text/plain', ...fields, LENGTH) + CONTENT
const coded = (coding: string) => head(`POST ${FILE} HTTP/1.1`, HOST, 'Content-Type: text/plain', `Transfer-Encoding: ${coding}`) + CHUNKS

const methods = on('methods')
const special = on('special-methods')
const unknown = on('unknown-methods')
const line = on('request-line')
const fields = on('fields')
const framing = on('framing')
const faults = on('faults')

export const REQUESTS: readonly SurveyRequest[] = [
  methods('get', 'GET of what is there', 'RFC 9110 §9.3.1', plain('GET')),
  methods('get-missing', 'GET of what is not there', 'RFC 9110 §15.5.5', plain('GET', '/missing.txt')),
  methods('head', 'HEAD of what is there', 'RFC 9110 §9.3.2', plain('HEAD')),
  methods('options', 'OPTIONS of what is there', 'RFC 9110 §9.3.7', plain('OPTIONS')),
  methods('post', 'POST to a file or to a route for GET only', 'RFC 9110 §9.3.3', withContent('POST')),
  methods('put', 'PUT to a file or to a route for GET only', 'RFC 9110 §9.3.4', withContent('PUT')),
  methods('patch', 'PATCH of a file or of a route for GET only', 'RFC 5789 §2', withContent('PATCH')),
  methods('delete', 'DELETE of a file or of a route for GET only', 'RFC 9110 §9.3.5', plain('DELETE')),
  methods('delete-missing', 'DELETE of what is not there', 'RFC 9110 §9.3.5', plain('DELETE', '/missing.txt')),

  special('options-star', 'OPTIONS of the server as a whole', 'RFC 9110 §9.3.7', plain('OPTIONS', '*')),
  special('trace', 'TRACE', 'RFC 9110 §9.3.8', plain('TRACE')),
  special('track', 'TRACK, which some old servers knew as a TRACE of their own', 'RFC 9110 §15.6.2', plain('TRACK')),
  special('connect', 'CONNECT to another port of the same machine', 'RFC 9110 §9.3.6', head('CONNECT localhost:443 HTTP/1.1', 'Host: localhost:443')),
  special('query', 'QUERY with content', 'RFC 10008 §2', withContent('QUERY')),
  special('propfind', 'PROPFIND, from WebDAV', 'RFC 4918 §9.1', plain('PROPFIND')),
  special('mkcol', 'MKCOL of what is not there, from WebDAV', 'RFC 4918 §9.3', plain('MKCOL', '/missing')),
  special('update', 'UPDATE, a registered method that few have heard of', 'RFC 3253 §7.1', plain('UPDATE')),
  special('purge', 'PURGE, not registered, but a habit of caches', 'RFC 9110 §16.1.1', plain('PURGE')),

  unknown('frobnicate', 'A method that nobody knows', 'RFC 9110 §15.6.2', plain('FROBNICATE')),
  unknown('frobnicate-missing', 'A method that nobody knows, on what is not there', 'RFC 9110 §15.6.2', plain('FROBNICATE', '/missing.txt')),
  unknown('frobnicate-content', 'A method that nobody knows, with content', 'RFC 9110 §15.6.2', withContent('FROBNICATE')),
  unknown('frobnicate-10', 'A method that nobody knows, in HTTP/1.0', 'RFC 9110 §15.6.2', plain('FROBNICATE', FILE, 'HTTP/1.0')),
  unknown('get-lower', 'get in small letters: methods are case-sensitive', 'RFC 9110 §9.1', plain('get')),
  unknown('get-mixed', 'Get, with one capital', 'RFC 9110 §9.1', plain('Get')),
  unknown('method-token', 'A method of other characters that a token may have', 'RFC 9110 §5.6.2', plain("M!#$%&'*+.^_`|~1")),
  unknown('method-hyphen', 'A method with a hyphen', 'RFC 9110 §5.6.2', plain('MY-METHOD')),
  unknown('method-long', 'A method of 300 letters', 'RFC 9112 §3', plain('M'.repeat(300))),
  unknown('method-illegal', 'A method with a character that a token may not have', 'RFC 9110 §5.6.2', plain('GE(T')),

  line('get-10', 'GET in HTTP/1.0, without Host', 'RFC 9112 §3.2', head(`GET ${FILE} HTTP/1.0`)),
  line('version-12', 'A higher minor version', 'RFC 9110 §2.5', plain('GET', FILE, 'HTTP/1.2')),
  line('version-20', 'HTTP/2.0 in the form of HTTP/1', 'RFC 9110 §15.6.6', plain('GET', FILE, 'HTTP/2.0')),
  line('version-90', 'A major version that does not exist', 'RFC 9110 §15.6.6', plain('GET', FILE, 'HTTP/9.0')),
  line('version-broken', 'What is not a version', 'RFC 9112 §2.3', plain('GET', FILE, 'HTTP/1')),
  line('http-09', 'A request line without a version', 'RFC 9112 §3', `GET ${FILE}\r\n\r\n`),
  line('target-long', 'A target of 20,000 octets', 'RFC 9110 §15.5.15', plain('GET', `/${'a'.repeat(19_999)}`)),
  line('target-absolute', 'GET with a target in absolute form', 'RFC 9112 §3.2.2', plain('GET', `http://localhost${FILE}`)),
  line('target-star', 'GET of *, which is for OPTIONS only', 'RFC 9112 §3.2.4', plain('GET', '*')),
  line('target-relative', 'A target without a slash in front', 'RFC 9112 §3.2', plain('GET', 'hello.txt')),
  line('space-twice', 'Two spaces after the method', 'RFC 9112 §3', head(`GET  ${FILE} HTTP/1.1`, HOST)),

  fields('host-missing', 'No Host', 'RFC 9112 §3.2', head(`GET ${FILE} HTTP/1.1`)),
  fields('host-double', 'Two Host fields that differ', 'RFC 9112 §3.2', head(`GET ${FILE} HTTP/1.1`, HOST, 'Host: 127.0.0.1')),
  fields('host-invalid', 'A Host that is no host', 'RFC 9112 §3.2', head(`GET ${FILE} HTTP/1.1`, 'Host: a b')),
  fields('expect-continue', 'Expect: 100-continue, with the content sent at once', 'RFC 9110 §10.1.1', withContent('POST', 'Expect: 100-continue')),
  fields('expect-unknown', 'An expectation that nobody knows', 'RFC 9110 §10.1.1', head(`GET ${FILE} HTTP/1.1`, HOST, 'Expect: the-unexpected')),
  fields('field-long', 'A field of 20,000 octets', 'RFC 6585 §5', head(`GET ${FILE} HTTP/1.1`, HOST, `X-Long: ${'a'.repeat(20_000)}`)),
  fields('field-space', 'A blank between a field name and its colon', 'RFC 9112 §5.1', head(`GET ${FILE} HTTP/1.1`, HOST, 'X-Odd : 1')),
  fields('field-folded', 'A field folded over two lines', 'RFC 9112 §5.2', head(`GET ${FILE} HTTP/1.1`, HOST, 'X-Folded: one', ' two')),
  fields('field-no-colon', 'A field line without a colon', 'RFC 9112 §5', head(`GET ${FILE} HTTP/1.1`, HOST, 'nonsense')),
  fields('upgrade-unknown', 'An upgrade to what nobody knows', 'RFC 9110 §7.8', head(`GET ${FILE} HTTP/1.1`, HOST, 'Connection: upgrade', 'Upgrade: frobnicate/1')),

  framing('chunked', 'Content in chunks', 'RFC 9112 §7.1', coded('chunked')),
  framing('te-foo-chunked', 'A transfer coding that nobody knows, then chunked', 'RFC 9112 §6.1', coded('foo, chunked')),
  framing('te-gzip-chunked', 'A transfer coding that few implement, then chunked (what is sent is not in gzip)', 'RFC 9112 §7.2', coded('gzip, chunked')),
  framing('te-foo', 'A transfer coding that nobody knows, without chunked at the end', 'RFC 9112 §6.3', coded('foo')),
  framing('te-chunked-foo', 'chunked, but not at the end', 'RFC 9112 §6.3', coded('chunked, foo')),
  framing('te-get-foo', 'A transfer coding that nobody knows, on a GET', 'RFC 9112 §6.1', head(`GET ${FILE} HTTP/1.1`, HOST, 'Transfer-Encoding: foo')),
  framing('te-and-length', 'Transfer-Encoding and Content-Length', 'RFC 9112 §6.3', head(`POST ${FILE} HTTP/1.1`, HOST, LENGTH, 'Transfer-Encoding: chunked') + CHUNKS),
  framing('length-twice', 'Two lengths that differ', 'RFC 9112 §6.3', head(`POST ${FILE} HTTP/1.1`, HOST, LENGTH, 'Content-Length: 6') + CONTENT),
  framing('length-invalid', 'A length that is no number', 'RFC 9112 §6.3', head(`POST ${FILE} HTTP/1.1`, HOST, 'Content-Length: five') + CONTENT),
  framing('chunk-invalid', 'A chunk without a size', 'RFC 9112 §7.1', head(`POST ${FILE} HTTP/1.1`, HOST, 'Transfer-Encoding: chunked') + 'zz\r\nhello\r\n0\r\n\r\n'),

  faults('throw', 'A handler that throws', 'RFC 9110 §15.6.1', plain('GET', '/throw'), CODE),
  faults('throw-frobnicate', 'A handler that throws, asked with a method that nobody knows', 'RFC 9110 §15.6.1', plain('FROBNICATE', '/throw'), CODE),
]
