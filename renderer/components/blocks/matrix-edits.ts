// What a learner makes of the two tables of a server, and the edit that leads there.
import type { Control, Tables } from '../../../electron/model/control.ts'
import { Origin, type Handler } from '../../../electron/model/scenario.ts'

/** What a method that is taken is answered with is the lab's affair: it depends. */
const DEPENDS: Handler = { kind: 'toggle', toggle: 'of the lab', on: { kind: 'echo' }, off: { kind: 'echo' } }

/** @returns an origin with these tables, to be looked at. */
export function originWith(name: string, { implements: implemented, takes }: Tables): Origin {
  const resources = Object.fromEntries(Object.entries(takes).map(([path, methods]) => [path, Object.fromEntries(methods.map(method => [method, DEPENDS]))]))
  return Origin.parse({ role: 'origin', name, implements: implemented, resources })
}

/** @returns the tables with a method that was there gone, or that was not there added. @param path of a resource; the server itself when it is left out */
export function withFlipped(tables: Tables, method: string, path?: string): Tables {
  const flipped = (methods: readonly string[]) => (methods.includes(method) ? methods.filter(one => one !== method) : [...methods, method])
  if (path === undefined) return { ...tables, implements: flipped(tables.implements) }
  return { ...tables, takes: { ...tables.takes, [path]: flipped(tables.takes[path] ?? []) } }
}

/** @returns the edit that makes one of the other, with what differs only; nothing where nothing does. */
export function editBetween(participant: string, before: Tables, after: Tables): Extract<Control, { kind: 'edit' }> | undefined {
  const takes = Object.entries(after.takes).filter(([path, methods]) => !isSame(methods, before.takes[path] ?? []))
  const isOther = !isSame(before.implements, after.implements)
  if (!isOther && takes.length === 0) return undefined
  return { kind: 'edit', participant, ...(isOther && { implements: [...after.implements] }), ...(takes.length > 0 && { takes: Object.fromEntries(takes.map(([path, methods]) => [path, [...methods]])) }) }
}

/** The order of methods means nothing. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every(method => other.includes(method))
}
