// Tells the desktop in which words its menus and dialogs speak: those of the page's language, each time that another one is chosen.
import { watchEffect } from 'vue'
import { actionsEnglish } from '../../electron/model/actions-en.ts'
import { phrase } from '../../electron/model/phrase.ts'
import { shellEnglish } from '../../electron/model/shell-en.ts'
import type { ShellWords } from '../../electron/model/shell-words.ts'
import { useShell } from '../stores/shell.ts'
import { useBook } from './useBook.ts'
import { useWords } from './useWords.ts'

const ACTIONS = Object.keys(actionsEnglish) as readonly (keyof typeof actionsEnglish)[]

/** Does so as long as the component is there. In a browser nothing is around the page. */
export function useShellWords(): void {
  const shell = useShell()
  if (!shell.speaks) return
  const { say } = useWords()
  const around = useBook<ShellWords>('shell', async () => shellEnglish)
  watchEffect(() => {
    if (around.value) void shell.speak({ ...around.value, ...Object.fromEntries(ACTIONS.map(id => [id, say(phrase(id))])) })
  })
}
