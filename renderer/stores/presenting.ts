// What helps somebody who shows the page to others: a spot to point with, and answers that are covered until they are wanted.
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { z } from 'zod'
import { useRemembered } from '../composables/useRemembered.ts'
import { useAttempt } from './attempt.ts'

export const usePresenting = defineStore('presenting', () => {
  const attempt = useAttempt()
  const points = ref(false)
  const hides = useRemembered('hides-answers', z.boolean(), false)
  const revealed = ref(new Set<string>())
  const keyOf = (id: string) => `${attempt.id ?? ''} ${id}`

  /** @param id of an expectation, a question, a prediction, a hint or the end of the open attempt */
  const covers = (id: string): boolean => hides.value && !revealed.value.has(keyOf(id))
  const reveal = (id: string): void => void revealed.value.add(keyOf(id))
  const coveredOf = (ids: readonly string[]): ReadonlySet<string> => new Set(ids.filter(covers))

  // Whoever hides answers hides all of them.
  watch(hides, () => revealed.value.clear())

  return { points, hides, covers, coveredOf, reveal }
})
