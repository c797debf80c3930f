// What was sent from the composer, newest first. Of this browser and bounded: the captures hold what was really sent.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Draft } from '../../electron/model/draft.ts'
import { having, listOf, number, optional, text } from '../../electron/model/shape.ts'
import { useRemembered } from '../composables/useRemembered.ts'
import { anyDraft } from './draft-shape.ts'

export interface Sent {
  readonly draft: Draft
  readonly sentWallMs: number
  /** The lab or bench that it was sent in. */
  readonly at: string
  readonly status?: number | undefined
}
const Sent = having<Sent>({ draft: anyDraft, sentWallMs: number(), at: text(), status: optional(number()) })

const MOST = 200
/** Characters of all together: storage is shared with the requests in the making. */
const LONGEST = 400_000

export const useHistory = defineStore('history', () => {
  const sent = useRemembered('composer.sent', listOf(Sent), [])

  /** What was forgotten last, until it is brought back or something is sent. */
  const forgotten = shallowRef<readonly Sent[]>([])

  /** The same request again moves up instead of standing there twice. */
  function note(entry: Sent): void {
    forgotten.value = []
    const key = JSON.stringify(entry.draft)
    let length = 0
    sent.value = [entry, ...sent.value.filter(({ draft }) => JSON.stringify(draft) !== key)].slice(0, MOST).filter(one => (length += JSON.stringify(one).length) <= LONGEST)
  }

  function clear(): void {
    forgotten.value = sent.value
    sent.value = []
  }

  function bringBack(): void {
    sent.value = [...forgotten.value]
    forgotten.value = []
  }

  return { sent, forgotten, note, clear, bringBack }
})
