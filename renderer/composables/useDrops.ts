// A file that is let go of above the page, wherever that is: without this, a browser would leave the page to show the file.
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** @param take gets a file that nobody further in took @returns whether one is held above the page now */
export function useDrops(take: (file: File) => void): Ref<boolean> {
  const isOver = ref(false)
  const listeners = {
    dragover: (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      isOver.value = true
    },
    dragleave: (event: DragEvent): void => {
      if (event.relatedTarget === null) isOver.value = false
    },
    drop: (event: DragEvent): void => {
      isOver.value = false
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      const file = event.dataTransfer?.files[0]
      if (file) take(file)
    },
  }
  const kinds = ['dragover', 'dragleave', 'drop'] as const
  onMounted(() => { for (const kind of kinds) addEventListener(kind, listeners[kind]) })
  onBeforeUnmount(() => { for (const kind of kinds) removeEventListener(kind, listeners[kind]) })
  return isOver
}
