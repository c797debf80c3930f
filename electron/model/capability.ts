// What an origin's two tables say about a method at a target, without asking it.
import { z } from 'zod'
import type { Origin } from './scenario.ts'

/** A capability matrix as the page gets it: a row for each target, a cell for each method. */
export const Matrix = z.object({
  participant: z.string(),
  methods: z.array(z.string()),
  targets: z.array(z.string()),
  /** The status where it is certain; 0 where the method is taken and what comes then depends. */
  cells: z.array(z.array(z.int())),
})
export type Matrix = Readonly<z.infer<typeof Matrix>>
/** Of an origin: one method at one resource, or the resource itself. */
export interface Cell { readonly target: string; readonly method?: string }

/** @returns the status that must be, or where the method is taken, those that would say that it is not: 501, 404, 405 follow from the two tables (RFC 9110 §9.1, §15.5.5, §15.5.6). A handler may be there that answers 501 on purpose. */
export function declaredAnswer({ implements: implemented, resources }: Origin, method: string, target: string): 404 | 405 | 501 | { not: number[] } {
  const gets = method === 'HEAD' ? 'GET' : method
  if (!implemented.includes(method) && !implemented.includes(gets)) return 501
  const resource = resourceAt(resources, target)
  if (!resource) return 404
  const handler = resource[method] ?? resource[gets]
  if (!handler) return method === 'OPTIONS' || method === 'TRACE' ? { not: [405, 501] } : 405
  return { not: handler.kind === 'planned' || handler.kind === 'toggle' ? [405] : [405, 501] }
}

/** @returns the matrix of an origin; where no methods or targets are named, all that it implements and has. */
export function matrixOf(origin: Origin, wanted: { readonly methods: readonly string[]; readonly targets: readonly string[] }): Matrix {
  const methods = wanted.methods.length > 0 ? [...wanted.methods] : [...origin.implements]
  const targets = wanted.targets.length > 0 ? [...wanted.targets] : Object.keys(origin.resources)
  return { participant: origin.name, methods, targets, cells: targets.map(target => methods.map(method => statusDeclared(origin, method, target))) }
}

/** @returns the status that the two tables and the handler make certain; 0 where the method is taken and what comes then depends. */
export function statusDeclared(origin: Origin, method: string, target: string): number {
  const declared = declaredAnswer(origin, method, target)
  if (typeof declared === 'number') return declared
  const resource = resourceAt(origin.resources, target)
  const handler = resource?.[method] ?? (method === 'HEAD' ? resource?.['GET'] : undefined)
  if (!handler || handler.kind === 'toggle' || handler.kind === 'collection' || handler.fault !== undefined) return 0
  return { reply: handler.kind === 'reply' ? handler.status : 0, echo: 200, fail: 500, planned: 501 }[handler.kind]
}

function resourceAt(resources: Origin['resources'], target: string) {
  const path = target.replace(/[?#].*$/s, '')
  return Object.hasOwn(resources, path) ? resources[path] : Object.entries(resources).find(([template]) => fits(template, path))?.[1]
}

/** `{name}` stands for one segment. */
function fits(template: string, path: string): boolean {
  const wanted = template.split('/')
  const segments = path.split('/')
  return wanted.length === segments.length && wanted.every((part, nth) => /^\{.*\}$/.test(part) ? segments[nth] !== '' : part === segments[nth])
}
