// An author's Markdown as parts of a page: prose, already clean, and requests that can be put into the composer.
import { onBeforeUnmount, ref, shallowRef, watchEffect } from 'vue'
import type { DraftCard, Prose } from './render-markdown.ts'

const AGAIN_MS = 2_000

/**
 * The renderer comes in a file of its own, which the app may be unable to give when it is just going down.
 * @returns the parts of `text`, empty until the renderer is there, and whether it could not be had so far
 */
export function useMarkdown(text: () => string, fill: <T>(value: T) => T) {
  const parts = shallowRef<readonly (Prose | DraftCard)[]>([])
  const isPlain = ref(false)
  const tries = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined

  watchEffect(async () => {
    const [wanted] = [text(), tries.value]
    const renderer = await import('./render-markdown.ts').catch(() => undefined)
    isPlain.value = renderer === undefined
    if (!renderer) {
      clearTimeout(timer)
      timer = setTimeout(() => { tries.value += 1 }, AGAIN_MS)
    } else if (wanted === text()) parts.value = renderer.renderMarkdown(wanted, fill)
  })
  onBeforeUnmount(() => clearTimeout(timer))
  return { parts, isPlain }
}
