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
    /** The record store that is told of them. Its name and password are not told to anybody. */
    forwarding: z.object({
      to: z.string(),
      /** Statements that are there; results that wait; results of which nothing is told, with the reason. */
      statements: z.int(), waiting: z.int(), left: z.array(z.string()),
      /** What is in the way; whether nothing more is sent therefore. */
      why: z.string().optional(), isOver: z.boolean(),
    }).optional(),
  }).optional(),
})
export type CollectorView = Readonly<z.infer<typeof CollectorView>>
