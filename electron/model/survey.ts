// The field survey: what real servers answered to the same requests, as it is kept in labs/field-survey/survey.json.
import { z } from 'zod'
import { Base64 } from './bytes.ts'
import { Ending } from './exchange.ts'

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/)

/**
 * What stands behind `/hello.txt`. `files`: a file, and the server's own code. `handler`: code that answers 200 to whatever
 * the server lets through. `routes`: a route of a framework, for GET only. `proxy`: a backend that answers 200 to everything.
 */
export const SurveyKind = z.enum(['files', 'handler', 'routes', 'proxy'])
export type SurveyKind = z.infer<typeof SurveyKind>

/** The themes that the requests are about, in the order in which they are shown. */
export const SurveyTheme = z.enum(['methods', 'special-methods', 'registered-methods', 'unknown-methods', 'request-line', 'fields', 'framing', 'faults'])
export type SurveyTheme = z.infer<typeof SurveyTheme>

export const SurveyRequest = z.strictObject({
  id: Id,
  theme: SurveyTheme,
  /** What it is, in a sentence. */
  says: z.string().min(1),
  /** Where the specification speaks of it, such as `RFC 9110 §15.6.2`. */
  section: z.string().regex(/^RFC \d+ (§\d+(\.\d+)*|Appendix [A-Z](\.\d+)*)$/),
  /** The kinds of server that have what it asks for; absent: all. */
  kinds: z.array(SurveyKind).min(1).optional(),
  bytes: Base64,
})
export type SurveyRequest = Readonly<z.infer<typeof SurveyRequest>>

export const SurveyServer = z.strictObject({
  id: Id,
  name: z.string().min(1),
  kind: SurveyKind,
  /** As its makers count it. */
  version: z.string().min(1),
  /** What it ran on, with the version, where that answers part of the requests. */
  runtime: z.string().optional(),
  package: z.strictObject({ from: z.enum(['debian', 'npm', 'system']), name: z.string().min(1), version: z.string().min(1) }),
  /** The operating system that it ran on. */
  system: z.string().min(1),
  measured: z.iso.date(),
  /** How it was set up, in a sentence. */
  setting: z.string().min(1),
})
export type SurveyServer = Readonly<z.infer<typeof SurveyServer>>

/**
 * What became of the connection. `kept-open`: a second request on it was answered. `timed-out`: it stayed open, and nothing came:
 * no answer at all where `response` is empty, else none to the second request.
 */
export const SurveyEnding = Ending.extract(['kept-open', 'server-closed', 'reset', 'timed-out'])
export type SurveyEnding = z.infer<typeof SurveyEnding>

export const Measurement = z.strictObject({
  server: Id,
  request: Id,
  ending: SurveyEnding,
  /** All that came before the second request was sent. */
  response: Base64,
  /** Places of the measuring machine (a path in a stack trace) were written over, octet for octet. */
  masked: z.literal(true).optional(),
  /** Asked again, the server answered in another way: a race in it decides. This is one of the answers. */
  varies: z.literal(true).optional(),
})
export type Measurement = Readonly<z.infer<typeof Measurement>>

export const Survey = z.strictObject({
  format: z.literal(1),
  requests: z.array(SurveyRequest),
  servers: z.array(SurveyServer),
  measurements: z.array(Measurement),
})
export type Survey = Readonly<z.infer<typeof Survey>>
