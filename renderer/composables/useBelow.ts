// Whether an element lies further down than its scroller shows.
import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

export function useBelow(target: Readonly<Ref<HTMLElement | null>>, scroller: Readonly<Ref<HTMLElement | null>>) {
  const isBelow = ref(false)
  let observer: IntersectionObserver | undefined

  watch([target, scroller], ([element, root]) => {
    observer?.disconnect()
    isBelow.value = false
    if (!element || !root) return
    observer = new IntersectionObserver(([entry]) => {
      isBelow.value = entry !== undefined && !entry.isIntersecting && entry.boundingClientRect.top > (entry.rootBounds?.top ?? 0)
    }, { root, rootMargin: '0px 0px -48px 0px' })
    observer.observe(element)
  }, { flush: 'post', immediate: true })
  onBeforeUnmount(() => observer?.disconnect())
  return isBelow
}
