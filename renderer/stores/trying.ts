// What a store tries: how it failed last stays beside it, until the next try.
import { shallowRef, type ShallowRef } from 'vue'

export interface Trying {
  /** In the words of whoever refused. */
  readonly fault: ShallowRef<string | undefined>
  readonly tried: (act: () => Promise<void>) => Promise<void>
}

export function useTrying(): Trying {
  const fault = shallowRef<string>()

  async function tried(act: () => Promise<void>): Promise<void> {
    fault.value = undefined
    try {
      await act()
    } catch (error) {
      fault.value = error instanceof Error ? error.message : String(error)
    }
  }
  return { fault, tried }
}
