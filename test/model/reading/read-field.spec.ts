// Values of fields, read as each field's definition has it; whatever the octets are, reading them ends and says where it stopped.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIELD_FACTS } from '../../../electron/model/explained/field-facts.ts'
import { readField } from '../../../electron/model/reading/read-field.ts'

/** In one line: `name=value;param=value`, members with ` | ` between. */
function told(name: string, value: string): string {
  const reading = readField(name, value)
  if (!reading) return 'unread'
  const said = reading.members.map(({ name: of, value: is, params }) => [
    [of, is && (is.kind === 'text' ? is.text : `${is.kind}:${is.text}`)].filter(one => one !== undefined).join('='),
    ...params.map(param => (param.value ? `${param.name}=${param.value.text}` : param.name)),
  ].join(';')).join(' | ')
  return [said, ...reading.instantMs === undefined ? [] : [new Date(reading.instantMs).toISOString()], ...reading.isObsolete ? ['obsolete'] : [], ...reading.fault ? [`${reading.fault.what}@${reading.fault.at}`] : []].filter(one => one !== '').join(' ')
}

const TABLE: readonly (readonly [name: string, value: string, said: string])[] = [
  ['Allow', 'GET, HEAD , PUT', 'GET | HEAD | PUT'],
  ['Allow', 'GET,, PUT', 'GET | PUT empty-member@4'],
  ['Allow', '', ''],
  ['allow', ', GET', 'GET empty-member@0'],
  ['Accept', 'text/html;q=0.9, */*;Q="0.1,x"', 'text/html;q=0.9 | */*;q=0.1,x'],
  ['Cache-Control', 'no-store, max-age=60, private="set-cookie, x"', 'no-store | max-age=60 | private=set-cookie, x'],
  ['Cache-Status', 'edge; fwd=uri-miss; stored, "a b";hit;ttl=-3', 'token:edge;fwd=uri-miss;stored | string:a b;hit;ttl=-3'],
  ['Proxy-Status', 'gw; error=connection_refused, ;', 'structured@30'],
  ['Priority', 'u=1, i', 'u=number:1 | i=boolean:true'],
  ['Signature-Input', 'a=("@method" "@path");created=1', 'a=inner-list:@method, @path;created=1'],
  ['Repr-Digest', 'sha-256=:AQI=:', 'sha-256=bytes:AQI='],
  ['Deprecation', '@0', 'date:Thu, 01 Jan 1970 00:00:00 GMT'],
  ['Deprecation', 'yesterday', 'token:yesterday'],
  ['Sec-CH-UA-Platform', '"Linux', 'structured@6'],
  ['Date', 'Sun, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
  ['Last-Modified', 'Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37.000Z obsolete'],
  ['Expires', '0', 'date@0'],
  ['Retry-After', '120', 'number:120'],
  ['Retry-After', 'Sun, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
  ['Retry-After', 'soon', 'date-or-seconds@0'],
  ['Content-Length', '12', 'number:12'],
  ['Content-Length', '12, 12', 'number@2'],
  ['Content-Type', 'application/problem+json; charset=UTF-8', 'application/problem+json;charset=UTF-8'],
  ['Content-Type', 'json', 'media-type@0'],
  ['ETag', 'W/"a"', 'string:a;weak'],
  ['ETag', 'a', 'entity-tag@0'],
  ['If-None-Match', '"a", W/"b", c', 'string:a;strong | string:b;weak entity-tag@12'],
  ['If-Match', '*', '*'],
  ['Host', '[::1]:80', 'host=[::1] | port=80'],
  ['Host', 'a b', 'authority@0'],
  ['Via', '1.1 edge (x), HTTP/2 gw', 'edge=HTTP/1.1;comment=x | gw=HTTP/2'],
  ['Via', 'edge', 'via@0'],
  ['Forwarded', 'for="[::1]:9";proto=http, for=b', ';for=[::1]:9;proto=http | ;for=b'],
  ['Link', '</a>; rel="next"; title="x, y", </b>', '/a;rel=next;title=x, y | /b'],
  ['Link', 'a', 'links@0'],
  ['Range', 'bytes=0-9, -5', 'bytes=0-9 | bytes=-5'],
  ['Content-Range', 'bytes 0-9/*', 'bytes=0-9;of=*'],
  ['Content-Range', 'bytes 9', 'range@0'],
  ['Cookie', 'a=1; b="2"', 'a=1 | b=2'],
  ['Set-Cookie', 'id=x; Path=/; HttpOnly; Expires=Sun, 06 Nov 1994 08:49:37 GMT', 'id=x;Path=/;HttpOnly;Expires=Sun, 06 Nov 1994 08:49:37 GMT'],
  ['Set-Cookie', 'nothing', 'set-cookie@0'],
  ['Authorization', 'Basic dXNlcjpwYXNz', 'Basic;token=dXNlcjpwYXNz'],
  ['WWW-Authenticate', 'Basic realm="a, b", charset="UTF-8", Digest realm=c, Negotiate', 'Basic;realm=a, b;charset=UTF-8 | Digest;realm=c | Negotiate'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains', 'max-age=31536000 | includesubdomains'],
  ['Content-Disposition', 'attachment; filename="a;b.txt"', 'attachment | filename=a;b.txt'],
  ['Content-Security-Policy', "default-src 'self'; script-src 'none'", "default-src='self' | script-src='none'"],
  ['Server', 'Apache/2.4 (Debian) mod/1', 'Apache=2.4 | comment=Debian | mod=1'],
  ['NEL', '{', 'json@0'],
  ['Location', '/a', 'unread'],
  ['X-Nobody-Knows', 'a', 'unread'],
  ['constructor', 'a', 'unread'],
]

describe('a value', () => {
  it.each(TABLE)('%s: %s', (name, value, said) => expect(told(name, value)).toBe(said))
})

it('of any field, whatever it is, is read to an end, and a fault lies within it', () => {
  const names = [...FIELD_FACTS.values()].map(({ name }) => name)
  const piece = fc.constantFrom(',', ';', '=', '"', '\\', '(', ')', '<', '>', '@', ':', '?', '%', '*', ' ', '\t', 'a', 'b', '1', '-', '/', '.', 'ÿ', 'bytes', 'max-age')
  const value = fc.oneof(fc.string({ unit: 'binary-ascii', maxLength: 30 }), fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join('')))
  fc.assert(fc.property(fc.constantFrom(...names), value, (name, octets) => {
    const reading = readField(name, octets)
    if (reading?.fault) {
      expect(reading.fault.at).toBeGreaterThanOrEqual(0)
      expect(reading.fault.at).toBeLessThanOrEqual(octets.length)
    }
  }), { numRuns: 5_000 })
})
