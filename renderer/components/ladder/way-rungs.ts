// The way of one request as rungs: there and back, with what each participant did, and how what came to nobody ended.
import { finalResponse, type Exchange } from '../../../electron/model/exchange.ts'
import { CLIENT, sideOf, type Hop, type Journey, type Stop } from '../../../electron/model/journey.ts'
import { rewritesBetween, type Rewrite } from './rewrites.ts'
import type { Arrow, End, Note, Rung } from './rungs.ts'

/** What has no words in the bytes. */
export interface Sayings {
  readonly unreadable: string
  readonly notSent: string
  readonly answered: string
  readonly unreached: string
  readonly notAnswered: (end: End) => string
  readonly cutOff: (answer: string) => string
  readonly rewrite: (rewrite: Rewrite) => string
  readonly stored: (ageSeconds: number | undefined) => string
  readonly confirmed: string
  readonly tunnel: (octets: { readonly request: number; readonly response: number }) => string
}

/** So many changed fields are named; the panel of the participant shows them all. */
const NAMED = 3

/** @returns the rungs in the order of cause and effect; their times never go back. @param request which one of the learner, from 1 */
export function rungsOfWay({ stops }: Journey, request: number, sayings: Sayings): Rung[] {
  const [first] = stops
  const beganMs = first ? sideOf(first.inbound).timing.startedWallMs : 0
  let latestMs = beganMs
  const place = ({ id }: Exchange, atMs: number | undefined) => {
    latestMs = Math.max(latestMs, atMs ?? latestMs)
    return { exchange: id, request, atMs: latestMs, sinceMs: latestMs - beganMs }
  }
  const note = (stop: Stop, words: string, tone: Note['tone']): Note[] =>
    (words === '' ? [] : [{ kind: 'note', at: stop.participant, words, tone, origin: place(sideOf(stop.inbound), undefined) }])

  const asked = (hop: Hop): Arrow => {
    const side = sideOf(hop)
    const words = side.request ? `${side.request.method} ${side.request.target}` : side.requestBytes === '' ? sayings.notSent : sayings.unreadable
    return { kind: 'request', from: hop.from, to: hop.to, words, end: side.ending === 'refused' ? 'refused' : 'arrives', origin: place(side, side.timing.startedWallMs) }
  }
  const answers = (stop: Stop): Arrow[] => {
    const side = sideOf(stop.inbound)
    const { startedWallMs, firstByteMs, lastByteMs } = side.timing
    const ends = { from: stop.inbound.to, to: stop.inbound.from }
    const at = (ms: number | undefined) => place(side, ms === undefined ? undefined : startedWallMs + ms)
    const final = finalResponse(side)
    const interim = side.responses.filter(({ status }) => status < 200).map(({ status, reason }): Arrow => (
      { kind: 'interim', ...ends, words: `${status} ${reason}`.trim(), status, end: 'arrives', origin: at(firstByteMs) }
    ))
    if (!final) {
      const isOpen = interim.at(-1)?.status === 101
      const end = endOf(side)
      return [...interim, ...(isOpen ? tunnel(side, ends, at(lastByteMs)) : end === 'refused' ? [] : [{ kind: 'response' as const, ...ends, words: sayings.notAnswered(end), end, origin: at(lastByteMs ?? firstByteMs) }])]
    }
    const words = `${final.status} ${final.reason}`.trim()
    const isWhole = final.content.complete
    return [...interim,
      { kind: 'response', ...ends, words: isWhole ? words : sayings.cutOff(words), status: final.status, end: isWhole ? 'arrives' : 'cut-off', ...(storedBy(stop) !== undefined && { isStored: true }), origin: at(lastByteMs ?? firstByteMs) },
      ...(side.request?.method === 'CONNECT' && final.status < 300 ? tunnel(side, ends, at(lastByteMs)) : []),
    ]
  }
  const tunnel = ({ dropped }: Exchange, { from, to }: { from: string; to: string }, origin: Arrow['origin']): Arrow[] =>
    (dropped ? [{ kind: 'tunnel', from: to, to: from, words: sayings.tunnel(dropped), end: 'arrives', ...(origin && { origin }) }] : [])

  const follow = (stop: Stop): Rung[] => {
    const near = stop.inbound.server ?? stop.inbound.client
    const [onward, last] = [stop.outbound[0], stop.outbound.at(-1)]
    const far = onward && (onward.client ?? onward.server)
    const back = last && (last.client ?? last.server)
    const stored = storedBy(stop)
    const [came, left] = [back && finalResponse(back), near && finalResponse(near)]
    const there = near?.request && far?.request ? named(rewritesBetween(near.request, far.request), sayings) : ''
    const here = stop.role === 'passed-on' && came && left ? named(rewritesBetween(came, left), sayings) : ''
    const own = stored ?? (stop.role === 'self' && left ? sayings.answered : '')
    return [
      asked(stop.inbound),
      ...(stop.role === 'unreached' ? [] : note(stop, there, 'changed')),
      ...stop.outbound.flatMap(next => stops.filter(({ inbound }) => inbound === next).flatMap(follow)),
      ...(stop.role === 'unreached' ? note(stop, sideOf(stop.inbound).ending === 'refused' ? sayings.notAnswered('refused') : sayings.unreached, 'said') : []),
      ...note(stop, own, stored === undefined ? 'said' : 'stored'), ...note(stop, here, 'changed'),
      ...answers(stop),
    ]
  }
  return stops.filter(({ inbound }) => inbound.from === CLIENT).flatMap(follow)

  /** A cache says in its decision whether it used its store. */
  function storedBy({ inbound }: Stop): string | undefined {
    const because = (inbound.server ?? sideOf(inbound)).decision?.steps.at(-1)?.because
    if (because?.id === 'decision.cache-validated') return sayings.confirmed
    const isStored = because?.id === 'decision.cache-hit' || because?.id === 'decision.cache-stale' || because?.id === 'decision.cache-survived'
    return isStored ? sayings.stored(Number.isFinite(Number(because.values['age'])) ? Number(because.values['age']) : undefined) : undefined
  }
}

function endOf({ ending }: Exchange): End {
  return ending === 'refused' || ending === 'reset' || ending === 'timed-out' ? ending : 'closed'
}

function named(rewrites: readonly Rewrite[], { rewrite }: Sayings): string {
  const words = rewrites.map(rewrite)
  return words.length > NAMED ? `${words.slice(0, NAMED).join(', ')}, …` : words.join(', ')
}
