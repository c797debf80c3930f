// The rules of xAPI 1.0.3 that our statements can break (specification part two, sections 2.2 to 2.4), as a schema that takes nothing else.
import { z } from 'zod'

const Iri = z.string().regex(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i)
/** Language tags are its keys (section 4.2). */
const LanguageMap = z.record(z.string().regex(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/), z.string())
/** Keys are IRIs (section 4.1). */
const Extensions = z.record(Iri, z.unknown())
/** Section 2.4.1: a UUID, of the versions 1 to 5. */
const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i)

const Activity = z.strictObject({
  objectType: z.literal('Activity').optional(), id: Iri,
  definition: z.strictObject({ name: LanguageMap.optional(), description: LanguageMap.optional(), type: Iri.optional(), moreInfo: Iri.optional(), extensions: Extensions.optional() }).optional(),
})
/** Section 2.4.2.1: exactly one inverse functional identifier. */
const Agent = z.strictObject({
  objectType: z.literal('Agent').optional(), name: z.string().optional(),
  mbox: z.string().regex(/^mailto:[^@\s]+@[^@\s]+$/).optional(), mbox_sha1sum: z.string().regex(/^[0-9a-f]{40}$/).optional(), openid: Iri.optional(),
  account: z.strictObject({ homePage: Iri, name: z.string().min(1) }).optional(),
}).refine(({ mbox, mbox_sha1sum: sum, openid, account }) => [mbox, sum, openid, account].filter(one => one !== undefined).length === 1)
/** Section 2.4.5.1. */
const Score = z.strictObject({ scaled: z.number().min(-1).max(1).optional(), raw: z.number().optional(), min: z.number().optional(), max: z.number().optional() })
  .refine(({ raw, min, max }) => (min === undefined || max === undefined || min < max) && (raw === undefined || ((min === undefined || raw >= min) && (max === undefined || raw <= max))))
/** ISO 8601 (section 4.6). */
const Duration = z.string().regex(/^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/)
const Activities = z.union([Activity, z.array(Activity)])

/** Section 2.2: no key but these, none of them null. */
export const XapiStatement = z.strictObject({
  id: Uuid.optional(),
  actor: Agent,
  verb: z.strictObject({ id: Iri, display: LanguageMap.optional() }),
  object: Activity,
  result: z.strictObject({ score: Score.optional(), success: z.boolean().optional(), completion: z.boolean().optional(), response: z.string().optional(), duration: Duration.optional(), extensions: Extensions.optional() }).optional(),
  context: z.strictObject({
    registration: Uuid.optional(), instructor: Agent.optional(), revision: z.string().optional(), platform: z.string().optional(), language: z.string().optional(),
    contextActivities: z.strictObject({ parent: Activities.optional(), grouping: Activities.optional(), category: Activities.optional(), other: Activities.optional() }).optional(),
    extensions: Extensions.optional(),
  }).optional(),
  /** Section 4.5: with its offset from UTC; -00:00 is none. */
  timestamp: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-](?!00:00)\d{2}:\d{2}|\+00:00)$/).optional(),
  version: z.string().regex(/^1\.0(\.\d+)?$/).optional(),
})
