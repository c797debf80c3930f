// Two tables, one truth: what the server implements and what each resource takes; Allow follows from both.
import { DIAGNOSTIC } from '../../model/diagnostic.ts'
import type { Handler, Origin, Resource } from '../../model/scenario.ts'

/** A resource found at a path: a declared one, or the diagnostic endpoint, which takes all that the server implements. */
export type Found = { readonly kind: 'declared'; readonly resource: Resource } | { readonly kind: 'diagnostic'; readonly code: string }

/** @returns the resource at `path` (query left out), or undefined. A literal segment beats a `{name}` one. */
export function findResource(origin: Origin, path: string): Found | undefined {
  const query = path.indexOf('?')
  const plain = query < 0 ? path : path.slice(0, query)
  if (plain.startsWith(DIAGNOSTIC)) return { kind: 'diagnostic', code: plain.slice(DIAGNOSTIC.length) }
  const literal = Object.hasOwn(origin.resources, plain) ? origin.resources[plain] : undefined
  if (literal) return { kind: 'declared', resource: literal }
  const segments = plain.split('/')
  const pattern = Object.keys(origin.resources).find(template => {
    const parts = template.split('/')
    return parts.length === segments.length && parts.every((part, at) => part === segments[at] || (/^\{.+\}$/.test(part) && segments[at] !== ''))
  })
  const resource = pattern === undefined ? undefined : origin.resources[pattern]
  return resource && { kind: 'declared', resource }
}

/** @returns what the server implements for at least one resource; where there is GET there is HEAD (RFC 9110 §9.1, §9.3.2). */
export function implementedMethods(origin: Origin): readonly string[] {
  return origin.implements.includes('GET') && !origin.implements.includes('HEAD') ? [...origin.implements, 'HEAD'] : origin.implements
}

/** Declarations do not change, so what follows from one is found once. */
const allowed = new WeakMap<Origin, WeakMap<Resource, readonly string[]>>()

/** @returns the methods that the resource takes now, as Allow lists them (RFC 9110 §10.2.1). */
export function allowedMethods(origin: Origin, found: Found): readonly string[] {
  if (found.kind === 'diagnostic') return implementedMethods(origin)
  const { resource } = found
  const ofOrigin = allowed.get(origin) ?? new WeakMap<Resource, readonly string[]>()
  const known = ofOrigin.get(resource)
  if (known) return known
  const methods = implementedMethods(origin).filter(method =>
    Object.hasOwn(resource, method) || method === 'OPTIONS' || method === 'TRACE' || (method === 'HEAD' && Object.hasOwn(resource, 'GET')))
  allowed.set(origin, ofOrigin.set(resource, methods))
  return methods
}

/** @returns the methods that are declared for what is at `path`, as far as the server implements them; undefined where nothing is. */
export function declaredMethods(origin: Origin, path: string): string[] | undefined {
  const found = findResource(origin, path)
  if (!found) return undefined
  return implementedMethods(origin).filter(method => found.kind === 'diagnostic' || Object.hasOwn(found.resource, method))
}

/** @returns the handler of a declared resource; HEAD is answered by GET's (RFC 9110 §9.3.2). */
export function handlerOf(resource: Resource, method: string): Handler | undefined {
  return resource[method] ?? (method === 'HEAD' ? resource['GET'] : undefined)
}
