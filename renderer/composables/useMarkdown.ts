// An author's Markdown as parts of a page: prose, already clean, and requests that can be put into the composer.
import { shallowRef, watchEffect } from 'vue'
import type { DraftCard, Prose } from './render-markdown.ts'

/** @returns the parts of `text`, empty until the renderer, which no first view needs at once, is there. */
export function useMarkdown(text: () => string, fill: <T>(value: T) => T) {
  const parts = shallowRef<readonly (Prose | DraftCard)[]>([])
  const renderer = import('./render-markdown.ts')
  watchEffect(async () => {
    const wanted = text()
    const { renderMarkdown } = await renderer
    if (wanted === text()) parts.value = renderMarkdown(wanted, fill)
  })
  return parts
}
