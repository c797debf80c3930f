// The learning path: every lab, in order, with how far it got.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { LabSummary } from '../../electron/model/attempt.ts'
import { useCore } from '../bridge/use-core.ts'
import { useSettings } from './settings.ts'

export const useLabs = defineStore('labs', () => {
  const core = useCore()
  const settings = useSettings()
  const list = shallowRef<readonly LabSummary[]>([])
  const loaded = shallowRef(false)

  async function load(): Promise<void> {
    list.value = await core.call('labs.list', settings.spoken)
    loaded.value = true
  }

  core.on('labs.changed', () => {
    if (loaded.value) void load().catch(() => undefined)
  })

  /** Nobody has worked here yet, so the way leads straight to the first lab. */
  const untouched = computed(() => list.value.length > 0 && list.value.every(lab => lab.progress.state === 'new'))

  /** Where to go on: what was left open last, else the first lab that is not done. */
  const next = computed(() => {
    const open = list.value.filter(lab => lab.progress.state === 'open')
    const latest = open.toSorted((one, other) => (other.progress.lastWallMs ?? 0) - (one.progress.lastWallMs ?? 0))[0]
    return latest ?? list.value.find(lab => lab.progress.state === 'new')
  })

  function after(lab: string): LabSummary | undefined {
    return list.value[list.value.findIndex(one => one.id === lab) + 1]
  }

  return { list, loaded, untouched, next, load, after }
})
