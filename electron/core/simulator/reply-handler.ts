// A fixed answer, and what becomes of it when the request has a condition.
import { phrase, sayInEnglish } from '../../model/phrase.ts'
import type { PlainHandler } from '../../model/scenario.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import type { OutField } from '../wire/write-message.ts'
import { NO_BYTES, problemAnswer, type Answer } from './answer.ts'
import { readHttpDate } from './cache/http-date.ts'
import { failedPrecondition } from './preconditions.ts'

type Reply = Extract<PlainHandler, { kind: 'reply' }>
interface Known { readonly answer: Answer; readonly validators?: { readonly tag: string; readonly modifiedMs: number | undefined } }

/** What a declaration always says is laid out once; a deployment declares anew. */
const replies = new WeakMap<Reply, Known>()
/** Tells the century of a two-digit year, the same in every run: where a lab's clock stands by default. */
const CENTURY_MS = Date.UTC(2026, 0, 5)
/** About the content that does not come with a 304 (RFC 9110 §15.4.5). */
const OF_CONTENT = /^content-(?!location$)/i

/** @returns the declared answer; 304 or 412 in its place where it names a validator, and GET or HEAD a condition that does not hold (RFC 9110 §13.2.1). */
export function replyAnswer(handler: Reply, head: RequestHead): Answer {
  let known = replies.get(handler)
  if (!known) replies.set(handler, known = knownOf(handler))
  const { answer, validators } = known
  // What PUT and the like declare as ETag is that of what they make, and says nothing about what was there.
  if (!validators || (head.method !== 'GET' && head.method !== 'HEAD')) return answer
  const failed = failedPrecondition(head, validators.tag, validators.modifiedMs)
  if (!failed) return answer
  if (failed.status === 304) return { ...answer, status: 304, fields: answer.fields.filter(([name]) => !OF_CONTENT.test(name)), content: NO_BYTES, because: phrase('decision.handler-not-modified', { field: failed.field }) }
  const because = phrase('decision.handler-precondition', { field: failed.field })
  return problemAnswer(412, because, sayInEnglish(because))
}

function knownOf({ status, fields, text, json, delayMs }: Reply): Known {
  const content = json === undefined ? Buffer.from(text ?? '') : Buffer.from(`${JSON.stringify(json, null, 2)}\n`)
  const own: readonly OutField[] = Object.entries(fields)
  const value = (wanted: string) => own.find(([name]) => name.toLowerCase() === wanted)?.[1]
  const type = json === undefined ? 'text/plain; charset=utf-8' : 'application/json'
  const typed = content.length === 0 || value('content-type') !== undefined
  const answer: Answer = { status, fields: typed ? own : [...own, ['Content-Type', type]], content, delayMs, because: phrase('decision.handler-reply', { status }) }
  const [tag, modified] = [value('etag'), value('last-modified')]
  if (status > 299 || (tag === undefined && modified === undefined)) return { answer }
  return { answer, validators: { tag: tag ?? '', modifiedMs: modified === undefined ? undefined : readHttpDate(modified, CENTURY_MS) } }
}
