// Over a cache, a gateway and an origin of our own, with both ends of every hop captured.
import { describe, expect, it } from 'vitest'
import { inspect } from '../../../electron/core/inspector/inspect.ts'
import { threeHops } from './own-topology.ts'

const ASKED = ['GET /a|X: 1', 'GET /a|X: 1', 'HEAD /a|X: 1', 'PUT /a|Content-Length: 0', 'PUT /b|Content-Length: 0', 'BREW /a|X: 1', 'OPTIONS /a|X: 1', 'OPTIONS *|X: 1', 'TRACE /a|Max-Forwards: 2', 'GET /report|X: 1', 'GET /none|X: 1']

describe('over three hops of our own', () => {
  it('finds nothing graver than a note in what they do by themselves', async () => {
    const exchanges = await threeHops(ASKED)
    expect(exchanges.length).toBeGreaterThan(50)
    expect(inspect(exchanges).filter(({ severity }) => severity !== 'note')).toEqual([])
  })

  it('sees a gateway that answers for itself, and one that changes the method', async () => {
    const exchanges = await threeHops(['PATCH /a|Content-Length: 0', 'DELETE /a|X: 1', 'GET /a|X: 1'], { refuses: { PATCH: 501 }, translates: { DELETE: 'PUT' } })
    const found = inspect(exchanges)
    const place = (rule: string) => found.filter(finding => finding.rule === rule).map(({ exchange, values }) => [exchanges.find(({ id }) => id === exchange)?.hop, values])
    expect(place('intermediary-says-501')).toEqual([['edge-gw', { participant: 'gw', method: 'PATCH' }]])
    expect(place('intermediary-unsigned')).toEqual([['edge-gw', { participant: 'gw', status: 501 }]])
    expect(place('method-rewritten')).toEqual([['gw-origin', { participant: 'gw', came: 'DELETE', left: 'PUT' }]])
  })

  it('has nothing to say about a gateway that signs', async () => {
    const exchanges = await threeHops(['PATCH /a|Content-Length: 0', 'GET /a|X: 1'], { refuses: { PATCH: 501 }, proxyStatus: true })
    expect(inspect(exchanges).map(({ rule }) => rule)).not.toContain('intermediary-unsigned')
  })
})
