// The tolerant reader, which personas read with: it names what the strict one refuses, and reads all else as that one does.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64 } from '../../../electron/model/bytes.ts'
import { REQUESTS } from '../../survey/requests.ts'
import { readAll } from '../../support/read-all.ts'
import { message } from './messages.ts'
import { REFUSED } from './strictness.ts'

const HOST = 'Host: localhost\r\n'
const oddities = (bytes: string) => readAll([bytes], {}, true).requests.map(request => request.oddities)
/** Of these nobody can say where the content ends. */
const UNCLEAR = ['te-foo', 'te-chunked-foo', 'te-get-foo', 'length-invalid', 'chunk-invalid']
const refused = fc.constantFrom(...Object.values(REFUSED).flat().map(([, bytes]) => bytes))
const any = fc.array(fc.oneof(message, refused, fc.constantFrom('\r\n', '\r', ' ', '\n')), { minLength: 1, maxLength: 3 }).map(parts => parts.join(''))

describe('a tolerant reader', () => {
  it('finds in each odd request of the survey what it is called after, and nothing else', () => {
    const odd = /^(http-09|version-(?!control)|space-|empty-before|lines-lf|method-illegal|host-(?!empty)|field-(?!long)|target-(?!long|absolute)|connect-|te-|length-|chunk-invalid)/
    for (const { id, bytes } of REQUESTS) {
      const [request] = readAll([Buffer.from(fromBase64(bytes))], {}, true).requests
      expect([id, request?.oddities]).toEqual([id, odd.test(id) ? [id] : []])
    }
  })

  it('finds more than one', () => {
    expect(oddities('PO(ST  hello HTTP/2.0\r\nnonsense\r\nX : 1\r\n\r\n')).toEqual([['version-20', 'method-illegal', 'space-twice', 'field-no-colon', 'field-space', 'host-missing', 'target-relative']])
  })

  it('unfolds a field, and takes the blank before the colon away', () => {
    const [request] = readAll([`GET / HTTP/1.1\r\n${HOST}A : one\r\n\t two\r\n\r\n`], {}, true).requests
    expect(request?.fields).toEqual([['Host', 'localhost'], ['A', 'one two']])
  })

  it('reads what the strict reader reads as that one does', () => {
    let taken = 0
    fc.assert(fc.property(any, bytes => {
      const strict = readAll([bytes])
      if (strict.fault) return
      taken += strict.requests.length
      const tolerant = readAll([bytes], {}, true)
      expect(tolerant.requests.map(({ oddities: _, ...request }) => request)).toEqual(strict.requests)
      expect(tolerant.requests.flatMap(request => request.oddities).filter(oddity => oddity !== 'version-12' && oddity !== 'empty-before')).toEqual([])
    }), { numRuns: 20_000, seed: 501 })
    expect(taken).toBeGreaterThan(500)
  })

  it('gives the same for the same bytes, however they are cut, where the end of the content is clear', () => {
    fc.assert(fc.property(any, bytes => {
      const whole = readAll([bytes], {}, true)
      const split = readAll([...bytes], {}, true)
      if (whole.requests.some(request => request.oddities?.some(oddity => UNCLEAR.includes(oddity)))) return
      expect([split.requests, split.fault]).toEqual([whole.requests, whole.fault])
    }), { numRuns: 1_500, seed: 501 })
  })
})
