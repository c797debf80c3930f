// What a transport error means, whichever way the request went.
import type { Ending } from '../../model/exchange.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { GivenUp } from './patience.ts'

/** Always this machine: nothing that a learner types or a pack says can change it. */
export const ADDRESS = '127.0.0.1'

/** @returns what a transport error means for the exchange. */
export function describeFailure(error: unknown, port: number, timeoutMs: number): { readonly ending: Ending; readonly failure: Phrase } {
  const { code = '', message = String(error), name = '' } = error instanceof Error ? (error as Error & { code?: string }) : {}
  if (error instanceof GivenUp) return { ending: 'client-closed', failure: phrase('failure.given-up') }
  if (code === 'ECONNREFUSED') return { ending: 'refused', failure: phrase('failure.refused', { address: `${ADDRESS}:${port}` }) }
  if (code === 'ECONNRESET' || code === 'EPIPE') return { ending: 'reset', failure: phrase('failure.reset') }
  // With this code undici also says that it gave up by itself, because of what came ("bad response").
  if (code === 'UND_ERR_SOCKET' && message.endsWith('closed')) return { ending: 'server-closed', failure: phrase('failure.closed') }
  if (code === 'UND_ERR_DESTROYED') return { ending: 'client-closed', failure: phrase('failure.taken-down') }
  if (/TIMEOUT/.test(code) || name === 'TimeoutError') return { ending: 'timed-out', failure: phrase('failure.timeout', { ms: timeoutMs }) }
  return { ending: 'client-closed', failure: phrase('failure.other', { why: message }) }
}
