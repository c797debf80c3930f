// Whether a request on this machine gets its 501: from the composer, and from a client outside where there is one.
import type { ExchangeRecord } from '../../model/exchange.ts'
import { finalResponse } from '../../model/exchange.ts'
import type { SeatFinding } from '../../model/seat-finding.ts'
import { Scenario } from '../../model/scenario.ts'
import { oneLine } from '../../model/one-line.ts'
import { seatSays } from '../../model/seat-en.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import { readSegment } from '../segment/read-segment.ts'
import { openTopology } from '../topology/topology.ts'
import { finding } from './finding.ts'

/** No server implements it. */
export const METHOD = 'FROBNICATE'
const SCENARIO = Scenario.parse({ participants: [{ role: 'origin', name: 'seat', implements: ['GET'], resources: { '/widgets': { GET: { kind: 'reply', text: 'one widget' } } } }] })

/** Asks by a client outside. @returns what makes a finding of it, once it is known whether a request of its got a 501 */
export type AskOutside = (url: string) => Promise<(hasCome: boolean) => SeatFinding>

/** @param port another than any free one, for those who have a reason */
export async function roundTrip(askOutside?: AskOutside, port = 0): Promise<SeatFinding[]> {
  const records: ExchangeRecord[] = []
  try {
    const topology = await openTopology({ scenario: SCENARIO, port, lastSeq: 0, controls: [] }, { onSegment: segment => records.push(...readSegment(segment)), onNotice: () => undefined, onTrouble: () => undefined })
    const url = topology.entries[0]?.url ?? ''
    let outside: ((hasCome: boolean) => SeatFinding) | undefined
    try {
      await topology.send({ kind: 'structured', method: METHOD, target: '/widgets', fields: [], content: '' })
      outside = await askOutside?.(`${url}/widgets`)
    } finally {
      await topology[Symbol.asyncDispose]()
    }
    const answered = (isOurs: boolean) => records.some(record => (record.source === 'outside') !== isOurs && finalResponse(readExchange(record))?.status === 501)
    const trouble = answered(true) ? undefined : { what: seatSays('composer.lost', { where: url }), mend: seatSays('composer.lost-mend') }
    return [finding('composer', true, seatSays('composer.fine', { method: METHOD }), trouble), ...(outside ? [outside(answered(false))] : [])]
  } catch (error) {
    return [finding('composer', true, '', { what: seatSays('composer.unopened', { why: oneLine(error) }), mend: seatSays('composer.unopened-mend') })]
  }
}
