// What a schema would have taken at a place: for saying the right word to one who wrote a wrong one.
import type { core, z } from 'zod'
import type { Path } from './yaml-document.ts'

type Def = core.$ZodTypes['_zod']['def']

/** @returns every key that some form of `schema` knows at `path`, without doubles; of forms that a key tells apart, only the one that is meant. @param value what the file holds */
export function keysAt(schema: z.ZodType, path: Path, value: unknown): string[] {
  let here = formsOf(schema, value)
  let held = value
  for (const step of path) {
    held = inside(held, step)
    here = here.flatMap(def => insideOf(def, step, held))
  }
  return [...new Set(here.flatMap(def => def.type === 'object' ? Object.keys(def.shape) : []))]
}

function inside(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined
}

function insideOf(def: Def, step: string | number, held: unknown): Def[] {
  if (def.type === 'object') return formsOf(Object.hasOwn(def.shape, step) ? def.shape[step] : undefined, held)
  if (def.type === 'array') return formsOf(def.element, held)
  if (def.type === 'record') return formsOf(def.valueType, held)
  return []
}

/** Looks through defaults, options and unions at the forms that can really stand there. */
function formsOf(schema: core.$ZodType | undefined, held: unknown): Def[] {
  if (!schema) return []
  const def = (schema as core.$ZodTypes)._zod.def
  if (def.type === 'default' || def.type === 'prefault' || def.type === 'optional') return formsOf(def.innerType, held)
  if (def.type !== 'union') return [def]
  const meant = 'discriminator' in def ? def.options.filter(option => isMeant(option, String(def.discriminator), held)) : []
  return (meant.length > 0 ? meant : def.options).flatMap(option => formsOf(option, held))
}

/** Whether a form takes what the value has, or has not, at the key that tells the forms apart. */
function isMeant(option: core.$ZodType, key: string, held: unknown): boolean {
  const def = (option as core.$ZodTypes)._zod.def
  const told = def.type === 'object' ? def.shape[key] : undefined
  return told !== undefined && (told as z.ZodType).safeParse(inside(held, key)).success
}
