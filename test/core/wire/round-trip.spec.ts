// Writer → reader → writer is the identity: what we send is what we read, to the octet.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRequest, readResponses } from '../../../electron/core/wire/read-message.ts'
import { writeResponse } from '../../../electron/core/wire/write-message.ts'
import { literalBytes, type StructuredDraft } from '../../../electron/model/draft.ts'
import { contentBytes } from '../../../electron/model/message.ts'
import { readAll } from '../../support/read-all.ts'

const token = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,12}$/)
const name = token.filter(text => !/^(?:content-length|transfer-encoding|host)$/i.test(text))
const value = fc.stringMatching(/^(?:[!-~](?:[\t -~]{0,10}[!-~])?)?$/)
const octets = fc.uint8Array({ maxLength: 60 })
const fields = fc.array(fc.tuple(name, value), { maxLength: 6 })
const target = fc.oneof(fc.stringMatching(/^\/[!"$-~]{0,20}$/), fc.stringMatching(/^http:\/\/[a-z]{1,8}(?::\d{1,5})?\/[a-z?=&]{0,8}$/))

describe('writer, reader, writer', () => {
  it('is the identity for responses', () => {
    const status = fc.integer({ min: 200, max: 599 }).filter(code => code !== 204 && code !== 304)
    fc.assert(fc.property(status, fields, octets, (code, lines, content) => {
      const bytes = writeResponse(code, [...lines, ['Content-Length', String(content.length)]], content)
      const [read] = readResponses(bytes, 'GET')
      expect(read?.malformations).toEqual([])
      expect(read && writeResponse(read.status, read.fields.map(line => [line.name, line.value]), contentBytes(read, bytes))).toEqual(bytes)
    }), { numRuns: 3_000, seed: 501 })
  })

  it('is the identity for responses without content', () => {
    fc.assert(fc.property(fc.constantFrom(204, 304), fields, (code, lines) => {
      const bytes = writeResponse(code, lines)
      const [read] = readResponses(bytes, 'GET')
      expect(read && writeResponse(read.status, read.fields.map(line => [line.name, line.value]))).toEqual(bytes)
    }), { numRuns: 500, seed: 501 })
  })

  it('is the identity for requests, and the strict reader reads the same', () => {
    fc.assert(fc.property(token.filter(method => method !== 'CONNECT'), target, fields, fc.string({ unit: 'grapheme', maxLength: 40 }), (method, to, lines, content) => {
      const draft: StructuredDraft = { kind: 'structured', method, target: to, fields: lines.map(([of, text]) => ({ name: of, value: text })), content }
      const bytes = Buffer.from(literalBytes(draft, 'localhost:4501'))
      const read = readRequest(bytes)
      expect(read?.malformations).toEqual([])
      if (!read) return
      const again: StructuredDraft = {
        kind: 'structured', method: read.method, target: read.target, fields: read.fields.map(line => ({ name: line.name, value: line.value })),
        content: Buffer.from(contentBytes(read, bytes)).toString(),
      }
      expect(Buffer.from(literalBytes(again, 'another:1'))).toEqual(bytes)
      const { requests: [strict], fault } = readAll([bytes])
      expect([fault, strict?.method, strict?.target, strict?.fields, Buffer.from(strict?.content ?? '', 'latin1').toString()])
        .toEqual([undefined, method, to, again.fields.map(line => [line.name, line.value]), content])
    }), { numRuns: 3_000, seed: 501 })
  })
})
