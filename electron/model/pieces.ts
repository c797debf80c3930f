// How bytes go out one after the other: so many octets, a pause, so many again. Bounded, so that nothing is ever sent for hours.
import { z } from 'zod'
import { phrase, type Phrase } from './phrase.ts'

export const Pieces = z.object({ octets: z.int().min(1).max(65_536), pauseMs: z.int().min(0).max(10_000) })
export type Pieces = Readonly<z.infer<typeof Pieces>>

export const MOST_PIECES = 1_000
export const LONGEST_PAUSES_MS = 60_000

/** @returns how many pieces `length` octets make, and how long all pauses between them take */
export function paceOf(length: number, { octets, pauseMs }: Pieces): { readonly count: number; readonly pausesMs: number } {
  const count = Math.ceil(length / octets)
  return { count, pausesMs: Math.max(0, count - 1) * pauseMs }
}

/** @returns why `length` octets are not sent in such pieces, or undefined when they are */
export function paceObstacle(length: number, pieces: Pieces | undefined): Phrase | undefined {
  if (!pieces) return undefined
  const { count, pausesMs } = paceOf(length, pieces)
  if (count <= MOST_PIECES && pausesMs <= LONGEST_PAUSES_MS) return undefined
  return phrase('failure.pace', { count, seconds: Math.ceil(pausesMs / 1_000), most: MOST_PIECES, longest: LONGEST_PAUSES_MS / 1_000 })
}
