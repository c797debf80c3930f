// HAR 1.2 as it is found: every writer leaves something out, says null, or adds members of its own (names with `_`).
import { z } from 'zod'

/** Some writers say null where the specification has them say nothing. */
const text = z.string().nullish()
const number = z.number().nullish()
const Fields = z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number().transform(String), z.null().transform(() => '')]) })).nullish().transform(fields => fields ?? [])
/** What Lab 501 writes besides, so that it can read back what HAR has no place for. */
const Own = z.object({
  hop: z.string().max(200).optional(), trace: z.string().max(200).optional(), side: z.enum(['client', 'server']).optional(),
  ending: z.enum(['kept-open', 'client-closed', 'server-closed', 'reset', 'timed-out', 'refused']).optional(),
  target: z.string().optional(),
}).optional().catch(undefined)

export const HarEntry = z.object({
  startedDateTime: text, time: number,
  request: z.object({
    method: z.string(), url: z.string(), httpVersion: text, headers: Fields, bodySize: number,
    postData: z.object({ text, encoding: text, _base64: text, params: z.array(z.unknown()).nullish() }).nullish(),
  }),
  response: z.object({
    status: number, statusText: text, httpVersion: text, headers: Fields, bodySize: number, _transferSize: number, _fetchedViaServiceWorker: z.boolean().nullish(),
    content: z.object({ text, encoding: text, size: number }).nullish(),
  }).nullish(),
  timings: z.object({ blocked: number, dns: number, connect: number, send: number, wait: number, receive: number }).nullish().catch(undefined),
  /** Firefox writes a member, with or without anything in it, where its cache answered. */
  cache: z.looseObject({}).nullish().catch(undefined),
  _fromCache: z.unknown().optional(), _lab501: Own,
})
export type HarEntry = z.infer<typeof HarEntry>
export type HarFields = HarEntry['request']['headers']

/** Entries are looked at one by one: one that says too little does not cost the others. */
export const Har = z.object({ log: z.object({ entries: z.array(z.unknown()) }) })
