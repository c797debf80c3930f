// What a learner makes of the two tables of a server, and the edit that leads there.
import type { Control, Tables } from '../../../electron/model/control.ts'

/** HEAD follows GET, and OPTIONS is answered by itself (RFC 9110 §9.3.2, §9.3.7): neither needs a column. */
const BY_THEMSELVES = new Set(['HEAD', 'OPTIONS'])

/** @returns the methods that have a column. @param wanted by the author; where there are none, all that stand in the tables */
export function methodsIn({ implements: implemented, takes }: Tables, wanted: readonly string[]): readonly string[] {
  if (wanted.length > 0) return wanted
  return [...new Set([...implemented, ...Object.values(takes).flat()])].filter(method => !BY_THEMSELVES.has(method))
}

/** @returns the tables with a method ticked or not. @param path of a resource; the server itself when it is left out */
export function withMethod(tables: Tables, path: string | undefined, method: string, isTicked: boolean): Tables {
  const changed = (methods: readonly string[]) => (isTicked ? [...methods, method] : methods.filter(one => one !== method))
  if (path === undefined) return { ...tables, implements: changed(tables.implements) }
  return { ...tables, takes: { ...tables.takes, [path]: changed(tables.takes[path] ?? []) } }
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
