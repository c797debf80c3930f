// Coming back finds the text where it was left, although it grows into place a little at a time.
import { onBeforeUnmount, watch, type Ref } from 'vue'
import { number, recordOf } from '../../electron/model/shape.ts'
import { recall, remember } from './useRemembered.ts'

const Tops = recordOf(number())
const KEEP_AFTER_MS = 200

/**
 * @param key names the text; another text begins at its own place
 * @param content what grows inside the scroller
 */
export function useScrollMemory(key: () => { of: string; page: string } | undefined, scroller: Readonly<Ref<HTMLElement | null>>, content: Readonly<Ref<HTMLElement | null>>): void {
  let wanted = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const reach = () => {
    const box = scroller.value
    if (!box || wanted === 0) return
    box.scrollTop = wanted
    if (box.scrollTop >= wanted - 1) wanted = 0
  }
  const giveUp = () => { wanted = 0 }
  const observer = new ResizeObserver(reach)

  function keep(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const at = key()
      if (!at || !scroller.value || wanted > 0) return
      remember(at.of, { ...recall(at.of, Tops, {}), [at.page]: scroller.value.scrollTop })
    }, KEEP_AFTER_MS)
  }

  watch([key, scroller, content] as const, ([at, box, inner], before) => {
    observer.disconnect()
    if (!at || !box || !inner) return
    if (at.of !== before[0]?.of || at.page !== before[0]?.page || box !== before[1]) {
      clearTimeout(timer)
      wanted = recall(at.of, Tops, {})[at.page] ?? 0
      box.scrollTop = wanted
    }
    observer.observe(inner)
    box.addEventListener('scroll', keep, { passive: true })
    for (const own of ['wheel', 'pointerdown', 'keydown']) box.addEventListener(own, giveUp, { passive: true })
  }, { flush: 'post', immediate: true })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    observer.disconnect()
  })
}
