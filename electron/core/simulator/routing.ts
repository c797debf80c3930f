// Which participant a gateway sends a request to: the first route that fits, and of its pool one by weight.
import type { Route } from '../../model/scenario.ts'
import { valuesOf } from '../wire/framing.ts'
import type { RequestHead } from '../wire/request-reader.ts'

/** What a route looks at. */
export type Routed = Pick<RequestHead, 'method' | 'version' | 'fields'>

/** @returns the first route that fits. @param target the path with its query */
export function routeFor(routes: readonly Route[], head: Routed, target: string): Route | undefined {
  return routes.find(route => fits(route, head, target))
}

/** @returns those of the pool that may get a request now, with their weights. */
export function poolOf({ pool }: Route, isDrained: (participant: string) => boolean): Route['pool'] {
  return pool.filter(({ to, weight }) => weight > 0 && !isDrained(to))
}

/** @returns the name of one of them, or undefined if there is none. @param draw chooses a number below its argument */
export function chooseFrom(pool: Route['pool'], draw: (below: number) => number): string | undefined {
  const total = pool.reduce((sum, { weight }) => sum + weight, 0)
  let left = total > 0 ? draw(total) : 0
  for (const { to, weight } of pool) {
    if (left < weight) return to
    left -= weight
  }
  return undefined
}

function fits({ path, method, field, version }: Route, head: Routed, target: string): boolean {
  const values = field ? valuesOf(head, field.name.toLowerCase()) : []
  return (path === undefined || target.startsWith(path)) && (method === undefined || method.includes(head.method)) && (version === undefined || version === head.version)
    && (field === undefined || (field.equals === undefined ? values.length > 0 : values.includes(field.equals)))
}
