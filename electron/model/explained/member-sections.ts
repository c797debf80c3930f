// The members, options and parameters of fields that one meets most, with where each is defined. The sentences are in members-en.ts.

const CODINGS = { gzip: 'RFC 9110 §8.4.1.3', deflate: 'RFC 9110 §8.4.1.2', compress: 'RFC 9110 §8.4.1.1', br: 'RFC 7932 §1', zstd: 'RFC 8878 §7.2', identity: 'RFC 9110 §12.5.3' } as const
const SCHEMES = { basic: 'RFC 7617 §2', bearer: 'RFC 6750 §3', digest: 'RFC 7616 §3', negotiate: 'RFC 4559 §4' } as const

/** By the field's name, then the member's, both in small letters. */
export const MEMBER_SECTIONS = {
  'accept-encoding': CODINGS,
  'accept-ranges': { bytes: 'RFC 9110 §14.1.2', none: 'RFC 9110 §14.3' },
  'authorization': SCHEMES,
  'cache-control': {
    'max-age': 'RFC 9111 §5.2', 'max-stale': 'RFC 9111 §5.2.1.2', 'min-fresh': 'RFC 9111 §5.2.1.3', 'no-cache': 'RFC 9111 §5.2', 'no-store': 'RFC 9111 §5.2',
    'no-transform': 'RFC 9111 §5.2', 'only-if-cached': 'RFC 9111 §5.2.1.7', 'must-revalidate': 'RFC 9111 §5.2.2.2', 'must-understand': 'RFC 9111 §5.2.2.3',
    'private': 'RFC 9111 §5.2.2.7', 'proxy-revalidate': 'RFC 9111 §5.2.2.8', 'public': 'RFC 9111 §5.2.2.9', 's-maxage': 'RFC 9111 §5.2.2.10',
    'stale-while-revalidate': 'RFC 5861 §3', 'stale-if-error': 'RFC 5861 §4', 'immutable': 'RFC 8246 §2',
  },
  'cache-status': {
    hit: 'RFC 9211 §2.1', fwd: 'RFC 9211 §2.2', 'fwd-status': 'RFC 9211 §2.3', ttl: 'RFC 9211 §2.4', stored: 'RFC 9211 §2.5', collapsed: 'RFC 9211 §2.6',
    key: 'RFC 9211 §2.7', detail: 'RFC 9211 §2.8',
  },
  'connection': { close: 'RFC 9112 §9.6', 'keep-alive': 'RFC 9112 §9.3', upgrade: 'RFC 9110 §7.8', te: 'RFC 9110 §10.1.4' },
  'content-disposition': { attachment: 'RFC 6266 §4.2', inline: 'RFC 6266 §4.2', filename: 'RFC 6266 §4.3', 'filename*': 'RFC 6266 §4.3' },
  'content-encoding': CODINGS,
  'content-type': {
    'application/problem+json': 'RFC 9457 §3', 'application/json': 'RFC 8259 §11', 'application/merge-patch+json': 'RFC 7396 §4', 'application/json-patch+json': 'RFC 6902 §6',
    'multipart/byteranges': 'RFC 9110 §14.6', 'message/http': 'RFC 9112 §10.1', 'application/octet-stream': 'RFC 2046 §4.5.1', 'text/plain': 'RFC 2046 §4.1.3', charset: 'RFC 9110 §8.3.2',
    boundary: 'RFC 2046 §5.1.1',
  },
  'expect': { '100-continue': 'RFC 9110 §10.1.1' },
  'forwarded': { by: 'RFC 7239 §5.1', for: 'RFC 7239 §5.2', host: 'RFC 7239 §5.3', proto: 'RFC 7239 §5.4' },
  'keep-alive': { timeout: 'RFC 2068 §19.7.1.1', max: 'RFC 2068 §19.7.1.1' },
  'link': { rel: 'RFC 8288 §3.3', anchor: 'RFC 8288 §3.2', title: 'RFC 8288 §3.4.1', type: 'RFC 8288 §3.4.1', as: 'HTML' },
  'pragma': { 'no-cache': 'RFC 9111 §5.4' },
  'prefer': { 'respond-async': 'RFC 7240 §4.1', return: 'RFC 7240 §4.2', wait: 'RFC 7240 §4.3', handling: 'RFC 7240 §4.4' },
  'priority': { u: 'RFC 9218 §4.1', i: 'RFC 9218 §4.2' },
  'proxy-authenticate': SCHEMES,
  'proxy-authorization': SCHEMES,
  'proxy-status': {
    error: 'RFC 9209 §2.1.1', 'next-hop': 'RFC 9209 §2.1.2', 'next-protocol': 'RFC 9209 §2.1.3', 'received-status': 'RFC 9209 §2.1.4', details: 'RFC 9209 §2.1.5',
  },
  'range': { bytes: 'RFC 9110 §14.1.2' },
  'set-cookie': {
    expires: 'RFC 6265 §4.1.2.1', 'max-age': 'RFC 6265 §4.1.2.2', domain: 'RFC 6265 §4.1.2.3', path: 'RFC 6265 §4.1.2.4', secure: 'RFC 6265 §4.1.2.5', httponly: 'RFC 6265 §4.1.2.6',
    samesite: 'draft-ietf-httpbis-rfc6265bis',
  },
  'strict-transport-security': { 'max-age': 'RFC 6797 §6.1.1', includesubdomains: 'RFC 6797 §6.1.2', preload: 'not registered' },
  'te': { trailers: 'RFC 9110 §10.1.4', ...CODINGS },
  'transfer-encoding': { chunked: 'RFC 9112 §7.1', gzip: 'RFC 9112 §7.2', deflate: 'RFC 9112 §7.2', compress: 'RFC 9112 §7.2', identity: 'RFC 2616 §3.6' },
  'upgrade': { h2c: 'RFC 9113 §3.1', websocket: 'RFC 6455 §4.1' },
  'vary': { '*': 'RFC 9110 §12.5.5' },
  'www-authenticate': { realm: 'RFC 9110 §11.5', ...SCHEMES },
} as const
