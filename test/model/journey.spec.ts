import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../electron/model/exchange.ts'
import { endsOf, journeyOf, sideOf } from '../../electron/model/journey.ts'
import { capture } from '../support/transcript.ts'

const NAMES = ['edge', 'gw', 'old', 'new']
let seq = 0

/** One side of a hop: `client-edge client 501`, where `-` is an answer that did not come; `at` is when the request was sent. */
function seen(text: string, at: number, nth = 1): Exchange {
  const [hop = '', side = '', status = ''] = text.split(' ')
  const [exchange] = capture(`> GET /a HTTP/1.1${status === '-' ? '' : `\n< HTTP/1.1 ${status} Said`}`) as [Exchange]
  seq += 1
  return { ...exchange, id: `x${seq}`, seq, trace: 't', hop, side: side as Exchange['side'], connection: { ...exchange.connection, id: hop, nth }, timing: { startedWallMs: at } }
}

const both = (hop: string, status: string, at: number, nth = 1) => [seen(`${hop} server ${status}`, at + 0.1, nth), seen(`${hop} client ${status}`, at, nth)]
const told = (trace: readonly Exchange[]) => {
  const { hops, stops, answeredBy, unasked } = journeyOf(trace, NAMES)
  return { hops: hops.map(({ from, to }) => `${from} → ${to}`), roles: stops.map(({ participant, role }) => `${participant} ${role}`), answeredBy, unasked }
}

describe('the way of a request', () => {
  it('goes from the client inwards, whatever the order in which it was saved, to who answered', () => {
    expect(told([...both('gw-old', '501', 3), ...both('edge-gw', '501', 2), ...both('client-edge', '501', 1)])).toEqual({
      hops: ['client → edge', 'edge → gw', 'gw → old'], roles: ['edge passed-on', 'gw passed-on', 'old self'], answeredBy: 'old', unasked: ['new'],
    })
  })

  it('ends at a cache that answers from its store', () => {
    expect(told(both('client-edge', '501', 1))).toEqual({ hops: ['client → edge'], roles: ['edge self'], answeredBy: 'edge', unasked: ['gw', 'old', 'new'] })
  })

  it('is the answer of who turns another into its own: 502 for one that broke, 200 for a 304', () => {
    expect(told([...both('client-edge', '502', 1), ...both('edge-gw', '502', 2), seen('gw-old client -', 3)])).toMatchObject({ roles: ['edge passed-on', 'gw self', 'old unreached'], answeredBy: 'gw' })
    expect(told([...both('client-edge', '200', 1), ...both('edge-gw', '304', 2)])).toMatchObject({ roles: ['edge self', 'gw self'], answeredBy: 'edge' })
  })

  it('that a cache asks a second time belongs to the same request, each time with what it caused', () => {
    const journey = journeyOf([...both('client-edge', '200', 1), ...both('edge-gw', '412', 2), ...both('gw-old', '412', 3), ...both('edge-gw', '200', 4, 2), ...both('gw-new', '200', 5)], NAMES)
    expect(journey.hops.map(({ to }) => to)).toEqual(['edge', 'gw', 'old', 'gw', 'new'])
    expect(journey.answeredBy).toBe('new')
    expect(journey.stops[0]?.outbound.map(hop => sideOf(hop).connection.nth)).toEqual([1, 2])
  })

  it('begins nowhere when nobody is there, and may begin at any participant', () => {
    expect(told([seen('client-edge client -', 1)])).toEqual({ hops: ['client → edge'], roles: ['edge unreached'], answeredBy: undefined, unasked: ['gw', 'old', 'new'] })
    expect(told([seen('client-old server 405', 1)])).toMatchObject({ hops: ['client → old'], answeredBy: 'old', unasked: ['edge', 'gw', 'new'] })
  })

  it('is named after its neighbours, which may have hyphens in their names', () => {
    const names = ['a', 'a-b', 'b-c', 'c']
    expect(['client-a-b', 'a-b-c', 'a-b-b-c', 'a-b-c-x'].map(hop => endsOf(hop, names))).toEqual([['client', 'a-b'], ['a', 'b-c'], ['a-b', 'b-c'], ['a', 'b-c-x']])
  })
})
