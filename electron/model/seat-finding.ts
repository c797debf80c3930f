// What was found out about one thing of a seat or a machine.
import { z } from 'zod'

export const SeatFinding = z.object({
  id: z.string(),
  ok: z.boolean(),
  /** The app cannot do its main job without it. */
  needed: z.boolean(),
  what: z.string(),
  /** Empty when there is nothing to mend. */
  mend: z.string(),
})
export type SeatFinding = Readonly<z.infer<typeof SeatFinding>>
