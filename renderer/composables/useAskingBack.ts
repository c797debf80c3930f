// What cannot be taken back is asked back in the place of its button.
import { nextTick, ref, type Ref } from 'vue'

/** @param box holds the button, and what is asked in its place @returns whether it is being asked, and a function that begins or ends that and gives the focus to the first button there */
export function useAskingBack(box: Readonly<Ref<HTMLElement | null>>) {
  const isAsking = ref(false)
  async function ask(asking: boolean): Promise<void> {
    isAsking.value = asking
    await nextTick()
    box.value?.querySelector('button')?.focus()
  }
  return { isAsking, ask }
}
