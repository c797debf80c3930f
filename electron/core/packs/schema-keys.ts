// What a schema would have taken at a place: for saying the right word to one who wrote a wrong one.
import type { core, z } from 'zod'
import type { Path } from './yaml-document.ts'

type Def = core.$ZodTypes['_zod']['def']

/** @returns every key that some form of `schema` knows at `path`, without doubles. */
export function keysAt(schema: z.ZodType, path: Path): string[] {
  let here = formsOf(schema)
  for (const step of path) here = here.flatMap(def => insideOf(def, step))
  return [...new Set(here.flatMap(def => def.type === 'object' ? Object.keys(def.shape) : []))]
}

function insideOf(def: Def, step: string | number): Def[] {
  if (def.type === 'object') return formsOf(Object.hasOwn(def.shape, step) ? def.shape[step] : undefined)
  if (def.type === 'array') return formsOf(def.element)
  if (def.type === 'record') return formsOf(def.valueType)
  return []
}

/** Looks through defaults, options and unions at the forms that can really stand there. */
function formsOf(schema: core.$ZodType | undefined): Def[] {
  if (!schema) return []
  const def = (schema as core.$ZodTypes)._zod.def
  if (def.type === 'union') return def.options.flatMap(formsOf)
  if (def.type === 'default' || def.type === 'prefault' || def.type === 'optional') return formsOf(def.innerType)
  return [def]
}
