// Sending results to a collector: what the learner decides, and how it stands.
import { z } from 'zod'
import { Phrase } from './phrase.ts'
import { LearnerName } from './result.ts'

/** As it is typed: longer than a code is with a blank after each character. */
const TypedCode = z.string().max(200)

export const Joining = z.object({ code: TypedCode, name: LearnerName, carriesCaptures: z.boolean() })
export type Joining = Readonly<z.infer<typeof Joining>>

/** `joined` is absent as long as nothing is sent to anybody. */
export const SendingView = z.object({
  joined: z.object({
    /** Where results go, as it stands in a URL; no other address is connected to. */
    address: z.string(), code: z.string(), name: z.string(), carriesCaptures: z.boolean(),
    /** `stopped`: it goes on when the learner changes something or says so. */
    state: z.enum(['idle', 'sending', 'waiting', 'stopped']),
    /** Results that are not there yet, and those that are. */
    waiting: z.int(), sent: z.int(), sentWallMs: z.number().optional(),
    /** When it is tried again by itself. */
    nextWallMs: z.number().optional(), why: Phrase.optional(),
  }).optional(),
})
export type SendingView = Readonly<z.infer<typeof SendingView>>
