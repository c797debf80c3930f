// A request that somebody gave a name, to send it again some day.
import { z } from 'zod'
import { Draft } from './draft.ts'

export const SavedRequest = z.object({ id: z.string().min(1).max(100), name: z.string().trim().min(1).max(120), draft: Draft, savedWallMs: z.number() })
export type SavedRequest = z.infer<typeof SavedRequest>

/** So many are kept, and none is longer, so that the file stays what a person can look through. */
export const MOST_SAVED = 500
export const LONGEST_SAVED = 1_000_000
