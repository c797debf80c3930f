// What is under the pointer stays there while something above it grows, so that no press goes astray.
import { onBeforeUnmount, watch, type Ref } from 'vue'

/** A press ends the hold: what it sets off may move everything. @param content what grows inside the scroller */
export function useSteady(scroller: Readonly<Ref<HTMLElement | null>>, content: Readonly<Ref<HTMLElement | null>>): void {
  let held: { readonly element: Element; readonly top: number } | undefined
  const letGo = () => { held = undefined }
  const hold = ({ target }: Event) => { held = target instanceof Element ? { element: target, top: target.getBoundingClientRect().top } : undefined }
  const holdAgain = () => { if (held) held = { element: held.element, top: held.element.getBoundingClientRect().top } }

  // Called before the next press can be looked at, other than what waits for a frame.
  const observer = new MutationObserver(() => {
    const box = scroller.value
    if (!box || !held?.element.isConnected) { letGo(); return }
    const moved = held.element.getBoundingClientRect().top - held.top
    if (Math.abs(moved) >= 1) box.scrollTop += moved
    holdAgain()
  })

  watch([scroller, content], ([box, inner]) => {
    letGo()
    observer.disconnect()
    if (!box || !inner) return
    observer.observe(inner, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ['class', 'open', 'hidden'] })
    for (const type of ['pointermove', 'pointerdown']) box.addEventListener(type, hold, { passive: true })
    for (const type of ['click', 'pointerleave']) box.addEventListener(type, letGo, { passive: true })
    box.addEventListener('scroll', holdAgain, { passive: true })
  }, { flush: 'post', immediate: true })
  onBeforeUnmount(() => { observer.disconnect() })
}
