// The instructor's collector: where it could listen, its join codes, and what came.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { CollectorView } from '../../electron/model/collector-view.ts'
import { useCore } from '../bridge/use-core.ts'

export const useCollector = defineStore('collector', () => {
  const core = useCore()
  const view = shallowRef<CollectorView>()
  const listenFault = ref<string>()
  /** Why a record store cannot be told. */
  const forwardFault = ref<string>()
  const isBusy = ref(false)

  async function tried(act: () => Promise<CollectorView>, fault = listenFault): Promise<void> {
    fault.value = undefined
    isBusy.value = true
    try {
      view.value = await act()
    } catch (error) {
      fault.value = error instanceof Error ? error.message : String(error)
    } finally {
      isBusy.value = false
    }
  }

  const load = () => tried(() => core.call('collector.view', {}))
  const start = (address: string, isNewCode = false) => tried(() => core.call('collector.start', { address, isNewCode }))
  const stop = () => tried(() => core.call('collector.stop', {}))
  core.on('collector.changed', () => void core.call('collector.view', {}).then(now => { view.value = now }, () => undefined))
  core.onReopened(() => void load())
  /** The password goes to the core, which keeps it in memory, and nowhere else. */
  const forward = (address: string, user: string, password: string) => tried(() => core.call('collector.forward', { address, user, password }), forwardFault)
  const stopForwarding = () => tried(() => core.call('collector.stop-forwarding', {}), forwardFault)
  return { view, fault: listenFault, forwardFault, isBusy, load, start, stop, forward, stopForwarding }
})
