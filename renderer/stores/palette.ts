// What of the palette outlives it: what was used last, and what the desktop's menu asks for.
import { defineStore } from 'pinia'
import type { ActionId } from '../../electron/model/action.ts'
import { listOf, text } from '../../electron/model/shape.ts'
import { useCore } from '../bridge/use-core.ts'
import { useRemembered } from '../composables/useRemembered.ts'

const MOST = 6

export const usePalette = defineStore('palette', () => {
  const core = useCore()
  /** Names of offers, the latest first; never what was typed. */
  const recent = useRemembered('palette.recent', listOf(text(300), MOST), [])

  function used(id: string): void {
    recent.value = [id, ...recent.value.filter(one => one !== id)].slice(0, MOST)
  }

  return { recent, used, onAsked: (act: (action: ActionId) => void) => core.on('action.asked', ({ action }) => act(action)) }
})
