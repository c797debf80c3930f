// What the members, options and parameters of fields say, in plain words: the English sentences. Where each is defined is in member-sections.ts.
import type { MEMBER_SECTIONS } from './member-sections.ts'

type Sections = typeof MEMBER_SECTIONS
type Texts = { readonly [Field in keyof Sections]: { readonly [Member in keyof Sections[Field]]: string } }

const codings = {
  gzip: 'The coding of the gzip program.',
  deflate: 'The zlib format around deflate. Some senders leave zlib out, which is wrong.',
  compress: 'An old coding of Unix. Hardly anybody sends it.',
  br: 'Brotli.',
  zstd: 'Zstandard.',
  identity: 'No coding.',
}
const schemes = {
  basic: 'Name and password in base64, which hides nothing. It needs TLS.',
  bearer: 'A token; whoever bears it is let in.',
  digest: 'A hash over password, nonce and request, so that the password itself is not sent.',
  negotiate: 'Kerberos or NTLM.',
}

export const membersEnglish: Texts = {
  'accept-encoding': codings,
  'accept-ranges': { bytes: 'Parts can be asked for in octets.', none: 'No parts: Range is ignored here.' },
  'authorization': schemes,
  'cache-control': {
    'max-age': 'Response: fresh for so many seconds. Request: nothing older than that.',
    'max-stale': 'The client takes a stale answer, up to so many seconds over.',
    'min-fresh': 'The client wants an answer that stays fresh for so many seconds.',
    'no-cache': 'It may be kept, and must not be used without asking the origin. It is not “do not keep”.',
    'no-store': 'It must not be kept at all.',
    'no-transform': 'Intermediaries must not change the content.',
    'only-if-cached': 'The client wants a stored answer or none; without one, 504.',
    'must-revalidate': 'Once stale, it must not be used without asking, not even when the origin is gone.',
    'must-understand': 'Only a cache that knows the status code may keep it.',
    'private': 'Only a cache of one user, such as the browser’s, may keep it.',
    'proxy-revalidate': 'must-revalidate for shared caches.',
    'public': 'Any cache may keep it, even where it otherwise must not, as with Authorization.',
    's-maxage': 'max-age for shared caches, which goes before max-age there.',
    'stale-while-revalidate': 'It may be used stale for so many seconds while the cache asks.',
    'stale-if-error': 'It may be used stale for so many seconds if asking fails with 500, 502, 503 or 504. 501 is not among them.',
    'immutable': 'It does not change while it is fresh, so reloading need not ask.',
  },
  'cache-status': {
    'hit': 'Answered from the store, without asking further.',
    'fwd': 'It had to be passed on, and this is why.',
    'fwd-status': 'The status that the next server gave.',
    'ttl': 'How many seconds it stays fresh; below 0 it is stale.',
    'stored': 'The answer was kept.',
    'collapsed': 'It waited for another request that was already on its way.',
    'key': 'Under which key it is kept.',
    'detail': 'What the cache wants to add, in its own words.',
  },
  'connection': {
    'close': 'The sender closes the connection after this exchange.',
    'keep-alive': 'The connection stays open. HTTP/1.1 does that without being asked.',
    'upgrade': 'Upgrade is meant for the next participant only.',
    'te': 'TE is meant for the next participant only.',
  },
  'content-disposition': {
    'attachment': 'Save it, do not show it.', 'inline': 'Show it.', 'filename': 'Under this name, in ASCII.', 'filename*': 'Under this name, in any letters. It goes before filename.',
  },
  'content-encoding': codings,
  'content-type': {
    'application/problem+json': 'An error that a program can read: type, title, status, detail, instance.',
    'application/json': 'JSON, in UTF-8. It has no charset.',
    'application/merge-patch+json': 'A patch that looks like the result; null takes a member away.',
    'application/json-patch+json': 'A patch as a list of operations.',
    'multipart/byteranges': 'Several parts of one representation, each with its own Content-Range.',
    'message/http': 'An HTTP message as content; TRACE answers with it.',
    'application/octet-stream': 'Octets, and nothing more is known of them.',
    'text/plain': 'Text and nothing else.',
    'charset': 'How the text is encoded.',
    'boundary': 'The line that parts one piece from the next.',
  },
  'expect': { '100-continue': 'The client waits for 100 before it sends the content.' },
  'forwarded': {
    'by': 'Where the gateway took the request in.', 'for': 'Whom the gateway took it from.', 'host': 'The Host that came in.', 'proto': 'The scheme that it came with.',
  },
  'keep-alive': { 'timeout': 'So many seconds without a request, then it is closed.', 'max': 'So many more requests.' },
  'link': {
    'rel': 'What the other resource is to this one.', 'anchor': 'The link starts there instead of here.', 'title': 'A name for people.', 'type': 'The media type to expect there.',
    'as': 'What it will be used as.',
  },
  'pragma': { 'no-cache': 'For caches of HTTP/1.0: ask the origin.' },
  'prefer': {
    'respond-async': 'Rather 202 at once than an answer late.', 'return': 'minimal: rather no content back; representation: rather the new state.',
    'wait': 'So many seconds are well, longer is not.', 'handling': 'strict: rather refuse what is doubtful; lenient: rather take it.',
  },
  'priority': { 'u': 'Urgency, from 0 (most) to 7; 3 where it is left out.', 'i': 'Useful piece by piece.' },
  'proxy-authenticate': schemes,
  'proxy-authorization': schemes,
  'proxy-status': {
    'error': 'What went wrong, by its registered name.',
    'next-hop': 'Whom the intermediary asked or would have asked.',
    'next-protocol': 'The protocol that it spoke with the next server.',
    'received-status': 'The status that it got from the next server.',
    'details': 'What it wants to add, in its own words.',
  },
  'range': { 'bytes': 'From this octet to that, both counted in, from 0.' },
  'set-cookie': {
    'expires': 'The date on which it ends.', 'max-age': 'Ends in so many seconds. It goes before Expires.', 'domain': 'Also sent to hosts below this one.', 'path': 'Only sent with paths that begin so.',
    'secure': 'Only sent over TLS.', 'httponly': 'No script can read it.', 'samesite': 'Whether it is sent when another site causes the request: Strict, Lax or None.',
  },
  'strict-transport-security': {
    'max-age': 'So many seconds, from the last answer on.', 'includesubdomains': 'Also for all hosts below this one.', 'preload': 'May be built into browsers. A list of browser makers asks for it.',
  },
  'te': { 'trailers': 'The client does not throw trailers away.', ...codings },
  'transfer-encoding': {
    'chunked': 'The content comes in chunks, each with its length before it. Every HTTP/1.1 recipient must know it.',
    'gzip': 'gzip, for this hop only.', 'deflate': 'deflate, for this hop only.', 'compress': 'compress, for this hop only.',
    'identity': 'Meant no coding. It is gone from HTTP/1.1.',
  },
  'upgrade': { 'h2c': 'HTTP/2 without TLS. Given up.', 'websocket': 'WebSocket.' },
  'vary': { '*': 'More than the request took part in the choice, so a cache cannot reuse it without asking.' },
  'www-authenticate': { 'realm': 'Which part of the server the credentials are for.', ...schemes },
}
