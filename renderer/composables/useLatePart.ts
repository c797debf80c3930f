// A part of the page that may still be on its way when it is asked for: what was asked is done once it is there.
import { ref, watch, type Ref } from 'vue'

/** @param part the part, as soon as it is there @returns whether it was ever asked for, so that it stays, and the function that asks: the last wish counts */
export function useLatePart<Wish>(part: Readonly<Ref<{ open: (wish: Wish) => unknown } | null>>): { readonly isAsked: Ref<boolean>; readonly ask: (wish: Wish) => void } {
  const isAsked = ref(false)
  let waiting: (() => void) | undefined

  function ask(wish: Wish): void {
    isAsked.value = true
    if (part.value) void part.value.open(wish)
    else waiting = () => void part.value?.open(wish)
  }
  watch(part, () => {
    if (!part.value) return
    waiting?.()
    waiting = undefined
  })
  return { isAsked, ask }
}
