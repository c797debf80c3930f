// One calm voice for what changes out of sight: changes that come together are said together.
import { ref } from 'vue'

const GATHER_MS = 500

const spoken = ref('')
const waiting: string[] = []
let timer: ReturnType<typeof setTimeout> | undefined

function announce(sentence: string): void {
  if (!waiting.includes(sentence)) waiting.push(sentence)
  clearTimeout(timer)
  timer = setTimeout(() => { spoken.value = waiting.splice(0).join(' ') }, GATHER_MS)
}

export function useAnnouncements() {
  return { spoken, announce }
}
