// The packs that there are, with what is wrong with them.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { PackView } from '../../electron/model/pack-view.ts'
import { useCore } from '../bridge/use-core.ts'
import { coalesce } from './coalesce.ts'

export const usePacks = defineStore('packs', () => {
  const core = useCore()
  const list = shallowRef<readonly PackView[]>([])
  /** The one that is being written. */
  const written = computed(() => list.value.find(({ source }) => source === 'watched'))

  const load = coalesce(async () => {
    list.value = await core.call('packs.list', {})
  })

  core.on('labs.changed', () => void load().catch(() => undefined))
  core.onReopened(() => void load().catch(() => undefined))

  return { list, written, load }
})
