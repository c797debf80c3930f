// The table of matchers: one for each key of a condition, in the order in which misses are told.
import type { PartialCondition } from '../../../model/condition.ts'
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

/** What follows from the shape of an exchange alone, so that it is judged once for all that have the same. */
export const BY_SHAPE: ReadonlySet<Key> = new Set<Key>(['source', 'method', 'target', 'version', 'status', 'ending', 'connection'])
