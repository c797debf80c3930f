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
const registered = on('registered-methods')
const unknown = on('unknown-methods')
const line = on('request-line')
const fields = on('fields')
const framing = on('framing')
const faults = on('faults')

/** The rest of the IANA HTTP Method Registry (RFC 9110 §16.1), each where it is defined; with those that have a request of their own it is whole. */
const REGISTERED: readonly (readonly [section: string, methods: string])[] = [
  ['RFC 4918 §9', 'PROPPATCH COPY MOVE LOCK UNLOCK'],
  ['RFC 3253 §3', 'VERSION-CONTROL REPORT'],
  ['RFC 3253 §4', 'CHECKOUT CHECKIN UNCHECKOUT'],
  ['RFC 3253 §6', 'MKWORKSPACE'],
  ['RFC 3253 §8', 'LABEL'],
  ['RFC 3253 §11', 'MERGE'],
  ['RFC 3253 §12', 'BASELINE-CONTROL'],
  ['RFC 3253 §13', 'MKACTIVITY'],
  ['RFC 3648 §7', 'ORDERPATCH'],
  ['RFC 3744 §8', 'ACL'],
  ['RFC 4437 §6', 'MKREDIRECTREF'],
  ['RFC 4437 §7', 'UPDATEREDIRECTREF'],
  ['RFC 4791 §5', 'MKCALENDAR'],
  ['RFC 5323 §2', 'SEARCH'],
  ['RFC 5842 §4', 'BIND'],
  ['RFC 5842 §5', 'UNBIND'],
  ['RFC 5842 §6', 'REBIND'],
  ['RFC 2068 §19', 'LINK UNLINK'],
  ['RFC 9113 §3', 'PRI'],
]
/** Not registered, but in the lists of parsers: from UPnP, where an Internet-Draft has them, and from Icecast. */
const LISTED = 'M-SEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE SOURCE'
const each = (section: string, names: string, says: string) => names.split(' ').map(name => registered(name.toLowerCase(), `${name}, ${says}`, section, plain(name)))

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
  methods('post-missing', 'POST to what is not there', 'RFC 9110 §15.5.5', withContent('POST').replace(FILE, '/missing.txt')),
  methods('put-missing', 'PUT of what is not there', 'RFC 9110 §9.3.4', withContent('PUT').replace(FILE, '/missing.txt')),

  special('options-star', 'OPTIONS of the server as a whole', 'RFC 9110 §9.3.7', plain('OPTIONS', '*')),
  special('trace', 'TRACE', 'RFC 9110 §9.3.8', plain('TRACE')),
  special('track', 'TRACK, which some old servers knew as a TRACE of their own', 'RFC 9110 §15.6.2', plain('TRACK')),
  special('connect', 'CONNECT to another port of the same machine', 'RFC 9110 §9.3.6', head('CONNECT localhost:443 HTTP/1.1', 'Host: localhost:443')),
  special('connect-path', 'CONNECT with a path', 'RFC 9112 §3.2.3', plain('CONNECT')),
  special('connect-no-port', 'CONNECT to a host without a port', 'RFC 9112 §3.2.3', plain('CONNECT', 'localhost')),
  special('trace-content', 'TRACE with content, which a client must not send', 'RFC 9110 §9.3.8', withContent('TRACE')),
  special('query', 'QUERY with content', 'RFC 10008 §2', withContent('QUERY')),
  special('propfind', 'PROPFIND, from WebDAV', 'RFC 4918 §9.1', plain('PROPFIND')),
  special('mkcol', 'MKCOL of what is not there, from WebDAV', 'RFC 4918 §9.3', plain('MKCOL', '/missing')),
  special('update', 'UPDATE, a registered method that few have heard of', 'RFC 3253 §7.1', plain('UPDATE')),
  special('purge', 'PURGE, not registered, but a habit of caches', 'RFC 9110 §16.1.1', plain('PURGE')),

  ...REGISTERED.flatMap(([section, names]) => each(section, names, 'registered')),
  ...each('RFC 9110 §16.1.1', LISTED, 'not registered, but in the list of some parsers'),

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
  line('version-09', 'HTTP/0.9 in the form of HTTP/1', 'RFC 9110 §15.6.6', plain('GET', FILE, 'HTTP/0.9')),
  line('version-110', 'A minor version of two digits', 'RFC 9112 §2.3', plain('GET', FILE, 'HTTP/1.10')),
  line('version-lower', 'HTTP in small letters', 'RFC 9112 §2.3', plain('GET', FILE, 'http/1.1')),
  line('version-broken', 'What is not a version', 'RFC 9112 §2.3', plain('GET', FILE, 'HTTP/1')),
  line('http-09', 'A request line without a version', 'RFC 9112 §3', `GET ${FILE}\r\n\r\n`),
  line('target-long', 'A target of 20,000 octets', 'RFC 9110 §15.5.15', plain('GET', `/${'a'.repeat(19_999)}`)),
  line('target-absolute', 'GET with a target in absolute form', 'RFC 9112 §3.2.2', plain('GET', `http://localhost${FILE}`)),
  line('target-absolute-other', 'A target in absolute form with another host than Host', 'RFC 9112 §3.2.2', plain('GET', `http://other.example${FILE}`)),
  line('target-star', 'GET of *, which is for OPTIONS only', 'RFC 9112 §3.2.4', plain('GET', '*')),
  line('target-relative', 'A target without a slash in front', 'RFC 9112 §3.2', plain('GET', 'hello.txt')),
  line('target-space', 'A target with a space in it', 'RFC 9112 §3.2', plain('GET', `${FILE} x`)),
  line('target-fragment', 'A target with a fragment', 'RFC 9112 §3.2', plain('GET', `${FILE}#x`)),
  line('target-octet', 'A target with an octet beyond ASCII', 'RFC 9112 §3.2', plain('GET', `${FILE}?\xe9`)),
  line('target-control', 'A target with a control character', 'RFC 9112 §3.2', plain('GET', `${FILE}?\x01`)),
  line('space-twice', 'Two spaces after the method', 'RFC 9112 §3', head(`GET  ${FILE} HTTP/1.1`, HOST)),
  line('space-before', 'A space before the method', 'RFC 9112 §3', head(` GET ${FILE} HTTP/1.1`, HOST)),
  line('space-after', 'A space after the version', 'RFC 9112 §3', head(`GET ${FILE} HTTP/1.1 `, HOST)),
  line('space-tab', 'A tab instead of the space after the method', 'RFC 9112 §3', head(`GET\t${FILE} HTTP/1.1`, HOST)),
  line('empty-before', 'An empty line before the request line', 'RFC 9112 §2.2', `\r\n${plain('GET')}`),
  line('lines-lf', 'Lines that end in LF alone', 'RFC 9112 §2.2', `GET ${FILE} HTTP/1.1\n${HOST}\n\n`),

  fields('host-missing', 'No Host', 'RFC 9112 §3.2', head(`GET ${FILE} HTTP/1.1`)),
  fields('host-double', 'Two Host fields that differ', 'RFC 9112 §3.2', head(`GET ${FILE} HTTP/1.1`, HOST, 'Host: 127.0.0.1')),
  fields('host-empty', 'An empty Host', 'RFC 9112 §3.2', head(`GET ${FILE} HTTP/1.1`, 'Host: ')),
  fields('host-invalid', 'A Host that is no host', 'RFC 9112 §3.2', head(`GET ${FILE} HTTP/1.1`, 'Host: a b')),
  fields('host-port', 'A Host with a port that is no number', 'RFC 9112 §3.2', head(`GET ${FILE} HTTP/1.1`, `${HOST}:port`)),
  fields('host-user', 'A Host with a user', 'RFC 9112 §3.2', head(`GET ${FILE} HTTP/1.1`, 'Host: user@localhost')),
  fields('expect-continue', 'Expect: 100-continue, with the content sent at once', 'RFC 9110 §10.1.1', withContent('POST', 'Expect: 100-continue')),
  fields('expect-unknown', 'An expectation that nobody knows', 'RFC 9110 §10.1.1', head(`GET ${FILE} HTTP/1.1`, HOST, 'Expect: the-unexpected')),
  fields('field-long', 'A field of 20,000 octets', 'RFC 6585 §5', head(`GET ${FILE} HTTP/1.1`, HOST, `X-Long: ${'a'.repeat(20_000)}`)),
  fields('field-space', 'A blank between a field name and its colon', 'RFC 9112 §5.1', head(`GET ${FILE} HTTP/1.1`, HOST, 'X-Odd : 1')),
  fields('field-folded', 'A field folded over two lines', 'RFC 9112 §5.2', head(`GET ${FILE} HTTP/1.1`, HOST, 'X-Folded: one', ' two')),
  fields('field-no-colon', 'A field line without a colon', 'RFC 9112 §5', head(`GET ${FILE} HTTP/1.1`, HOST, 'nonsense')),
  fields('field-name-illegal', 'A field name with a character that a token may not have', 'RFC 9110 §5.1', head(`GET ${FILE} HTTP/1.1`, HOST, 'X@Odd: 1')),
  fields('field-name-empty', 'A field without a name', 'RFC 9112 §5', head(`GET ${FILE} HTTP/1.1`, HOST, ': 1')),
  fields('field-nul', 'A NUL in a field value', 'RFC 9110 §5.5', head(`GET ${FILE} HTTP/1.1`, HOST, 'X-Odd: a\0b')),
  fields('field-cr', 'A CR in a field value', 'RFC 9110 §5.5', head(`GET ${FILE} HTTP/1.1`, HOST, 'X-Odd: a\rb')),
  fields('expect-get', 'Expect: 100-continue on a GET without content', 'RFC 9110 §10.1.1', head(`GET ${FILE} HTTP/1.1`, HOST, 'Expect: 100-continue')),
  fields('upgrade-unknown', 'An upgrade to what nobody knows', 'RFC 9110 §7.8', head(`GET ${FILE} HTTP/1.1`, HOST, 'Connection: upgrade', 'Upgrade: frobnicate/1')),

  framing('get-content', 'GET with content', 'RFC 9110 §9.3.1', withContent('GET')),
  framing('delete-content', 'DELETE with content', 'RFC 9110 §9.3.5', withContent('DELETE')),
  framing('post-bare', 'POST without content and without a length', 'RFC 9110 §8.6', plain('POST')),
  framing('chunked', 'Content in chunks', 'RFC 9112 §7.1', coded('chunked')),
  framing('te-foo-chunked', 'A transfer coding that nobody knows, then chunked', 'RFC 9112 §6.1', coded('foo, chunked')),
  framing('te-gzip-chunked', 'A transfer coding that few implement, then chunked (what is sent is not in gzip)', 'RFC 9112 §7.2', coded('gzip, chunked')),
  framing('te-foo', 'A transfer coding that nobody knows, without chunked at the end', 'RFC 9112 §6.3', coded('foo')),
  framing('te-chunked-foo', 'chunked, but not at the end', 'RFC 9112 §6.3', coded('chunked, foo')),
  framing('te-chunked-twice', 'chunked, two times', 'RFC 9112 §7.1', coded('chunked, chunked')),
  framing('te-get-foo', 'A transfer coding that nobody knows, on a GET', 'RFC 9112 §6.1', head(`GET ${FILE} HTTP/1.1`, HOST, 'Transfer-Encoding: foo')),
  framing('te-and-length', 'Transfer-Encoding and Content-Length', 'RFC 9112 §6.3', head(`POST ${FILE} HTTP/1.1`, HOST, LENGTH, 'Transfer-Encoding: chunked') + CHUNKS),
  framing('length-twice', 'Two lengths that differ', 'RFC 9112 §6.3', head(`POST ${FILE} HTTP/1.1`, HOST, LENGTH, 'Content-Length: 6') + CONTENT),
  framing('te-10', 'Content in chunks in HTTP/1.0', 'RFC 9112 §6.1', coded('chunked').replace('HTTP/1.1', 'HTTP/1.0')),
  framing('length-same', 'Two lengths that do not differ', 'RFC 9112 §6.3', head(`POST ${FILE} HTTP/1.1`, HOST, LENGTH, LENGTH) + CONTENT),
  framing('length-invalid', 'A length that is no number', 'RFC 9112 §6.3', head(`POST ${FILE} HTTP/1.1`, HOST, 'Content-Length: five') + CONTENT),
  framing('chunk-invalid', 'A chunk without a size', 'RFC 9112 §7.1', head(`POST ${FILE} HTTP/1.1`, HOST, 'Transfer-Encoding: chunked') + 'zz\r\nhello\r\n0\r\n\r\n'),

  faults('throw', 'A handler that throws', 'RFC 9110 §15.6.1', plain('GET', '/throw'), CODE),
  faults('throw-frobnicate', 'A handler that throws, asked with a method that nobody knows', 'RFC 9110 §15.6.1', plain('FROBNICATE', '/throw'), CODE),
]
