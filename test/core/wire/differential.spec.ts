// Against two more parsers (llhttp has its own file): what both take they read alike; what one alone takes has a name and a section here.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAll } from '../../support/read-all.ts'
import { message } from './messages.ts'
import { httpParserJs, milo, ours, type Reader } from './peers/readers.ts'

interface Peer {
  readonly read: Reader
  /** Reason and section of our refusal → what the peer does instead. */
  readonly onlyTheyTake: Readonly<Record<string, string>>
  readonly onlyWeTake: readonly { readonly name: string; readonly applies: (bytes: string) => boolean }[]
}

const HTTP_PARSER_JS: Peer = {
  read: httpParserJs,
  onlyTheyTake: {
    'a line ends in LF alone, RFC 9112 §2.2': 'takes it, as a recipient MAY',
    'a line of the chunked coding ends in LF alone, RFC 9112 §7.1': 'takes it',
    'there is white space before the colon of a field line, RFC 9112 §5': 'leaves the line out; a server MUST answer 400 (§5.1)',
    'a field line is folded (obs-fold), RFC 9112 §5': 'joins the lines with a space, as §5.2 allows',
    'a field line has no colon, RFC 9112 §5': 'leaves the line out',
    'a field line has no name, RFC 9112 §5': 'leaves the line out',
    'a field name is not a token, RFC 9112 §5': 'takes any octet but white space for a name',
    'the value of A contains a control character, RFC 9112 §5': 'keeps it, NUL too, which MUST not be (RFC 9110 §5.5)',
    'the request target contains an octet that a URI cannot have, RFC 9112 §3': 'takes whatever is no space',
    'the target has none of the four forms, RFC 9112 §3.2': 'does not look at the form',
    'only OPTIONS may have the target *, RFC 9112 §3.2.4': 'does not look at the form',
    'decision.version-unsupported, RFC 9110 §15.6.6': 'leaves the version to the server',
    'decision.host-twice, RFC 9112 §3.2': 'leaves Host to the server',
    'Transfer-Encoding in an HTTP/1.0 message, RFC 9112 §6.1': 'decodes it, which MUST be taken for faulty framing',
    'both Transfer-Encoding and Content-Length, RFC 9112 §6.1': 'lets Transfer-Encoding win, as a server MAY',
    'the final transfer coding is not chunked, RFC 9112 §6.3': 'ignores the coding; MUST be 400',
    'Transfer-Encoding is empty, RFC 9112 §6.3': 'ignores it',
    'decision.transfer-coding-unknown, RFC 9112 §6.1': 'ignores every coding of a list; the content is then read as the next request',
    'Content-Length is not one decimal number, RFC 9112 §6.3': 'takes what JavaScript calls a number, and a repeated one',
    'a chunk size is not a hexadecimal number, RFC 9112 §7.1': 'takes what begins like a number, and anything else for 0',
    'a chunk is longer than its size says, RFC 9112 §7.1': 'takes a bare LF behind the chunk',
  },
  onlyWeTake: [],
}

const MILO: Peer = {
  read: milo,
  onlyTheyTake: {
    'the request target contains an octet that a URI cannot have, RFC 9112 §3': 'takes a fragment',
    'the target has none of the four forms, RFC 9112 §3.2': 'does not look at the form',
    'only OPTIONS may have the target *, RFC 9112 §3.2.4': 'does not look at the form',
    'decision.version-unsupported, RFC 9110 §15.6.6': 'takes HTTP/2.0 on a request line',
    'decision.host-twice, RFC 9112 §3.2': 'leaves Host to the server',
    'the final transfer coding is not chunked, RFC 9112 §6.3': 'takes the request for one without content; MUST be 400',
    'decision.transfer-coding-unknown, RFC 9112 §6.1': 'likewise; the content is then read as the next request',
  },
  onlyWeTake: [
    { name: 'HTTP/1.0 (RFC 9110 §2.5), which it does not read', applies: bytes => / HTTP\/1\.0\r\n/.test(bytes) },
    { name: 'a higher minor version, processed as 1.1 (RFC 9110 §2.5)', applies: bytes => / HTTP\/1\.[2-9]\r\n/.test(bytes) },
    { name: 'a method that is not in its list: any token is one (RFC 9110 §9.1)', applies: bytes => bytes.startsWith('M-SEARCH ') },
    { name: 'content with GET and HEAD: framing does not depend on the method (RFC 9112 §6)', applies: bytes => /^(?:GET|HEAD) [^]*(?:Content-Length: [1-9]|Transfer-Encoding)/.test(bytes) },
    { name: 'a bar in a field name, which is a tchar (RFC 9110 §5.6.2)', applies: bytes => /^[^:\r\n]*\|[^:\r\n]*:/m.test(bytes.slice(bytes.indexOf('\n') + 1)) },
    { name: 'octets in a target that a URI does not list (ours)', applies: bytes => /^\S+ \S*\{x\}/.test(bytes) },
    { name: 'trailers that no Trailer field announced (RFC 9110 §6.6.2 asks for none)', applies: bytes => /\r\n0\r\nT: /.test(bytes) },
  ],
}

describe.each([['http-parser-js', HTTP_PARSER_JS], ['milo', MILO]] as const)('against %s', (_, { read, onlyTheyTake, onlyWeTake }) => {
  it('what both take they read alike, and what one alone takes has a name', async () => {
    const met = new Set<string>()
    let alike = 0
    await fc.assert(fc.asyncProperty(message, async bytes => {
      const [we, they] = [ours(bytes).requests[0], (await read(bytes))[0]]
      if (we && they) {
        expect(they, JSON.stringify(bytes)).toEqual(we)
        alike += 1
      } else if (they) {
        const { fault } = readAll([bytes])
        const what = fault?.values['what']
        const reason = `${typeof what === 'string' ? what : fault?.id}, ${fault?.section}`
        expect(Object.keys(onlyTheyTake), JSON.stringify(bytes)).toContain(reason)
        met.add(reason)
      } else if (we) {
        const names = onlyWeTake.filter(({ applies }) => applies(bytes)).map(({ name }) => name)
        expect(names, JSON.stringify(bytes)).not.toEqual([])
        if (names.length === 1 && names[0]) met.add(names[0])
      }
    }), { numRuns: 12_000, seed: 501 })
    const listed = [...Object.keys(onlyTheyTake), ...onlyWeTake.map(({ name }) => name)]
    expect(listed.filter(name => !met.has(name)), 'differences that are listed and do not occur').toEqual([])
    expect(alike).toBeGreaterThan(500)
  }, 120_000)
})
