// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { actionsEnglish } from '../../../electron/model/actions-en.ts'
import { shellEnglish } from '../../../electron/model/shell-en.ts'
import type { ShellWords } from '../../../electron/model/shell-words.ts'
import { useShellWords } from '../../../renderer/composables/useShellWords.ts'
import { speak, words } from '../../../renderer/composables/useWords.ts'
import { scriptedCore } from '../../support/scripted-core.ts'

afterEach(async () => {
  vi.unstubAllGlobals()
  await speak('en')
})

/** @returns what the desktop was told, the latest last */
function begin(): () => readonly ShellWords[] {
  const { asked } = scriptedCore({ 'app.speak': async () => ({}) })
  mount(defineComponent({ setup() { useShellWords(); return () => null } }), { global: { plugins: [words] } })
  return () => asked.filter(({ name }) => name === 'app.speak').map(({ input }) => (input as { words: ShellWords }).words)
}

describe('what is said around the page', () => {
  it('is told to the desktop in the language of the interface, whenever that changes, and whole', async () => {
    vi.stubGlobal('labBridge', {})
    const told = begin()
    await expect.poll(() => told().at(-1)).toEqual({ ...shellEnglish, ...actionsEnglish })
    await speak('de')
    await expect.poll(() => told().at(-1)).toMatchObject({ 'menu.file': 'Datei', 'role.paste': 'Einfügen', 'action.home': 'Alle Übungen' })
    expect(Object.keys(told().at(-1) ?? {}).sort()).toEqual(Object.keys({ ...shellEnglish, ...actionsEnglish }).sort())
  })

  it('is told to nobody in a browser', async () => {
    const told = begin()
    await speak('de')
    expect(told()).toEqual([])
  })
})
