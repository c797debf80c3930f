// What this browser remembers of how a person likes things, and what was begun and not said yet; never what was learned, which the core keeps.
import { ref, watch, type Ref } from 'vue'
import type { Shape } from '../../electron/model/shape.ts'

const PREFIX = 'lab501.'

/** @returns what is stored under `key` if it still fits, else `fallback`. */
export function recall<T>(key: string, fits: Shape<T>, fallback: T): T {
  try {
    const text = localStorage.getItem(PREFIX + key)
    const value: unknown = text === null ? undefined : JSON.parse(text)
    return fits(value) ? value : fallback
  } catch {
    return fallback
  }
}

/** A full or forbidden storage costs the memory, never the work. */
export function remember(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + key)
    else localStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    return
  }
}

/** @returns a ref that begins as it was left and is stored on every change. */
export function useRemembered<T>(key: string, fits: Shape<T>, fallback: T): Ref<T> {
  const value = ref(recall(key, fits, fallback)) as Ref<T>
  watch(value, now => remember(key, now), { deep: true })
  return value
}
