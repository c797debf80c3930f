// Which directives govern a response, and what a request asks of a cache.
import { parseDictionary, Token } from 'structured-headers'
import { Directives, readDirectives, type Argument } from './directives.ts'
import { hasField, listMembers, valuesOf, type FieldLines } from './fields.ts'

export interface Policy {
  readonly directives: Directives
  /** False when a targeted field governs: it takes the place of `Cache-Control` and of `Expires` (RFC 9213 §2.2). */
  readonly heedsExpires: boolean
}

/** @returns what governs a response. @param targeted fields meant for caches like this one, the first that is usable wins (RFC 9213) */
export function policyOf(fields: FieldLines, targeted: readonly string[]): Policy {
  for (const name of targeted) {
    const directives = readTargeted(valuesOf(fields, name))
    if (directives) return { directives, heedsExpires: false }
  }
  return { directives: readDirectives(fields), heedsExpires: true }
}

const IN_SECONDS = new Set(['max-age', 's-maxage', 'stale-while-revalidate', 'stale-if-error'])

/** @returns the directives of a targeted field, or undefined if it is empty or no valid dictionary: it is then ignored (RFC 9213 §2.1). */
function readTargeted(lines: readonly string[]): Directives | undefined {
  if (lines.length === 0) return undefined
  try {
    const members = [...parseDictionary(lines.join(', '))].map(([name, [value]]) => [name, argumentOf(name, value)] as const)
    const meant = members.filter(([, argument]) => argument !== false) as [string, Argument][]
    return members.length > 0 && meant.every(([name, argument]) => argument !== null || !IN_SECONDS.has(name)) ? new Directives(meant) : undefined
  } catch {
    return undefined
  }
}

function argumentOf(name: string, value: unknown): Argument | false {
  if (typeof value === 'boolean') return value && (IN_SECONDS.has(name) ? null : undefined)
  if (IN_SECONDS.has(name)) return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? String(value) : null
  return typeof value === 'string' || value instanceof Token ? value.toString() : null
}

/** @returns what a request asks; `Pragma: no-cache` counts where there is no `Cache-Control` (RFC 9111 §5.4). */
export function askedOf(fields: FieldLines): Directives {
  if (hasField(fields, 'cache-control')) return readDirectives(fields)
  const pragmas = listMembers(valuesOf(fields, 'pragma')).map(pragma => pragma.toLowerCase())
  return new Directives(pragmas.includes('no-cache') ? [['no-cache', undefined]] : [])
}

/** @returns whether a stale response may not be used without validation, whoever wants it (RFC 9111 §4.2.4). */
export function forbidsStale({ directives }: Policy): boolean {
  return ['must-revalidate', 'proxy-revalidate', 's-maxage'].some(name => directives.has(name)) || directives.speaksOfAll('no-cache')
}
