// The capture as a file, as the core writes it: in which form, with or without its secrets.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Output } from '../../electron/contract/contract.ts'
import type { CaptureForm } from '../../electron/model/capture-form.ts'
import { useCore } from '../bridge/use-core.ts'
import { useAttempt } from './attempt.ts'

export const useSavingCapture = defineStore('saving-capture', () => {
  const core = useCore()
  const attempt = useAttempt()
  const form = ref<CaptureForm>('lab501')
  const keepsSecrets = ref(false)
  /** Absent while the core is at it. */
  const made = shallowRef<Output<'captures.export'>>()
  const fault = shallowRef<string>()
  let latest = 0

  async function make(): Promise<void> {
    if (attempt.id === undefined) return
    const mine = latest += 1
    made.value = fault.value = undefined
    try {
      const answer = await core.call('captures.export', { attempt: attempt.id, form: form.value, keepsSecrets: keepsSecrets.value })
      if (mine === latest) made.value = answer
    } catch (error) {
      if (mine === latest) fault.value = error instanceof Error ? error.message : String(error)
    }
  }

  /** The text of a long capture is not kept for nothing. */
  function forget(): void {
    latest += 1
    made.value = fault.value = undefined
  }

  return { form, keepsSecrets, made, fault, make, forget }
})
