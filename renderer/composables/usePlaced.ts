// Puts a panel of the top layer beside what it belongs to, and keeps it there while the page scrolls or changes its size.
import { onBeforeUnmount, type Ref } from 'vue'

const EDGE = 8
/** Less than this is no room to read in. */
const ROOM = 160

/** @param end aligns the right edges */
export function usePlaced(anchor: Ref<HTMLElement | null>, panel: Ref<HTMLElement | null>, end = false) {
  function place(): void {
    const [at, of] = [anchor.value?.getBoundingClientRect(), panel.value]
    if (!at || !of) return
    const [below, above] = [innerHeight - at.bottom - EDGE, at.top - EDGE]
    const isBelow = below >= Math.min(of.scrollHeight, ROOM) || below >= above
    of.style.maxHeight = `${Math.max(ROOM, isBelow ? below : above) - 4}px`
    of.style.minWidth = `${Math.min(at.width, innerWidth - 2 * EDGE)}px`
    const { width, height } = of.getBoundingClientRect()
    of.style.left = `${Math.max(EDGE, Math.min(end ? at.right - width : at.left, innerWidth - width - EDGE))}px`
    of.style.top = `${isBelow ? at.bottom + 4 : Math.max(EDGE, at.top - height - 4)}px`
  }

  function begin(): void {
    place()
    addEventListener('scroll', place, { capture: true, passive: true })
    addEventListener('resize', place)
  }
  function stop(): void {
    removeEventListener('scroll', place, { capture: true })
    removeEventListener('resize', place)
  }

  onBeforeUnmount(stop)
  return { place, begin, stop }
}
