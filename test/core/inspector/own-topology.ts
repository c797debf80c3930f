// Traffic of our own participants, over three hops, for the rules that look at more than one of them.
import { readExchange } from '../../../electron/core/recorder/read-exchange.ts'
import { readSegment } from '../../../electron/core/segment/read-segment.ts'
import { openTopology } from '../../../electron/core/topology/topology.ts'
import { toBase64 } from '../../../electron/model/bytes.ts'
import type { Exchange, ExchangeRecord } from '../../../electron/model/exchange.ts'
import { Scenario } from '../../../electron/model/scenario.ts'

const ORIGIN = {
  role: 'origin', name: 'origin', implements: ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'],
  resources: { '/a': { GET: { kind: 'reply', text: 'hello' } }, '/b': { GET: { kind: 'reply', text: 'b' }, PUT: { kind: 'reply', status: 204 } }, '/report': { GET: { kind: 'fail', message: 'no such table at /srv/app.js:7' } } },
}

/** @returns what was captured at both ends of every hop when `requests` were sent one after the other. @param gateway settings of the one in the middle */
export async function threeHops(requests: readonly string[], gateway: object = {}): Promise<Exchange[]> {
  const scenario = Scenario.parse({ participants: [{ role: 'cache', name: 'edge', to: 'gw' }, { role: 'gateway', name: 'gw', routes: [{ pool: [{ to: 'origin' }] }], ...gateway }, ORIGIN] })
  const records: ExchangeRecord[] = []
  {
    await using topology = await openTopology({ scenario, port: 0, lastSeq: 0, controls: [] }, {
      onSegment: segment => records.push(...readSegment(segment)), onNotice: () => undefined, onTrouble: error => { throw error },
    })
    const host = `127.0.0.1:${topology.entries[0]?.port ?? 0}`
    for (const request of requests) await topology.send({ kind: 'raw', bytes: toBase64(Buffer.from(`${request.replace('|', ` HTTP/1.1|Host: ${host}|`).replaceAll('|', '\r\n')}\r\n\r\n`, 'latin1')) })
  }
  return records.sort((one, other) => one.seq - other.seq).map(record => readExchange(record))
}
