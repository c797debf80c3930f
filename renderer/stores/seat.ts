// Whether this is a seat that a learner can sit down at, as the core found out when it was asked last.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { SeatFinding } from '../../electron/model/seat-finding.ts'
import { useCore } from '../bridge/use-core.ts'
import { useTrying } from './trying.ts'

export const useSeat = defineStore('seat', () => {
  const core = useCore()
  const findings = shallowRef<readonly SeatFinding[]>()
  const isChecking = ref(false)
  const { fault, tried } = useTrying()
  /** What stops a learner comes first, then what is only to be known. */
  const inOrder = computed(() => [...findings.value ?? []].sort((one, other) => weightOf(one) - weightOf(other)))
  const isReady = computed(() => findings.value?.every(({ ok, needed }) => ok || !needed))

  async function check(): Promise<void> {
    if (isChecking.value) return
    isChecking.value = true
    findings.value = undefined
    await tried(async () => { findings.value = await core.call('seat.check', {}) })
    isChecking.value = false
  }

  return { inOrder, isReady, isChecking, fault, check }
})

function weightOf({ ok, needed }: SeatFinding): number {
  return ok ? 2 : needed ? 0 : 1
}
