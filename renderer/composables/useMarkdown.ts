// An author's Markdown as parts of a page: prose, already clean, and what stands between it.
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { Part } from './render-markdown.ts'

const AGAIN_MS = 2_000

/** Once it is there a text is laid out in the turn in which it changes: no moment is without it. */
const renderer = shallowRef<typeof import('./render-markdown.ts')>()

/**
 * The renderer comes in a file of its own, which the app may be unable to give when it is just going down.
 * @returns the parts of `text`, empty until the renderer is there, and whether it could not be had so far
 */
export function useMarkdown(text: () => string, fill: <T>(value: T) => T) {
  const rendered = shallowRef<{ readonly of: string; readonly parts: readonly Part[] }>({ of: '', parts: [] })
  /** Never those of the text before. */
  const parts = computed(() => (rendered.value.of === text() ? rendered.value.parts : []))
  const isPlain = ref(false)
  const tries = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined

  watch([text, renderer], ([of, there]) => {
    if (there) rendered.value = { of, parts: there.renderMarkdown(of, fill) }
  }, { immediate: true })
  watch(tries, async () => {
    renderer.value ??= await import('./render-markdown.ts').catch(() => undefined)
    isPlain.value = renderer.value === undefined
    if (isPlain.value) timer = setTimeout(() => { tries.value += 1 }, AGAIN_MS)
  }, { immediate: true })
  onBeforeUnmount(() => clearTimeout(timer))
  return { parts, isPlain }
}
