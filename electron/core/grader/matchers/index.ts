// The table of matchers: one for each key of a condition, in the order in which misses are told.
import type { PartialCondition } from '../../../model/condition.ts'
import type { Reading, Value } from '../reading.ts'
import { answeredBy } from './answered-by.ts'
import { connection } from './connection.ts'
import { content } from './content.ts'
import { ending } from './ending.ts'
import { fields } from './fields.ts'
import type { Matcher } from './matcher.ts'
import { method } from './method.ts'
import { source } from './source.ts'
import { target, version } from './start-line.ts'
import { status } from './status.ts'
import { tookMs } from './took.ts'

export type Key = keyof Required<PartialCondition>
export type Wanted<K extends Key> = NonNullable<PartialCondition[K]>
export type Matchers = { readonly [K in keyof Required<PartialCondition>]: Matcher<Wanted<K>> }

export const MATCHERS: Matchers = {
  source,
  method,
  target,
  version,
  requestFields: fields('request'),
  requestContent: content('request'),
  status,
  fields: fields('response'),
  content: content('response'),
  ending,
  connection,
  tookMs,
  answeredBy,
}

/** The parts that many exchanges have in common, in the order in which they are counted; the others are looked up in each exchange. */
export const SHARED = ['source', 'method', 'target', 'version', 'status', 'ending', 'connection', 'requestFields', 'requestContent', 'fields', 'content'] as const satisfies readonly Key[]

/** All that the matcher of such a part looks at; of fields and content that depends on what is asked. */
export const LOOKED_AT: { readonly [K in Exclude<typeof SHARED[number], 'requestFields' | 'requestContent' | 'fields' | 'content'>]: (reading: Reading) => Value } = {
  source: ({ exchange }) => exchange.source,
  method: ({ exchange }) => exchange.request?.method,
  target: ({ exchange }) => exchange.request?.target,
  version: ({ exchange }) => exchange.request?.version,
  status: ({ exchange: { responses } }) => responses.length === 1 ? responses[0]?.status : responses.map(response => response.status).join(' '),
  ending: ({ exchange }) => exchange.ending,
  connection: ({ exchange }) => exchange.connection.nth === 1,
}
