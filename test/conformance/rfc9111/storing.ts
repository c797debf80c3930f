// RFC 9111 §2 and §3: the key, what is stored, and what of it.
import { asked, date, may, must, reused, should, stored, type Case } from './case.ts'

const FRESH = 'Cache-Control: max-age=60'
const AUTHORIZED = { asks: ['Authorization: Basic Zm9v'] }

export const STORING: readonly Case[] = [
  must('§2', 'another query is another key', { ...stored(FRESH), path: '/a?x=1' }, asked({ path: '/a?x=2' }), asked({ path: '/a' })),
  may('§2', 'the query is part of the key, and no bar', { ...stored(FRESH), path: '/a?x=1' }, reused({ path: '/a?x=1' })),
  may('§2', 'a GET with content goes by the cache: its content is not in the key', { ...stored(FRESH), sends: 'x' }, asked()),

  must('§3', 'the answer to a method that it does not understand is not stored', { ...stored(FRESH), method: 'M-SEARCH' }, asked({ method: 'M-SEARCH' }), asked()),
  must('§3', 'an interim answer is not stored, nor any field of it', { ...stored(FRESH), reply: { fields: [FRESH], hints: '</a.css>; rel=preload' }, has: { link: undefined } }, reused({ interim: [], has: { link: undefined } })),
  must('RFC 9110 §15.2', 'an interim answer is passed on', { ...stored(FRESH), reply: { fields: [FRESH], hints: '</a.css>; rel=preload' }, interim: [103] }, reused({ interim: [] })),
  must('§3', 'no-store is not stored', stored('Cache-Control: no-store, max-age=60'), asked()),
  must('§3', 'private is not stored', stored('Cache-Control: private, max-age=60'), asked()),
  must('§3', 'nothing without an explicit lifetime that has no heuristically cacheable status: 302 with Last-Modified', { ...asked(), reply: { status: 302, fields: [`Last-Modified: ${date(-9_000)}`] } }, asked()),
  must('§3', 'a status that it does not understand is not stored with must-understand', { ...asked(), reply: { status: 599, fields: ['Cache-Control: max-age=60, no-store, must-understand'] } }, asked()),
  must('§3', '304 to a condition of the client, with nothing stored, is passed on and not stored', { ...asked({ asks: ['If-None-Match: "a"'] }), reply: { status: 304, fields: ['ETag: "a"', FRESH] }, status: 304 }, asked()),
  may('§3', 'an unknown status with an explicit lifetime is stored', { ...asked(), reply: { status: 599, fields: [FRESH] } }, reused({ status: 599 })),
  may('§3', '501 with an explicit lifetime is stored', { ...asked(), reply: { status: 501, fields: [FRESH] } }, reused({ status: 501 })),
  may('§3', 'what has neither lifetime nor validator is not stored', stored(), asked()),
  may('§3', 'the answer to POST is not stored', { ...stored(FRESH, 'Content-Location: /a'), method: 'POST', sends: 'x' }, asked()),
  may('§3', 'the answer to HEAD is not stored', { ...stored(FRESH), method: 'HEAD' }, asked({ method: 'HEAD' })),

  must('§3.1', 'every other field is stored, known or not', stored(FRESH, 'X-Unknown: 1', 'Content-Type: text/x-lab', 'Set-Cookie: a=b'), reused({ has: { 'x-unknown': '1', 'content-type': 'text/x-lab', 'set-cookie': 'a=b' } })),
  must('§3.1', 'Connection and what it lists are not stored', stored(FRESH, 'Connection: gone, X-Too', 'Gone: 1', 'X-Too: 2', 'Kept: 3'), reused({ has: { gone: undefined, 'x-too': undefined, kept: '3' } })),
  must('§3.1', 'fields that proxies use among themselves are not stored', stored(FRESH, 'Proxy-Authenticate: Basic', 'Proxy-Authentication-Info: a=b', 'Proxy-Authorization: x', 'Keep-Alive: timeout=9', 'Upgrade: h2c'),
    reused({ has: { 'proxy-authenticate': undefined, 'proxy-authentication-info': undefined, 'proxy-authorization': undefined, 'keep-alive': undefined, upgrade: undefined } })),
  must('§3.3', 'what broke off is never used as if it were complete', { from: 'cache', reply: { fields: [FRESH], breaks: 'within' }, status: 502 }, asked({ content: 'nth 2' })),
  may('§3.3', '206 is not stored', { ...asked({ asks: ['Range: bytes=0-1'] }), reply: { status: 206, fields: [FRESH, 'Content-Range: bytes 0-1/5'], content: 'nt' } }, asked({ asks: ['Range: bytes=0-1'] }), asked()),
  may('§3.4', 'one range is cut out of what is fresh and complete', stored(FRESH), reused({ asks: ['Range: bytes=1-2'], status: 206, content: 'th', has: { 'content-range': 'bytes 1-2/5', 'content-length': '2' } })),
  may('§3.4', 'several ranges are left to the origin', stored(FRESH), asked({ asks: ['Range: bytes=0-0,2-2'], sent: { range: 'bytes=0-0,2-2' } })),

  must('§3.5', 'the answer to a request with Authorization is not reused', { ...stored(FRESH), ...AUTHORIZED }, asked(AUTHORIZED), asked()),
  may('§3.5', 'unless it says public', { ...stored('Cache-Control: max-age=60, public'), ...AUTHORIZED }, reused()),
  may('§3.5', 'or must-revalidate', { ...stored('Cache-Control: max-age=60, must-revalidate'), ...AUTHORIZED }, reused()),
  may('§3.5', 'or s-maxage', { ...stored('Cache-Control: s-maxage=60'), ...AUTHORIZED }, reused()),

  should('§5.2.2.3', 'no-store counts for nothing beside must-understand, if the status is understood', stored('Cache-Control: max-age=60, no-store, must-understand'), reused()),
  must('§5.2.2.7', 'a field that private names is not stored', stored('Cache-Control: max-age=60, private="x-me"', 'X-Me: 1', 'X-All: 2'), reused({ has: { 'x-me': undefined, 'x-all': '2' } })),
  must('§5.2.1.5', 'nothing is stored of an exchange whose request says no-store', { ...stored(FRESH), asks: ['Cache-Control: no-store'] }, asked()),
  may('§7.3', 'Set-Cookie is no bar', stored(FRESH, 'Set-Cookie: a=b'), reused({ has: { 'set-cookie': 'a=b' } })),
]
