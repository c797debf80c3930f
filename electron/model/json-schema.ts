// JSON Schema (draft 2020-12) as far as it can be judged in time that grows with schema and document only.
import { z } from 'zod'

/** So many schemas within each other and beside each other are enough for what a lab asks. */
export const MOST_SCHEMAS = 200

const Plain = z.record(z.string(), z.json())
export const JsonSchema = z.union([z.boolean(), Plain])
export type JsonSchema = z.infer<typeof JsonSchema>

/**
 * The keywords that are judged, and what they hold. Left out: `pattern`, `patternProperties` and `format`, whose patterns run on a backtracking
 * engine; references, which can double the work with each; `uniqueItems`, which compares each item with each; and what is about other documents.
 */
const KEYWORDS: Readonly<Record<string, 'value' | 'schema' | 'list' | 'map'>> = {
  type: 'value', enum: 'value', const: 'value', title: 'value', description: 'value',
  minimum: 'value', maximum: 'value', exclusiveMinimum: 'value', exclusiveMaximum: 'value', multipleOf: 'value',
  minLength: 'value', maxLength: 'value', required: 'value', minProperties: 'value', maxProperties: 'value',
  minItems: 'value', maxItems: 'value', minContains: 'value', maxContains: 'value', dependentRequired: 'value',
  items: 'schema', contains: 'schema', additionalProperties: 'schema', propertyNames: 'schema', not: 'schema', if: 'schema', then: 'schema', else: 'schema',
  allOf: 'list', anyOf: 'list', oneOf: 'list', prefixItems: 'list', properties: 'map', dependentSchemas: 'map',
}
export const SCHEMA_KEYWORDS = Object.keys(KEYWORDS)

export type SchemaFault =
  | { readonly kind: 'unknown'; readonly path: readonly (string | number)[]; readonly keyword: string }
  | { readonly kind: 'not-a-schema' | 'too-many'; readonly path: readonly (string | number)[] }

/** @returns the first thing in a schema that is not judged, or undefined. */
export function faultOfSchema(schema: unknown): SchemaFault | undefined {
  const todo: { value: unknown; path: readonly (string | number)[] }[] = [{ value: schema, path: [] }]
  for (let nth = 0; nth < todo.length; nth += 1) {
    const { value, path } = todo[nth] ?? { value: true, path: [] }
    if (nth >= MOST_SCHEMAS) return { kind: 'too-many', path: [] }
    if (typeof value === 'boolean') continue
    if (!isMap(value)) return { kind: 'not-a-schema', path }
    for (const [keyword, held] of Object.entries(value)) {
      const what = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined
      if (what === undefined) return { kind: 'unknown', path: [...path, keyword], keyword }
      if (what === 'value') continue
      if (what === 'schema') todo.push({ value: held, path: [...path, keyword] })
      else if (what === 'list' ? !Array.isArray(held) : !isMap(held)) return { kind: 'not-a-schema', path: [...path, keyword] }
      else for (const [key, inner] of Object.entries(held as object)) todo.push({ value: inner, path: [...path, keyword, what === 'list' ? Number(key) : key] })
    }
  }
  return undefined
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
