// HAR 1.2 to records. What a file leaves out is told and never made up.
import type { ExchangeRecord, Timing } from '../../../model/exchange.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import { hasRequestLine, requestOctets, responseOctets, type Octets } from './entry-octets.ts'
import { Har, HarEntry } from './har-log.ts'

interface Told { readonly records: ExchangeRecord[]; readonly told: Phrase[] }

/** @returns one record for each entry that was on the wire, in the order of their times, source `import`, and what is not as it was. @throws ZodError when it is not HAR */
export function recordsFromHar(har: unknown): Told {
  const read = Har.parse(har).log.entries.map(entry => HarEntry.safeParse(entry))
  const entries = read.flatMap(({ data }) => data && hasRequestLine(data) ? [data] : [])
  const sent = entries.filter(wasOnTheWire)
  // HAR 1.2 leaves it to the reader to sort; entries without a readable time stay where they stand.
  sent.sort((one, other) => startOf(one) - startOf(other) || 0)
  const made = sent.map((entry, at) => ({ entry, request: requestOctets(entry), response: responseOctets(entry), seq: at + 1 }))
  const either = (is: (octets: Octets) => boolean) => made.filter(({ request, response }) => is(request) || is(response)).length
  const elsewhere = read.filter(({ data }) => data && !hasRequestLine(data) && /^(?:data|blob|about|file|chrome[a-z-]*|moz-extension|safari-[a-z-]*):/i.test(data.request.url)).length
  const counts: Partial<Record<Extract<Phrase['id'], `har.${string}`>, number>> = {
    'har.not-sent': entries.length - sent.length + elsewhere,
    'har.unreadable': read.length - entries.length - elsewhere,
    'har.no-answer': made.filter(({ response }) => response.bytes.length === 0).length,
    'har.content-missing': either(({ missing }) => missing > 0),
    'har.content-recoded': either(({ isRecoded }) => isRecoded),
    'har.length-of-coded': either(({ isRelengthed }) => isRelengthed),
    'har.other-version': sent.filter(({ request, response }) => [request.httpVersion, response?.httpVersion].some(version => version && !/^http\/1\.[01]$|^unknown$/i.test(version))).length,
    'har.no-time': sent.filter(entry => Number.isNaN(startOf(entry))).length,
  }
  return {
    records: made.map(({ entry, request, response, seq }) => recordOf(entry, seq, request, response)),
    told: Object.entries(counts).flatMap(([id, count]) => count > 0 ? [phrase(id as Phrase['id'], { count })] : []),
  }
}

function recordOf(entry: HarEntry, seq: number, request: Octets, response: Octets): ExchangeRecord {
  const { _lab501: own, request: { url } } = entry
  const dropped = { request: request.missing, response: response.missing }
  return {
    seq, trace: own?.trace ?? `h${seq}`, hop: own?.hop ?? 'client-origin', side: own?.side ?? 'client', source: 'import',
    connection: { id: `h${seq}`, clientPort: 0, serverPort: Number(URL.parse(url)?.port || (/^(?:https|wss):/i.test(url) ? 443 : 80)), nth: 1 },
    timing: timingOf(entry), ending: own?.ending ?? 'kept-open',
    ...(dropped.request + dropped.response > 0 && { dropped }),
    request: request.bytes, response: response.bytes,
  }
}

/** What is -1 was not there (HAR 1.2 §timings); ours begin when the first octet is due, which is after waiting for a connection. */
function timingOf(entry: HarEntry): Timing {
  const { timings, time } = entry
  const started = startOf(entry)
  const startedWallMs = Number.isNaN(started) ? 0 : started
  if (typeof time !== 'number' || time < 0) return { startedWallMs }
  const lasted = (ms: number | null | undefined) => Math.max(0, ms ?? 0)
  const connectMs = timings?.connect ?? -1
  const firstByteMs = time - lasted(timings?.receive)
  return { startedWallMs, ...(connectMs >= 0 && { connectMs }), ...(timings?.receive !== undefined && timings.receive !== null && timings.receive >= 0 && firstByteMs >= 0 && { firstByteMs }), lastByteMs: time }
}

function startOf({ startedDateTime }: HarEntry): number {
  return Date.parse(startedDateTime ?? '')
}

/**
 * An answer of a browser's cache or of a service worker crossed no wire: DevTools say `_fromCache`, Playwright transfers nothing, Firefox writes a cache entry
 * and no octets.
 */
function wasOnTheWire({ request: { url }, response, cache, _fromCache }: HarEntry): boolean {
  if (!/^(?:https?|wss?):/i.test(url)) return false
  if (_fromCache !== undefined && _fromCache !== null) return false
  if (!response || (response.status ?? 0) < 100) return true
  if (response._fetchedViaServiceWorker || response._transferSize === 0) return false
  return !(cache && 'afterRequest' in cache && (response.bodySize ?? -1) <= 0 && response.status !== 304)
}
