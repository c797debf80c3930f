// Records to HAR 1.2: one entry for each request of the learner. What HAR has no place for is said, and some of it stands in members of our own.
import { ENGINE_VERSION } from '../../../model/engine.ts'
import { finalResponse, learnersView, type Exchange, type ExchangeRecord } from '../../../model/exchange.ts'
import { phrase, sayInEnglish, type Phrase } from '../../../model/phrase.ts'
import { readExchange } from '../../recorder/read-exchange.ts'
import { atOnce, type Steps } from '../../turns/in-turns.ts'
import { harRequest, securePorts } from './har-request.ts'
import { harResponse } from './har-response.ts'

export interface HarWritten { readonly text: string; readonly left: Phrase[] }

/** The end of the year 9999: a later one has no four digits. */
const LAST_MS = 253_402_300_799_999

/** @returns the text of a HAR file and what of the capture is not in it. @param secure ports that speak TLS, as far as somebody knows */
export function writeHar(records: readonly ExchangeRecord[], secure: ReadonlySet<number> = new Set()): HarWritten {
  return atOnce(writingHar(records, secure))
}

/** The same in steps, one for each exchange. */
export function* writingHar(records: readonly ExchangeRecord[], secure: ReadonlySet<number> = new Set()): Steps<HarWritten> {
  const exchanges: Exchange[] = []
  for (const record of records) {
    exchanges.push(readExchange(record))
    yield
  }
  const first = learnersView(exchanges)
  const asked = first.filter(({ request }) => request !== undefined)
  const https = securePorts(records, secure)
  const entries: string[] = []
  for (const exchange of asked) {
    entries.push(JSON.stringify(entryOf(exchange, https)))
    yield
  }
  const left = leftOut(exchanges, first, asked)
  const creator = { name: 'Lab 501', version: ENGINE_VERSION }
  const text = `{"log":{\n"version":"1.2",\n"creator":${JSON.stringify(creator)},\n"comment":${JSON.stringify(left.map(sayInEnglish).join(' '))},\n"entries":[\n${entries.join(',\n')}\n]}}\n`
  return { text, left }
}

function entryOf(exchange: Exchange, secure: ReadonlySet<number>) {
  const { timing: { startedWallMs, connectMs, firstByteMs, lastByteMs }, connection, hop, trace, side, ending } = exchange
  const { request, target } = harRequest(exchange, secure)
  const wait = Math.max(0, (firstByteMs ?? lastByteMs ?? 0) - (connectMs ?? 0))
  const timings = { blocked: -1, dns: -1, connect: connectMs ?? -1, ssl: -1, send: 0, wait, receive: Math.max(0, (lastByteMs ?? 0) - (firstByteMs ?? lastByteMs ?? 0)) }
  return {
    startedDateTime: new Date(startedWallMs >= 0 && startedWallMs <= LAST_MS ? startedWallMs : 0).toISOString(),
    time: Math.max(0, timings.connect) + timings.wait + timings.receive,
    request, response: harResponse(exchange), cache: {}, timings, serverIPAddress: '127.0.0.1', connection: connection.id,
    _lab501: { hop, trace, side, ending, ...(target !== undefined && { target }) },
  }
}

function leftOut(all: readonly Exchange[], first: readonly Exchange[], asked: readonly Exchange[]): Phrase[] {
  const count = (is: (exchange: Exchange) => boolean) => asked.filter(is).length
  const counts: Partial<Record<Extract<Phrase['id'], `har.left-${string}`>, number>> = {
    'har.left-hops': all.length - first.length,
    'har.left-unreadable': first.length - asked.length,
    'har.left-interim': count(({ responses }) => responses.some(({ status }) => status > 0 && status < 200)),
    'har.left-trailers': count(exchange => [exchange.request, finalResponse(exchange)].some(message => (message?.content.trailers.length ?? 0) > 0)),
    'har.left-malformed': count(({ request, responses }) => [...(request ? [request] : []), ...responses].some(({ malformations }) => malformations.length > 0)),
  }
  return [phrase('har.left-octets'), ...Object.entries(counts).flatMap(([id, many]) => many > 0 ? [phrase(id as Phrase['id'], { count: many })] : [])]
}
