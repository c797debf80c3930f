// JSON Merge Patch (RFC 7396 §2), without recursion into what it does not change.
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

export function isJsonObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @returns the target as the patch wants it; neither is changed. Names such as `__proto__` are names like any other. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch
  const merged = new Map(isJsonObject(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name)
    else merged.set(name, mergePatch(merged.get(name), value))
  }
  return Object.fromEntries(merged)
}
