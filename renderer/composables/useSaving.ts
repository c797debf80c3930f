// A file made here goes to the learner's disk: the browser's own download, which the desktop app asks a place for.
import { ref } from 'vue'

/** The browser reads the file after the click; it may go once that has surely begun. */
const FREED_AFTER_MS = 60_000

const TYPES: Readonly<Record<string, string>> = { json: 'application/json', yaml: 'application/yaml', svg: 'image/svg+xml' }

/** @param content a text has the type that the name's ending says */
export function saveFile(name: string, content: string | Blob): void {
  const href = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type: TYPES[name.replace(/^.*\./, '')] ?? 'text/plain' }) : content)
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(href), FREED_AFTER_MS)
}

export function useSaving(make: () => Promise<{ readonly name: string; readonly text: string | Blob } | undefined>) {
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
