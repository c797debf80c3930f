// The field survey as a page shows it: what every server answered in a few marks, and each answer whole when it is asked for.
import { z } from 'zod'
import { Exchange } from './exchange.ts'
import { SurveyEnding, SurveyRequest, SurveyServer } from './survey.ts'

/** One answer at a glance. `status` is absent where nothing came, and 0 where what came is no HTTP/1 response. */
export const SurveyMark = z.object({ status: z.int().optional(), allow: z.enum(['named', 'empty']).optional(), ending: SurveyEnding, varies: z.literal(true).optional() })
export type SurveyMark = Readonly<z.infer<typeof SurveyMark>>

export const SurveyView = z.object({
  requests: z.array(SurveyRequest.omit({ bytes: true })),
  /** Each with its answers by the request's id; a server that has nothing to ask it about has none. */
  servers: z.array(SurveyServer.extend({ answers: z.record(z.string(), SurveyMark) })),
})
export type SurveyView = Readonly<z.infer<typeof SurveyView>>

/** One answer with its bytes. */
export const SurveyAnswer = z.object({ exchange: Exchange, masked: z.boolean(), varies: z.boolean() })
export type SurveyAnswer = Readonly<z.infer<typeof SurveyAnswer>>
