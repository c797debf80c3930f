// Why a server answered as it did: the checks in the order they were made, up to the one that decided.
import { z } from 'zod'
import { Phrase } from './phrase.ts'

/** The checks of a strict origin, in order (no RFC fixes the whole order; docs/decisions/0003). */
export const CHECKS = [
  'well-formed', 'target-length', 'version', 'host', 'framing', 'transfer-coding', 'authority', 'expectation',
  'method-implemented', 'resource-exists', 'method-taken', 'content', 'handler',
] as const
export const Check = z.enum(CHECKS)
export type Check = z.infer<typeof Check>

export const DecisionStep = z.object({ check: Check, passed: z.boolean(), because: Phrase, section: z.string() })
export type DecisionStep = Readonly<z.infer<typeof DecisionStep>>

export const Decision = z.object({ status: z.int(), steps: z.array(DecisionStep) })
export type Decision = Readonly<z.infer<typeof Decision>>
