// A collection that really changes: GET, POST and DELETE on it, GET, PUT, PATCH and DELETE on what it holds.
import { phrase, sayInEnglish, type Phrase } from '../../model/phrase.ts'
import { valuesOf } from '../wire/framing.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import type { OutField } from '../wire/write-message.ts'
import { NO_BYTES, problemAnswer, type Answer } from './answer.ts'
import { entityTag, jsonBytes, type Collection } from './collections.ts'
import { isJsonObject, mergePatch, type Json } from './merge-patch.ts'
import { failedPrecondition } from './preconditions.ts'

const JSON_TYPE = 'application/json'
/** The one patch format that a collection takes (RFC 7396). */
export const PATCH_TYPE = 'application/merge-patch+json'
const ID = /^[\w.~-]{1,64}$/
/** Deeper content is refused, so that nothing that walks through it runs out of stack. */
const DEEPEST = 64

export interface CollectionRequest { readonly head: RequestHead; readonly path: string; readonly content: Buffer; readonly at: string; readonly nextId: () => string }
/** What is done if the preconditions hold; an answer instead is an error, before which they are not looked at (RFC 9110 §13.2.1). */
type Change = () => Answer

/** @returns the answer. @throws Error for a method that means nothing here; the scenario's schema keeps that from being declared */
export function collectionAnswer(collection: Collection, request: CollectionRequest): Answer {
  const { head, path, at } = request
  const plain = path.split('?', 1)[0] ?? ''
  const id = plain === at ? undefined : plain.slice(at.length + 1)
  const current = id === undefined ? collection.listing() : collection.get(id)
  const change = id === undefined ? onAll(collection, request, current) : onOne(collection, request, id, current)
  if (typeof change !== 'function') return change
  const tag = current && entityTag(current)
  const failed = failedPrecondition(head, tag)
  if (failed?.status === 412) return refuse(412, phrase('decision.collection-precondition', { field: failed.field, current: tag ?? 'nothing' }))
  return failed ? { ...answer(304), fields: tagged(current) } : change()
}

function onAll(collection: Collection, request: CollectionRequest, listing: Buffer | undefined): Change | Answer {
  const { head: { method }, content, at, nextId } = request
  if (method === 'GET' || method === 'HEAD') return () => json(200, listing ?? NO_BYTES, tagged(listing))
  if (method === 'DELETE') {
    return () => {
      collection.clear()
      return answer(204)
    }
  }
  if (method !== 'POST') throw new Error(`a collection does nothing with ${method}`)
  const wrong = wrongType(request.head, JSON_TYPE) ?? wrongItem(content) ?? (collection.hasRoomFor(undefined, content) ? undefined : full())
  return wrong ?? (() => {
    const id = nextId()
    collection.set(id, content)
    return json(201, content, [['Location', `${at}/${id}`], ...tagged(content)])
  })
}

function onOne(collection: Collection, request: CollectionRequest, id: string, current: Buffer | undefined): Change | Answer {
  const { head, path, content, at } = request
  const missing = () => refuse(404, phrase('decision.resource-missing', { target: path }))
  if (!ID.test(id)) return missing()
  switch (head.method) {
    case 'GET': case 'HEAD': return current ? () => json(200, current, tagged(current)) : missing()
    case 'DELETE': return !current ? missing() : () => {
      collection.delete(id)
      return answer(204)
    }
    case 'PUT': return wrongType(head, JSON_TYPE) ?? wrongItem(content) ?? keep(content, () => (current ? answer(204, tagged(content)) : json(201, content, [['Location', `${at}/${id}`], ...tagged(content)])))
    case 'PATCH': {
      const wrong = wrongType(head, PATCH_TYPE) ?? (current ? wrongJson(content) : missing())
      if (wrong || !current) return wrong ?? missing()
      const merged = mergePatch(parse(current), parse(content) ?? null)
      const bytes = jsonBytes(merged)
      return isJsonObject(merged) ? keep(bytes, () => json(200, bytes, tagged(bytes))) : unfit()
    }
    default: throw new Error(`an item of a collection does nothing with ${head.method}`)
  }

  function keep(bytes: Buffer, done: Change): Change | Answer {
    return !collection.hasRoomFor(id, bytes) ? full() : () => {
      collection.set(id, bytes)
      return done()
    }
  }
}

/** RFC 9110 §15.5.16; a patch says in Accept-Patch what it takes (RFC 5789 §2.2) and is never guessed. */
function wrongType(head: RequestHead, type: string): Answer | undefined {
  const said = valuesOf(head, 'content-type')[0]?.split(';', 1)[0]?.trim().toLowerCase() ?? (type === PATCH_TYPE ? '' : type)
  return said === type ? undefined : refuse(415, phrase('decision.collection-type', { type }), [[type === PATCH_TYPE ? 'Accept-Patch' : 'Accept', type]])
}

function wrongItem(content: Buffer): Answer | undefined {
  return wrongJson(content) ?? (isJsonObject(parse(content)) ? undefined : unfit())
}

function wrongJson(content: Buffer): Answer | undefined {
  const value = parse(content)
  if (value === undefined) return refuse(400, phrase('decision.collection-not-json'))
  return isDeeper(value, DEEPEST) ? unfit() : undefined
}

function parse(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as Json
  } catch {
    return undefined
  }
}

function isDeeper(value: Json, left: number): boolean {
  return typeof value === 'object' && value !== null && (left === 0 || Object.values(value).some(inner => isDeeper(inner, left - 1)))
}

function unfit(): Answer {
  return refuse(422, phrase('decision.collection-unfit', { depth: DEEPEST }))
}

function full(): Answer {
  return refuse(507, phrase('decision.collection-full'))
}

function refuse(status: number, because: Phrase, fields: readonly OutField[] = []): Answer {
  return problemAnswer(status, because, sayInEnglish(because), {}, fields)
}

function tagged(bytes: Buffer | undefined): OutField[] {
  return bytes ? [['ETag', entityTag(bytes)]] : []
}

function answer(status: number, fields: readonly OutField[] = [], content: Buffer = NO_BYTES): Answer {
  return { status, fields, content, delayMs: 0, because: phrase('decision.handler-reply', { status }) }
}

function json(status: number, content: Buffer, fields: readonly OutField[]): Answer {
  return answer(status, [...fields, ['Content-Type', JSON_TYPE]], content)
}
