import { describe, expect, it } from 'vitest'
import { diagnosticAnswer } from '../../../electron/core/simulator/diagnostic.ts'

const ALLOW = ['GET', 'HEAD']
const fieldsOf = (code: string, query = '') => Object.fromEntries(diagnosticAnswer(code, query, ALLOW).fields)

describe('/api/status/{code}', () => {
  it('answers every code from 200 to 599 with that code, and with content where the code may have some', () => {
    for (let code = 200; code <= 599; code += 1) {
      const answer = diagnosticAnswer(String(code), '', ALLOW)
      expect([answer.status, answer.content.length > 0]).toEqual([code, ![204, 205, 304].includes(code)])
      if (code >= 400) expect(JSON.parse(answer.content.toString())).toMatchObject({ type: 'about:blank', status: code })
    }
  })

  it('sends a code below 200 before a 200, where one may be sent', () => {
    for (const code of [100, 102, 103, 104, 199]) {
      const sent: unknown[] = []
      const answer = diagnosticAnswer(String(code), 'delay=5', ALLOW, (status, fields) => sent.push([status, ...fields.flat()]))
      expect([answer.status, answer.delayMs, sent]).toEqual([200, 5, [[code, ...(code === 103 ? ['Link', '</style.css>; rel=preload; as=style'] : [])]]])
    }
    expect(diagnosticAnswer('103', '', ALLOW).status).toBe(200)
  })

  it.each([
    ['401', 'WWW-Authenticate'], ['405', 'Allow'], ['407', 'Proxy-Authenticate'], ['426', 'Upgrade'], ['416', 'Content-Range'], ['206', 'Content-Range'],
    ['301', 'Location'], ['429', 'Retry-After'], ['503', 'Retry-After'], ['304', 'ETag'],
  ])('%s carries %s', (code, name) => {
    expect(fieldsOf(code)[name]).toBeTruthy()
  })

  it('a 501 carries neither Allow nor Retry-After of its own accord', () => {
    expect(Object.keys(fieldsOf('501'))).toEqual(['Content-Type'])
  })

  it('obeys its options', () => {
    const answer = diagnosticAnswer('501', 'content-type=text/html&retry-after=7&cache-control=max-age%3D60&delay=120', ALLOW)
    expect([answer.delayMs, Object.fromEntries(answer.fields)]).toEqual([120, { 'Retry-After': '7', 'Cache-Control': 'max-age=60', 'Content-Type': 'text/html' }])
    expect(answer.content.toString()).toContain('<h1>501 Not Implemented</h1>')
    expect(fieldsOf('503', 'content-type=application/ld+json')['Content-Type']).toBe('application/ld+json')
    expect(fieldsOf('503', 'content-type=text/html;+charset%3Dutf-8')['Content-Type']).toBe('text/html; charset=utf-8')
    expect(fieldsOf('503', 'retry-after=Tue,+06+Jan+2026+09:00:00+GMT')['Retry-After']).toBe('Tue, 06 Jan 2026 09:00:00 GMT')
    expect(fieldsOf('503', 'retry-after=Tue, 06 Jan 2026 09:00:00 GMT')['Retry-After']).toBe('Tue, 06 Jan 2026 09:00:00 GMT')
  })

  it.each([
    ['099', ''], ['101', ''], ['600', ''], ['abc', ''], ['', ''], ['501/x', ''], ['501', 'delay=-1'], ['501', 'delay=30001'], ['501', 'delay=1e3'], ['501', 'nonsense=1'], ['501', 'delay=1&delay=2'],
    ['501', 'retry-after=soon'], ['501', 'content-type=html'], ['501', 'content-type=text/html%0D%0AX-Evil:%201'], ['501', 'cache-control=a%0D%0AX-Evil:%201'], ['501', 'retry-after=1%0D%0AX:1'],
  ])('answers 400 with the mend to %s?%s', (code, query) => {
    const { status, content, fields } = diagnosticAnswer(code, query, ALLOW)
    expect([status, fields]).toEqual([400, [['Content-Type', 'application/problem+json']]])
    expect((JSON.parse(content.toString()) as { detail: string }).detail).toContain('Ask for /api/status/{code} with a code from 100 to 599 and any of ?content-type&retry-after&cache-control&delay.')
  })
})
