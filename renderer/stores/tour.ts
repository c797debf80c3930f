// The first minute: from part to part of the page, and to the learner's own first 501.
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { z } from 'zod'
import { finalResponse } from '../../electron/model/exchange.ts'
import { useRemembered } from '../composables/useRemembered.ts'
import { useAttempt } from './attempt.ts'
import { useComposer } from './composer.ts'
import { useExchanges } from './exchanges.ts'
import { useLabs } from './labs.ts'
import { useSettings } from './settings.ts'

/** The last is reached by a 501 alone. */
export const STOPS = ['step', 'composer', 'exchanges', 'strip', 'send', 'done'] as const
export type Stop = (typeof STOPS)[number]

export const useTour = defineStore('tour', () => {
  const attempt = useAttempt()
  const composer = useComposer()
  const exchanges = useExchanges()
  const labs = useLabs()
  const settings = useSettings()
  const seen = useRemembered('tour-seen', z.boolean(), false)
  const stop = ref<Stop>()
  const isAsked = ref(false)
  /** What was captured before does not count. */
  const beginsAfter = ref(0)

  const first = computed(() => labs.list[0]?.id)
  const status = computed(() => {
    const latest = exchanges.rows.at(-1)
    return latest && latest.seq > beginsAfter.value ? finalResponse(latest)?.status : undefined
  })

  function begin(): void {
    isAsked.value = false
    // What is folded cannot be pointed at.
    if (settings.regions.step === 0) settings.regions.step = 40
    if (settings.regions.composer === 0) settings.regions.composer = 32
    const [step] = attempt.lab?.steps ?? []
    if (step && step.id !== attempt.step) void attempt.go(step.id).catch(() => undefined)
    beginsAfter.value = exchanges.all.at(-1)?.seq ?? 0
    stop.value = 'step'
  }

  /** A lab was opened: who has never been here is shown around, and who asked for it. */
  function greet(): void {
    if (attempt.lab === undefined || attempt.lab.id !== first.value) return
    if (isAsked.value || (!seen.value && exchanges.all.length === 0)) begin()
  }

  /** Asks for it by name. @returns the lab that it begins in, as soon as that is opened; undefined where there is none */
  async function ask(): Promise<string | undefined> {
    if (!labs.loaded) await labs.load().catch(() => undefined)
    isAsked.value = first.value !== undefined
    return first.value
  }

  function move(by: 1 | -1): void {
    const to = stop.value && STOPS[STOPS.indexOf(stop.value) + by]
    if (to === undefined || to === 'done') return
    if (to === 'send') composer.propose()
    stop.value = to
  }

  function end(): void {
    if (stop.value === undefined) return
    seen.value = true
    stop.value = undefined
  }

  watch(status, now => { if (now === 501 && stop.value !== undefined) stop.value = 'done' })

  return { stop, status, greet, ask, move, end }
})
