// What this browser remembers of how a person likes things; never what was learned, which the core keeps.
import { ref, watch, type Ref } from 'vue'
import type { z } from 'zod'

const PREFIX = 'lab501.'

/** @returns what is stored under `key` if it still fits `schema`, else `fallback`. */
export function recall<S extends z.ZodType>(key: string, schema: S, fallback: z.output<S>): z.output<S> {
  try {
    const text = localStorage.getItem(PREFIX + key)
    const parsed = text === null ? undefined : schema.safeParse(JSON.parse(text))
    return parsed?.success ? parsed.data : fallback
  } catch {
    return fallback
  }
}

/** A full or forbidden storage costs the memory, never the work. */
export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    return
  }
}

/** @returns a ref that begins as it was left and is stored on every change. */
export function useRemembered<S extends z.ZodType>(key: string, schema: S, fallback: z.output<S>): Ref<z.output<S>> {
  const value = ref(recall(key, schema, fallback)) as Ref<z.output<S>>
  watch(value, now => remember(key, now), { deep: true })
  return value
}
