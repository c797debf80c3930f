// A ladder's rungs, from top to bottom: what an author wrote, or what one request of the learner did.
import type { LadderLine } from '../../../electron/model/block.ts'
import { finalResponse } from '../../../electron/model/exchange.ts'
import { CLIENT, sideOf, type Hop, type Journey, type Stop } from '../../../electron/model/journey.ts'
import { passagesOf, type Passage } from '../hops/passage.ts'

export type Rung =
  | { readonly kind: 'request' | 'response'; readonly from: string; readonly to: string; readonly words: string; readonly status?: number; readonly exchange?: string }
  | { readonly kind: 'note'; readonly at: string; readonly words: string }

/** What has no words in the bytes. */
export interface Sayings {
  readonly unreadable: string
  readonly silent: string
  readonly answered: string
  readonly unreached: string
  /** @returns the sign before the name of a field that was added, removed or changed. */
  readonly sign: (kind: 'added' | 'removed' | 'changed') => string
}

/** So many changed fields are named; the others are counted by the panel of the participant. */
const NAMED = 4

/** @returns who takes part, the client first, the others in the order of the topology. */
export function columnsOf(rungs: readonly Rung[], participants: readonly string[]): string[] {
  const named = new Set(rungs.flatMap(rung => (rung.kind === 'note' ? [rung.at] : [rung.from, rung.to])))
  return [CLIENT, ...participants, ...named].filter((name, nth, all) => named.has(name) && all.indexOf(name) === nth)
}

/** @returns the lines of an author; a response that begins with a status code has that status. */
export function rungsOfLines(lines: readonly LadderLine[]): Rung[] {
  return lines.map((line): Rung => {
    const status = line.kind === 'response' ? /^([1-5]\d\d)\b/.exec(line.words)?.[1] : undefined
    return status === undefined || line.kind === 'note' ? line : { ...line, status: Number(status) }
  })
}

/** @returns the way of one request, there and back, with what each participant changed. */
export function rungsOfJourney({ stops }: Journey, sayings: Sayings): Rung[] {
  const follow = (stop: Stop): Rung[] => {
    const [asked, answered] = [passagesOf(stop).find(({ side }) => side === 'request'), passagesOf(stop).find(({ side }) => side === 'response')]
    return [
      requestOf(stop.inbound, sayings),
      ...note(stop.participant, stop.role === 'self' ? sayings.answered : stop.role === 'unreached' ? sayings.unreached : changedIn(asked, sayings)),
      ...stop.outbound.flatMap(next => stops.filter(({ inbound }) => inbound === next).flatMap(follow)),
      ...note(stop.participant, stop.role === 'passed-on' ? changedIn(answered, sayings) : ''),
      responseOf(stop.inbound, sayings),
    ]
  }
  return stops.filter(({ inbound }) => inbound.from === CLIENT).flatMap(follow)
}

function requestOf(hop: Hop, { unreadable }: Sayings): Rung {
  const { id, request } = sideOf(hop)
  return { kind: 'request', from: hop.from, to: hop.to, words: request ? `${request.method} ${request.target}` : unreadable, exchange: id }
}

function responseOf(hop: Hop, { silent }: Sayings): Rung {
  const side = sideOf(hop)
  const answer = finalResponse(side)
  return { kind: 'response', from: hop.to, to: hop.from, words: answer ? `${answer.status} ${answer.reason}` : silent, exchange: side.id, ...(answer && { status: answer.status }) }
}

function note(at: string, words: string): Rung[] {
  return words === '' ? [] : [{ kind: 'note', at, words }]
}

function changedIn(passage: Passage | undefined, { sign }: Sayings): string {
  const names = passage?.lines.flatMap(({ part, kind, name }) => (part === 'field' && kind !== 'same' ? [`${sign(kind)} ${name}`] : [])) ?? []
  const once = [...new Set(names)]
  return once.length > NAMED ? `${once.slice(0, NAMED).join(', ')}, …` : once.join(', ')
}
