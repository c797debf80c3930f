import { describe, expect, it } from 'vitest'
import { toBase64 } from '../../electron/model/bytes.ts'
import type { Survey, SurveyEnding } from '../../electron/model/survey.ts'
import { drift } from './drift.ts'
import { outcomeOf } from './outcome.ts'
import { mask } from './measure.ts'
import { REQUESTS } from './requests.ts'
import { cellText } from './table.ts'

const measured = (response: string, ending: SurveyEnding = 'server-closed') => ({ server: 's', request: 'get', ending, response: toBase64(Buffer.from(response)) })
const outcome = (response: string, ending?: SurveyEnding, method = 'GET') => outcomeOf(measured(response, ending), method)

describe('an outcome', () => {
  it('has the status of the final answer, Allow as a set, and the kind of content', () => {
    const text = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 405 No\r\nAllow: POST, GET\r\nallow: HEAD\r\nContent-Type: Text/HTML; charset=utf-8\r\nContent-Length: 1\r\n\r\nx'
    expect(outcome(text, 'kept-open')).toEqual({ status: 405, allow: ['GET', 'HEAD', 'POST'], connection: 'open', content: 'text/html' })
  })

  it('tells an empty Allow from none', () => {
    expect([outcome('HTTP/1.1 405 No\r\nAllow:\r\n\r\n').allow, outcome('HTTP/1.1 405 No\r\n\r\n').allow]).toEqual([[], undefined])
  })

  it('tells no answer from a closed connection and from an answer that is no HTTP/1', () => {
    expect([outcome('', 'timed-out'), outcome('', 'reset'), outcome('<html>')].map(cellText)).toEqual(['none', 'cut', 'odd×'])
  })

  it('has no content for HEAD, and says when content has no type', () => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'
    expect([outcome(text, 'kept-open', 'HEAD').content, outcome(`${text}hi`).content]).toEqual(['none', 'untyped'])
  })
})

describe('a mask', () => {
  it('covers the places of this machine, octet for octet, and leaves short names alone', () => {
    const bytes = Buffer.from('at /home/somebody/app.js:1 on vm, localhost \xe9', 'latin1')
    expect(mask(bytes, ['/home/somebody', 'vm', 'localhost']).toString('latin1')).toBe('at xxxxxxxxxxxxxx/app.js:1 on vm, localhost \xe9')
  })
})

describe('drift', () => {
  const survey: Survey = { format: 1, requests: REQUESTS.filter(({ id }) => id === 'get'), servers: [], measurements: [measured('HTTP/1.1 501 No\r\nDate: then\r\nAllow: A, B\r\n\r\n')] }

  it('is not a date, an order or a wording', () => {
    expect(drift(survey, 's', [measured('HTTP/1.1 501 Never\r\nDate: now\r\nAllow: B,A\r\n\r\n', 'reset')])).toEqual([])
  })

  it.each([
    ['a status', 'HTTP/1.1 405 No\r\nAllow: A, B\r\n\r\n', 'server-closed'],
    ['Allow', 'HTTP/1.1 501 No\r\nAllow: A\r\n\r\n', 'server-closed'],
    ['the kind of content', 'HTTP/1.1 501 No\r\nAllow: A, B\r\nContent-Type: text/html\r\n\r\nx', 'server-closed'],
    ['the connection', 'HTTP/1.1 501 No\r\nAllow: A, B\r\n\r\n', 'timed-out'],
  ] as const)('is %s', (_, response, ending) => {
    expect(drift(survey, 's', [measured(response, ending)])).toHaveLength(1)
  })

  it('is nothing where the answers vary anyway', () => {
    const varying = { ...survey, measurements: survey.measurements.map(row => ({ ...row, varies: true as const })) }
    expect(drift(varying, 's', [measured('HTTP/1.1 405 No\r\n\r\n')])).toEqual([])
  })

  it('is an answer that is missing', () => {
    expect(drift(survey, 's', [])).toEqual(['s get: was 501, Allow: A, B, content none, connection closed; is not measured'])
  })
})
