// What was sent from the composer, newest first. Of this browser and bounded: the captures hold what was really sent.
import { defineStore } from 'pinia'
import { z } from 'zod'
import { Draft } from '../../electron/model/draft.ts'
import { useRemembered } from '../composables/useRemembered.ts'

export const Sent = z.object({
  draft: Draft, sentWallMs: z.number(),
  /** The lab or bench that it was sent in. */
  at: z.string(),
  status: z.int().optional(),
})
export type Sent = z.infer<typeof Sent>

const MOST = 200
/** Characters of all together: storage is shared with the requests in the making. */
const LONGEST = 400_000

export const useHistory = defineStore('history', () => {
  const sent = useRemembered('composer.sent', z.array(Sent), [])

  /** The same request again moves up instead of standing there twice. */
  function note(entry: Sent): void {
    const key = JSON.stringify(entry.draft)
    let length = 0
    sent.value = [entry, ...sent.value.filter(({ draft }) => JSON.stringify(draft) !== key)].slice(0, MOST).filter(one => (length += JSON.stringify(one).length) <= LONGEST)
  }

  return { sent, note, clear: () => { sent.value = [] } }
})
