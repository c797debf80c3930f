// A capture as a part of a lab, as the core writes it.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Asked, Output } from '../../electron/contract/contract.ts'
import { useCore } from '../bridge/use-core.ts'
import { useAttempt } from './attempt.ts'

export const useSaveAs = defineStore('save-as', () => {
  const core = useCore()
  const attempt = useAttempt()
  const kind = ref<Asked<'captures.save-as'>['kind']>('solution')
  const made = shallowRef<Output<'captures.save-as'>>()
  const fault = shallowRef<string>()
  let latest = 0

  async function make(exchanges: readonly string[]): Promise<void> {
    if (attempt.id === undefined) return
    const mine = latest += 1
    fault.value = undefined
    try {
      const answer = await core.call('captures.save-as', { attempt: attempt.id, kind: kind.value, exchanges: [...exchanges] })
      if (mine === latest) made.value = answer
    } catch (error) {
      if (mine === latest) fault.value = error instanceof Error ? error.message : String(error)
    }
  }

  return { kind, made, fault, make }
})
