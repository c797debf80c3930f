// The table of matchers: one for each key of a condition, in the order in which misses are told.
import type { Condition } from '../../../model/expectation.ts'
import { content } from './content.ts'
import { ending } from './ending.ts'
import { fields } from './fields.ts'
import type { Matcher } from './matcher.ts'
import { method } from './method.ts'
import { source } from './source.ts'
import { target, version } from './start-line.ts'
import { status } from './status.ts'

export type Key = keyof Required<Condition>
export type Wanted<K extends Key> = NonNullable<Condition[K]>
export type Matchers = { readonly [K in keyof Required<Condition>]: Matcher<Wanted<K>> }

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
}
