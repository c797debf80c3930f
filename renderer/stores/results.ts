// A result to hand in: what it can be made of, what the learner chose, and the file as it was shown.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Output } from '../../electron/contract/contract.ts'
import { LearnerName, type ResultOffer } from '../../electron/model/result.ts'
import { useCore } from '../bridge/use-core.ts'
import { useTrying } from './trying.ts'

export const useResults = defineStore('results', () => {
  const core = useCore()
  /** Absent until they are known. */
  const offers = shallowRef<readonly ResultOffer[]>()
  const name = ref('')
  const chosen = ref<string[]>([])
  const carriesCaptures = ref(true)
  const made = shallowRef<Output<'results.make'>>()
  const isMaking = ref(false)
  const { fault, tried } = useTrying()
  const isReady = computed(() => LearnerName.safeParse(name.value.trim()).success && chosen.value.length > 0 && !isMaking.value)

  /** Which look at it this is: what comes for one before it is not wanted any more. */
  let looks = 0

  /** The latest attempt at each lab is chosen at first. */
  const look = () => tried(async () => {
    const mine = looks += 1
    const found = await core.call('results.offers', {})
    if (mine !== looks) return
    offers.value = found
    chosen.value = offers.value.filter(({ isLatest }) => isLatest).map(({ attempt }) => attempt)
  })

  const make = () => tried(async () => {
    const mine = looks
    isMaking.value = true
    try {
      const answer = await core.call('results.make', { name: name.value.trim(), attempts: [...chosen.value], carriesCaptures: carriesCaptures.value })
      if (mine === looks) made.value = answer
    } finally {
      isMaking.value = false
    }
  })

  /** A name stays, for the next time; a file does not. */
  function forget(): void {
    looks += 1
    made.value = offers.value = fault.value = undefined
  }

  return { offers, name, chosen, carriesCaptures, made, isMaking, fault, isReady, look, make, forget, change: () => { made.value = undefined } }
})
