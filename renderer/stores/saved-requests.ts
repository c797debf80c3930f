// Requests with a name. The core keeps them: they are work, and a browser forgets.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Draft } from '../../electron/model/draft.ts'
import type { SavedRequest } from '../../electron/model/saved-request.ts'
import { useCore } from '../bridge/use-core.ts'

export const useSavedRequests = defineStore('saved-requests', () => {
  const core = useCore()
  const all = shallowRef<readonly SavedRequest[]>([])
  /** The one that was deleted last, until it is brought back or something else happens. */
  const dropped = shallowRef<SavedRequest>()
  /** What did not work, in the core's words. */
  const fault = shallowRef<string>()

  async function change(ask: () => Promise<readonly SavedRequest[]>, gone?: SavedRequest): Promise<boolean> {
    fault.value = dropped.value = undefined
    try {
      all.value = await ask()
      dropped.value = gone
      return true
    } catch (error) {
      fault.value = error instanceof Error ? error.message : String(error)
      return false
    }
  }
  const keep = (request: SavedRequest) => change(() => core.call('requests.keep', request))

  return {
    all, dropped, fault,
    load: () => change(() => core.call('requests.saved', {})),
    save: (name: string, draft: Draft) => keep({ id: crypto.randomUUID(), name, draft, savedWallMs: Date.now() }),
    rename: (request: SavedRequest, name: string) => keep({ ...request, name }),
    drop: (request: SavedRequest) => change(() => core.call('requests.drop', { id: request.id }), request),
    bringBack: async () => { if (dropped.value) await keep(dropped.value) },
  }
})
