// What came to a participant and what left it, for the request and for the response.
import { fromBase64 } from '../../../electron/model/bytes.ts'
import { changesBetween, type Change, type SeenMessage } from '../../../electron/model/changes.ts'
import { finalResponse, type Exchange } from '../../../electron/model/exchange.ts'
import type { Stop } from '../../../electron/model/journey.ts'
import { spelledOut } from '../../../electron/model/spelled-out.ts'

export interface Passage {
  readonly side: 'request' | 'response'
  /** From whom it came, and to whom it went on. */
  readonly from: string
  readonly to: string
  readonly inbound: SeenMessage
  readonly outbound: SeenMessage
  readonly lines: readonly Change[]
}

/** @returns what passed through, as the participant itself saw it; nothing where it asked nobody, no response where none came. */
export function passagesOf({ inbound, outbound }: Stop): Passage[] {
  const onward = outbound.at(-1)
  if (!onward) return []
  const near = inbound.server ?? inbound.client
  const far = onward.client ?? onward.server
  return [
    passage('request', inbound.from, onward.to, requestOf(near), requestOf(far)),
    passage('response', onward.to, inbound.from, responseOf(far), responseOf(near)),
  ].flat()
}

/** @returns how many lines are not the same. */
export function countChanges(passages: readonly Passage[]): number {
  return passages.reduce((sum, { lines }) => sum + lines.filter(({ kind }) => kind !== 'same').length, 0)
}

function passage(side: Passage['side'], from: string, to: string, inbound: SeenMessage | undefined, outbound: SeenMessage | undefined): Passage[] {
  return inbound && outbound ? [{ side, from, to, inbound, outbound, lines: changesBetween(inbound, outbound) }] : []
}

function requestOf(exchange: Exchange | undefined): SeenMessage | undefined {
  return exchange?.request && spelledOut({ message: exchange.request, bytes: fromBase64(exchange.requestBytes) })
}

function responseOf(exchange: Exchange | undefined): SeenMessage | undefined {
  const message = exchange && finalResponse(exchange)
  return message && spelledOut({ message, bytes: fromBase64(exchange.responseBytes) })
}
