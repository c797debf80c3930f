// Whether the core is there, what it is, and up to when everything is saved.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Output } from '../../electron/contract/contract.ts'
import { useCore } from '../bridge/use-core.ts'

export const useConnection = defineStore('connection', () => {
  const core = useCore()
  const about = shallowRef<Output<'app.describe'>>()
  const savedWallMs = ref<number>()
  core.on('exchanges.saved', () => { savedWallMs.value = Date.now() })

  async function describe(): Promise<void> {
    about.value = await core.call('app.describe', {})
  }

  return { state: core.state, about, savedWallMs, describe, retry: () => core.retry() }
})
