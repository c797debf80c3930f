import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StructuredDraft } from '../../electron/model/draft.ts'
import { draftsFromHttpFile, HttpFileError, httpFileFromDraft } from '../../electron/model/http-file.ts'

const draft = (method: string, target: string, fields: [string, string][] = [], content = ''): StructuredDraft => ({
  kind: 'structured', method, target, fields: fields.map(([name, value]) => ({ name, value })), content,
})

describe('an .http file', () => {
  it('holds requests parted by ###, with names and comments that are not sent', () => {
    const text = [
      '### the first', '# a comment', '// another', 'FROBNICATE {{url}}/widgets', '',
      '### the second', '', 'POST /widgets HTTP/1.1', 'Content-Type: application/json', 'X-Empty:', '', '{"a": 1}', '', '',
      '###', '# nothing but a comment', '###', '  get   {{url}}', '',
    ].join('\n')
    expect(draftsFromHttpFile(text)).toEqual([
      draft('FROBNICATE', '/widgets'),
      draft('POST', '/widgets', [['Content-Type', 'application/json'], ['X-Empty', '']], '{"a": 1}'),
      draft('get', '/'),
    ])
  })

  it('keeps a method as it is typed, and other targets than paths', () => {
    expect(draftsFromHttpFile('B@D /x\n###\nOPTIONS *\n###\nCONNECT a.example:443')).toEqual([
      draft('B@D', '/x'), draft('OPTIONS', '*'), draft('CONNECT', 'a.example:443'),
    ])
  })

  it('keeps repeated fields in order and content as it stands but for the last line break', () => {
    expect(draftsFromHttpFile('POST /x\r\nA: 1\r\nA: 2\r\n\r\none\r\n\r\ntwo \r\n')).toEqual([
      draft('POST', '/x', [['A', '1'], ['A', '2']], 'one\r\n\r\ntwo '),
    ])
  })

  it.each([['HTTP/2', 'h2'], ['HTTP/1.0', 'http/1.0']] as const)('takes %s for the wire to send it over, and writes it so', (version, protocol) => {
    const [read] = draftsFromHttpFile(`BREW /x ${version}\nA: 1\n`)
    expect(read).toEqual({ ...draft('BREW', '/x', [['A', '1']]), protocol })
    expect(read && draftsFromHttpFile(httpFileFromDraft(read))).toEqual([read])
  })

  it('has no requests when it is empty', () => {
    expect([draftsFromHttpFile(''), draftsFromHttpFile('\n\n### only a name\n')]).toEqual([[], []])
  })

  it.each([
    ['/widgets', 1, 'found "/widgets" where a request line such as GET /widgets is expected'],
    ['# fine\n\nGET /a b c d', 3, 'found "GET /a b c d" where a request line such as GET /widgets is expected'],
    ['GET /a HTTP/3', 1, 'found "HTTP/3" where HTTP/1.1, HTTP/1.0, HTTP/2 or nothing is expected'],
    ['GET /a\nAccept text/plain', 2, 'found "Accept text/plain" where a field such as Accept: text/plain, or a blank line before content, is expected'],
    ['GET /a\n\n###\nPOST /b\nHost : x', 5, 'found "Host : x" where a field such as Accept: text/plain, or a blank line before content, is expected'],
  ])('says where %j makes no sense', (text, line, message) => {
    let caught: unknown
    try { draftsFromHttpFile(text) } catch (error) { caught = error }
    expect(caught).toBeInstanceOf(HttpFileError)
    expect(caught).toMatchObject({ line, message })
  })

  it('is read back as the draft that it was written from, or is not written', () => {
    const word = fc.stringMatching(/^[!-~]{1,12}$/)
    const drafts = fc.record({
      kind: fc.constant('structured' as const), method: word, target: word,
      fields: fc.array(fc.record({ name: fc.string({ maxLength: 6 }), value: fc.string({ maxLength: 10 }) }), { maxLength: 3 }),
      content: fc.string({ unit: fc.constantFrom('a', '#', '\n', '\r', ' ', '{', 'é') }),
    })
    fc.assert(fc.property(drafts, one => {
      let text: string
      try { text = httpFileFromDraft(one) } catch (error) { return error instanceof HttpFileError }
      expect(draftsFromHttpFile(text)).toEqual([one])
      return true
    }), { numRuns: 500 })
  })

  it('is refused for content that would be read as the next request', () => {
    expect(() => httpFileFromDraft(draft('POST', '/x', [], 'a\n### b'))).toThrow(HttpFileError)
    expect(httpFileFromDraft(draft('POST', '/x', [['A', 'b']], '{}'))).toBe('POST /x HTTP/1.1\nA: b\n\n{}\n')
  })
})
