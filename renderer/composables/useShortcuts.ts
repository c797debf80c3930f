// Keys of the whole view. A letter alone never acts while somebody types, and can be turned off.
import { onBeforeUnmount, onMounted } from 'vue'
import { useSettings } from '../stores/settings.ts'

export type Shortcuts = Readonly<Record<string, () => void>>

const TYPING = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]'

/** Keys are written `J`, `?`, `F6`, `Shift+F6` or `Mod+Enter`, where Mod is Ctrl or ⌘. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const settings = useSettings()

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.altKey) return
    const modified = event.ctrlKey || event.metaKey
    const letter = event.key.length === 1
    // Of what stands in a shadow tree, the event itself names only the host.
    const [target] = event.composedPath()
    if (letter && !modified && (!settings.letterKeys || (target instanceof Element && target.closest(TYPING)))) return
    const shift = event.shiftKey && !letter ? 'Shift+' : ''
    const act = shortcuts[`${modified ? 'Mod+' : ''}${shift}${letter ? event.key.toUpperCase() : event.key}`]
    if (!act) return
    event.preventDefault()
    act()
  }

  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}
