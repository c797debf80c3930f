// A file made here goes to the learner's disk: the browser's own download, which the desktop app asks a place for.
import { ref } from 'vue'

/** The browser reads the file after the click; it may go once that has surely begun. */
const FREED_AFTER_MS = 60_000

export function saveFile(name: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: name.endsWith('.yaml') ? 'application/yaml' : 'application/json' }))
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(href), FREED_AFTER_MS)
}

export function useSaving(make: () => Promise<{ readonly name: string; readonly text: string } | undefined>) {
  const fault = ref<string>()

  async function save(): Promise<void> {
    fault.value = undefined
    try {
      const file = await make()
      if (file) saveFile(file.name, file.text)
    } catch (error) {
      fault.value = error instanceof Error ? error.message : String(error)
    }
  }

  return { fault, save }
}
