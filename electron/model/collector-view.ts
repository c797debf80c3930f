// The collector as its instructor sees it: where it listens, its join codes, and what came.
import { z } from 'zod'

export const CollectorView = z.object({
  /** Addresses of this machine to choose from; the one that others cannot reach is last. */
  addresses: z.array(z.string()),
  /** How many results the class was given of what was collected. */
  given: z.int(),
  running: z.object({
    /** As it was chosen, with its port. */
    listens: z.string(),
    /** Whether that is every network of this machine. */
    isEverywhere: z.boolean(),
    codes: z.array(z.object({ address: z.string(), code: z.string() })),
    folder: z.string(),
    /** In the folder; since it began; sent once more. */
    collected: z.int(), kept: z.int(), again: z.int(),
    /** How often each kind of thing was refused. */
    refused: z.record(z.string(), z.int()),
  }).optional(),
})
export type CollectorView = Readonly<z.infer<typeof CollectorView>>
