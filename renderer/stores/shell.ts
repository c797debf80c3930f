// What is around the page: in the desktop, menus and dialogs that speak as the page does.
import { defineStore } from 'pinia'
import type { ShellWords } from '../../electron/model/shell-words.ts'
import { useCore } from '../bridge/use-core.ts'

export const useShell = defineStore('shell', () => {
  const core = useCore()

  /** What is not told now stays as it was told before, and is told with the next language. */
  async function speak(words: ShellWords): Promise<void> {
    await core.call('app.speak', { words }).catch(() => undefined)
  }

  return { speaks: 'labBridge' in window, speak }
})
