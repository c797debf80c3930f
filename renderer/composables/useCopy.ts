// To the clipboard, with a word about it that goes by itself.
import { onBeforeUnmount, ref } from 'vue'

const WORD_STAYS_MS = 2_000

export function useCopy() {
  const copied = ref(false)
  const failed = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function copy(text: string): Promise<void> {
    clearTimeout(timer)
    try {
      await navigator.clipboard.writeText(text)
      copied.value = true
      failed.value = false
    } catch {
      failed.value = true
    }
    timer = setTimeout(() => { copied.value = failed.value = false }, WORD_STAYS_MS)
  }

  onBeforeUnmount(() => clearTimeout(timer))
  return { copied, failed, copy }
}
