// What a comparison comes to, in a few sentences: what the two statuses say apart from each other, and why the same question can get two answers.
import { finalResponse, type Exchange } from '../../../electron/model/exchange.ts'
import type { Says } from './compared.ts'

/** One of the two, with what is known of it from the other hops and from the server's own reasons. */
export interface Side {
  readonly exchange: Exchange
  /** Whose answer it is, where there are several participants. */
  readonly answeredBy?: string | undefined
  readonly isStored: boolean
}

/** By the two codes, the smaller first: the sections of the codes are RFC 9110 §15.5 and §15.6. */
const PAIRS: Readonly<Record<string, Says>> = {
  '400-501': { word: 'compare.pair-400-501', section: 'RFC 9110 §15.5.1' },
  '404-405': { word: 'compare.pair-404-405', section: 'RFC 9110 §15.5.6' },
  '404-501': { word: 'compare.pair-404-501', section: 'RFC 9110 §15.6.2' },
  '405-500': { word: 'compare.pair-405-500', section: 'RFC 9110 §15.5.6' },
  '405-501': { word: 'compare.pair-405-501', section: 'RFC 9110 §9.1' },
  '500-501': { word: 'compare.pair-500-501', section: 'RFC 9110 §15.6.2' },
  '501-502': { word: 'compare.pair-501-502', section: 'RFC 9110 §15.6.3' },
  '501-503': { word: 'compare.pair-501-503', section: 'RFC 9110 §15.6.4' },
  '501-505': { word: 'compare.pair-501-505', section: 'RFC 9110 §15.6.6' },
}

/** @returns the sentence on two different statuses, or undefined where there is nothing to say but that they differ. */
export function pairOf(one: number | undefined, other: number | undefined): Says | undefined {
  return one === undefined || other === undefined ? undefined : PAIRS[[one, other].sort((a, b) => a - b).join('-')]
}

/** @returns what can be said of the two as a whole; the most telling first. */
export function conclusionsOf(one: Side, other: Side): Says[] {
  const [was, is] = [one.exchange, other.exchange]
  const [status, otherStatus] = [finalResponse(was)?.status, finalResponse(is)?.status]
  const [method, otherMethod] = [was.request?.method, is.request?.method]
  const says: Says[] = []
  if (was.trace === is.trace && was.hop !== is.hop) return [{ word: 'compare.two-hops', blanks: { one: was.hop, other: is.hop }, section: 'RFC 9110 §7.6' }]
  if (was.trace === is.trace && was.side !== is.side) return [{ word: 'compare.two-ends', blanks: { hop: was.hop } }]
  const pair = status === otherStatus ? undefined : pairOf(status, otherStatus)
  if (pair) says.push(pair)
  if ((status === undefined) !== (otherStatus === undefined)) says.push({ word: 'compare.one-silent' })
  if ([method, otherMethod].sort().join() === 'GET,HEAD') says.push({ word: 'compare.head-get', section: 'RFC 9110 §9.3.2' })
  if (one.isStored !== other.isStored) says.push({ word: one.isStored ? 'compare.stored-first' : 'compare.stored-second', section: 'RFC 9111 §4' })
  const isSameAnswerer = one.answeredBy === other.answeredBy
  // Where one came out of a store, that is said already.
  if (!isSameAnswerer && one.isStored === other.isStored && one.answeredBy !== undefined && other.answeredBy !== undefined) says.push({ word: 'compare.other-answerer', blanks: { one: one.answeredBy, other: other.answeredBy }, section: 'RFC 9110 §3.7' })
  const isSameQuestion = method !== undefined && method === otherMethod && was.request?.target === is.request?.target
  if (isSameQuestion && status !== otherStatus && isSameAnswerer) says.push({ word: 'compare.same-question' })
  return says
}

/** By the server's own reasons, else by what the answer says of itself (RFC 9111 §5.1, RFC 9211 §2.1). */
export function isFromStore(exchange: Exchange, decisionId: string | undefined): boolean {
  if (decisionId !== undefined) return decisionId === 'decision.cache-hit' || decisionId === 'decision.cache-stale' || decisionId === 'decision.cache-survived'
  const answer = finalResponse(exchange)
  return answer?.fields.some(({ name, value }) => name.toLowerCase() === 'age' || (name.toLowerCase() === 'cache-status' && /;\s*hit\b/.test(value))) ?? false
}
