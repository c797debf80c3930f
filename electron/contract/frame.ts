// The text frames of the bridge. A frame that does not parse closes the port: no guessing.
import { z } from 'zod'
import { Failure } from './failure.ts'

export const Frame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: z.int(), name: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('cancel'), id: z.int() }),
  z.object({ kind: z.literal('value'), id: z.int(), value: z.unknown() }),
  z.object({ kind: z.literal('failure'), id: z.int(), failure: Failure }),
  z.object({ kind: z.literal('event'), name: z.string(), body: z.unknown() }),
])
export type Frame = z.infer<typeof Frame>

/** @returns the frame, or undefined when the text is not one. */
export function readFrame(text: string): Frame | undefined {
  try {
    return Frame.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
