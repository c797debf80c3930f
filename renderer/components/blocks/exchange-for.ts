// Which of the learner's exchanges a text means.
import type { ExchangeBlock } from '../../../electron/model/block.ts'
import { finalResponse, type Exchange } from '../../../electron/model/exchange.ts'
import type { Verdict } from '../../../electron/model/verdict.ts'

/**
 * @param rows one for each request of the learner, in order
 * @param verdict on the expectation that the block names; its evidence counts once it is met
 * @returns the exchange, or undefined as long as there is none.
 */
export function exchangeFor(block: ExchangeBlock, rows: readonly Exchange[], byId: ReadonlyMap<string, Exchange>, verdict: Verdict | undefined): Exchange | undefined {
  if (block.of !== undefined) {
    const ids = verdict?.outcome === 'met' ? verdict.evidence.map(({ exchange }) => exchange) : []
    const id = block.which === 'first' ? ids[0] : ids.at(-1)
    return id === undefined ? undefined : byId.get(id)
  }
  const fits = (exchange: Exchange) => (block.method === undefined || exchange.request?.method === block.method)
    && (block.target === undefined || exchange.request?.target === block.target)
    && (block.status === undefined || finalResponse(exchange)?.status === block.status)
  return block.which === 'first' ? rows.find(fits) : rows.findLast(fits)
}
