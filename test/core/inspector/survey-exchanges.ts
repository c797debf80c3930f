// The measurements of the field survey as exchanges, one capture for each server.
import { readExchange } from '../../../electron/core/recorder/read-exchange.ts'
import { fromBase64 } from '../../../electron/model/bytes.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { readSurvey } from '../../survey/dataset.ts'

export interface Surveyed { readonly server: string; readonly requests: readonly string[]; readonly exchanges: readonly Exchange[] }

/** @returns what each server was asked and answered; `requests` are the ids of the requests, in the order of the exchanges. */
export function surveyExchanges(): Surveyed[] {
  const { requests, servers, measurements } = readSurvey()
  const bytesOf = new Map(requests.map(({ id, bytes }) => [id, fromBase64(bytes)]))
  const byServer = Map.groupBy(measurements, ({ server }) => server)
  return servers.map(({ id }) => {
    const mine = byServer.get(id) ?? []
    const exchanges = mine.map(({ request, response, ending }, at) => readExchange({
      seq: at + 1, trace: `t${at + 1}`, hop: 'client-origin', side: 'client', source: 'outside', ending,
      connection: { id: `c${at + 1}`, clientPort: 40_000 + at, serverPort: 80, nth: 1 }, timing: { startedWallMs: at },
      request: bytesOf.get(request) ?? new Uint8Array(), response: fromBase64(response),
    }))
    return { server: id, requests: mine.map(({ request }) => request), exchanges }
  })
}
