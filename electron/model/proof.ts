// The file `proof.yaml`: what shows that a lab's grading tells right from wrong.
import { z } from 'zod'
import { AnswerValue } from './question.ts'
import { Id } from './lab.ts'

/** Requests in the form of an `.http` file, parted by `###`; answers by question or prediction id. */
const Play = { requests: z.string().default(''), answers: z.record(z.string(), AnswerValue).default({}) }

export const ProofFile = z.strictObject({
  /** Must meet everything, with full points. */
  solution: z.strictObject(Play),
  /** Each must leave the named expectation unmet, with the named feedback if one is named. */
  mistakes: z.array(z.strictObject({
    id: Id,
    says: z.string().min(1),
    ...Play,
    fails: z.strictObject({ of: z.string(), outcome: z.enum(['missed', 'not-yet']).default('missed'), feedback: z.string().optional() }),
  })).min(3),
})
export type ProofFile = z.infer<typeof ProofFile>
