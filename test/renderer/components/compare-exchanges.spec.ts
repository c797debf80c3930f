import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { compareExchanges } from '../../../renderer/components/compare/compare-exchanges.ts'
import { capture } from '../../support/transcript.ts'

function differences(transcript: string) {
  const [one, other] = capture(transcript) as [Exchange, Exchange]
  return compareExchanges(one, other).filter(row => row.difference).map(({ side, part, name, difference }) => [side, part, name, difference].filter(Boolean).join(' '))
}

describe('two exchanges', () => {
  it('are told apart by what means something: 405 against 501', () => {
    expect(differences(`
      > PUT /widgets HTTP/1.1
      > Host: a
      < HTTP/1.1 405 Method Not Allowed
      < Allow: GET, HEAD
      < Content-Length: 26
      <
      < {"status":405,"only":true}

      > PATCH /widgets HTTP/1.1
      > host: a
      < HTTP/1.1 501 Not Implemented
      < Content-Length: 14
      <
      < {"status":501}
    `)).toEqual([
      'request method method', 'response status 405-501', 'response field Allow only-one', 'response field Content-Length value',
      'response content status content', 'response content only only-one',
    ])
  })

  it('with the same Allow in another order differ in nothing that matters, and it says so', () => {
    expect(differences(`
      > GET /a HTTP/1.1
      < HTTP/1.1 405 x
      < Allow: GET, HEAD

      > GET /b HTTP/1.1
      < HTTP/1.1 405 x
      < Allow: HEAD,GET
    `)).toEqual(['request target target', 'response field Allow allow-order'])
  })

  it('can lack an answer', () => {
    expect(differences(`
      > GET /a HTTP/1.1

      > GET /a HTTP/1.1
      < HTTP/1.1 204 No Content
    `)).toEqual(['response status status'])
  })

  it('that are the same differ in nothing', () => {
    expect(differences(`
      > GET /a HTTP/1.1
      < HTTP/1.1 500 x

      > GET /a HTTP/1.1
      < HTTP/1.1 500 x
    `)).toEqual([])
  })
})
