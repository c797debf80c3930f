// What each kind of handler does. A kind without a behaviour does not compile.
import { phrase } from '../../model/phrase.ts'
import type { Origin, PlainHandler } from '../../model/scenario.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import type { OutField } from '../wire/write-message.ts'
import { NO_BYTES, problemAnswer, type Answer } from './answer.ts'
import { PATCH_TYPE, collectionAnswer } from './collection-handler.ts'
import type { Collections } from './collections.ts'
import { diagnosticAnswer } from './diagnostic.ts'
import { replyAnswer } from './reply-handler.ts'
import { findResource, handlerOf, implementedMethods } from './resources.ts'
import type { Asked as Requested } from './service.ts'

/** What is left to do once every check before the handler has passed. */
export type Task =
  | { readonly kind: 'handler'; readonly handler: PlainHandler }
  | { readonly kind: 'diagnostic'; readonly code: string; readonly query: string }
  | { readonly kind: 'options'; readonly allow: readonly string[] }
  | { readonly kind: 'trace' }

/** What handlers know of the run besides their own declaration. */
export interface Run {
  readonly isOn: (toggle: string) => boolean
  readonly nextId: () => string
}

interface Asked extends Pick<Requested, 'interim'> { readonly head: RequestHead; readonly path: string; readonly content: Buffer; readonly origin: Origin; readonly collections: Collections; readonly nextId: () => string }

type HandlerOf<K extends PlainHandler['kind']> = Extract<PlainHandler, { kind: K }>

const behaviours: { readonly [K in PlainHandler['kind']]: (handler: HandlerOf<K>, asked: Asked) => Answer } = {
  reply: (handler, { head }) => replyAnswer(handler, head),
  echo(_, { head, path, content }) {
    const seen = { method: answeredAs(head), target: path, version: head.version, fields: head.fields.map(({ name, value }) => [name, value]), content: content.toString('utf8') }
    return { status: 200, fields: [['Content-Type', 'application/json']], content: Buffer.from(`${JSON.stringify(seen, null, 2)}\n`), delayMs: 0, because: replied(200) }
  },
  fail({ message }) {
    throw new Error(message)
  },
  planned({ detail, permanent }, { head }) {
    return problemAnswer(501, phrase('decision.handler-planned'), detail, { method: answeredAs(head), permanent }, [['Cache-Control', 'no-store']])
  },
  collection(handler, { head, path, content, origin, collections, nextId }) {
    return collectionAnswer(collections.at(handler, origin), { head, path, content, at: handler.at, nextId })
  },
}

/** What is said of HEAD in content that it doesn't get is what GET would get, or Content-Length would be another (RFC 9110 §8.6). */
function answeredAs({ method }: RequestHead): string {
  return method === 'HEAD' ? 'GET' : method
}

/** @returns the answer to an accepted request. @throws what a failing handler throws; the connection makes that a 500 */
export function perform(task: Task, asked: Asked): Answer {
  switch (task.kind) {
    case 'handler': return (behaviours[task.handler.kind] as (handler: PlainHandler, asked: Asked) => Answer)(task.handler, asked)
    case 'diagnostic': return diagnosticAnswer(task.code, task.query, implementedMethods(asked.origin), asked.interim)
    case 'options': return { status: 204, fields: [['Allow', task.allow.join(', ')], ...acceptPatch(asked, task.allow)], content: NO_BYTES, delayMs: 0, because: replied(204) }
    case 'trace': return trace(asked)
  }
}

/** What a resource that takes PATCH takes it in, where that is known (RFC 5789 §3.1). */
function acceptPatch({ origin, path }: Asked, allow: readonly string[]): OutField[] {
  const found = path !== '*' && allow.includes('PATCH') ? findResource(origin, path) : undefined
  const handler = found?.kind === 'declared' ? handlerOf(found.resource, 'PATCH') : undefined
  const patches = handler && (handler.kind === 'toggle' ? [handler.on, handler.off] : [handler]).some(({ kind }) => kind === 'collection')
  return patches ? [['Accept-Patch', PATCH_TYPE]] : []
}

/** Fields that a final recipient of TRACE leaves out of what it reflects (RFC 9110 §9.3.8). */
const SENSITIVE = new Set(['authorization', 'proxy-authorization', 'cookie'])

/** @returns the request as it arrived, without what must not be reflected. */
export function trace({ head }: Pick<Asked, 'head'>): Answer {
  const lines = head.fields.filter(({ name }) => !SENSITIVE.has(name.toLowerCase())).map(({ name, value }) => `${name}: ${value}\r\n`)
  const content = Buffer.from(`${head.method} ${head.target} ${head.version}\r\n${lines.join('')}\r\n`, 'latin1')
  return { status: 200, fields: [['Content-Type', 'message/http']], content, delayMs: 0, because: replied(200) }
}

function replied(status: number) {
  return phrase('decision.handler-reply', { status })
}
