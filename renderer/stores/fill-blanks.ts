// Texts of a lab cannot know the port that it will run on: they write {{url}} and {{port}}.
import type { Entry } from '../../electron/model/attempt.ts'

/** These hold `.http` texts, in which a `{{url}}` before a target has to be seen as such first. */
const LATER = new Set(['intro', 'narrative', 'request'])

/** @returns a copy of `value` in which every text has its blanks filled; without an entry they stay. */
export function fillBlanks<T>(value: T, entry: Pick<Entry, 'url' | 'port'> | undefined): T {
  if (!entry) return value
  const fill = (text: string) => text.replaceAll('{{url}}', entry.url).replaceAll('{{port}}', String(entry.port))
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return fill(part)
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part === 'object' && part !== null) return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, LATER.has(key) ? inner : walk(inner)]))
    return part
  }
  // Texts stay texts and shapes stay shapes, which the compiler cannot see.
  return walk(value) as T
}
