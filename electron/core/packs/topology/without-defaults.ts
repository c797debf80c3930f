// A value without what its schema would fill in by itself: what a person would have written.
import { isDeepStrictEqual } from 'node:util'
import type { core, z } from 'zod'

/** What something is and is called is written before all else about it. */
const FIRST = ['kind', 'role', 'name', 'persona']

/** @returns a copy that is read back as the same. @param value what the schema gave out */
export function withoutDefaults(value: unknown, schema: core.$ZodType): unknown {
  const { def } = (schema as core.$ZodTypes)._zod
  switch (def.type) {
    case 'default': case 'prefault': case 'optional': return withoutDefaults(value, def.innerType)
    case 'array': return Array.isArray(value) ? value.map(item => withoutDefaults(item, def.element)) : value
    case 'record': return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutDefaults(inner, def.valueType)])) : value
    case 'union': {
      const form = def.options.find(option => (option as z.ZodType).safeParse(value).success)
      return form ? withoutDefaults(value, form) : value
    }
    case 'object': {
      if (!isObject(value)) return value
      const entries = Object.entries(value)
      const first = FIRST.flatMap(wanted => entries.filter(([key]) => key === wanted))
      return Object.fromEntries([...first, ...entries.filter(([key]) => !FIRST.includes(key))].flatMap(([key, inner]) => {
        const known = def.shape[key]
        if (!known || inner === undefined) return inner === undefined ? [] : [[key, inner]]
        const filled = (known as z.ZodType).safeParse(undefined)
        return filled.success && isDeepStrictEqual(filled.data, inner) ? [] : [[key, withoutDefaults(inner, known)]]
      }))
    }
    default: return value
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
