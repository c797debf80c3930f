// Blanks that an author leaves in texts: {{url}} and {{port}} are filled where the lab runs, {{seed.…}} for each attempt.
import { randomFrom } from './random.ts'

/** What one learner gets and another does not, so that a solution cannot be handed on. Each has eight more: `seed.method2` to `seed.method9`. */
const SEEDED = {
  /** A method that nobody registered. */
  method: (random: () => number) => word(random).toUpperCase(),
  /** A path of one segment, with its slash. */
  path: word,
  word,
  /** Four digits. */
  number: (random: () => number) => String(1_000 + Math.floor(random() * 9_000)),
} as const
type Seeded = keyof typeof SEEDED

/** The names that stand for something between two pairs of braces. */
export const BLANKS = ['url', 'port', ...Object.keys(SEEDED).map(name => `seed.${name}`)] as const

const BLANK = /\{\{([^{}]*)\}\}/g
const SEED = /\{\{seed\.(method|path|word|number)([2-9]?)\}\}/g
const KEPT = /~seed\.(method|path|word|number)([2-9]?)~/g

/** @returns the blanks in a text that nobody fills, each with where it begins. */
export function unknownBlanks(text: string): { name: string; at: number }[] {
  return [...text.matchAll(BLANK)].map(match => ({ name: match[1] ?? '', at: match.index })).filter(({ name }) => !isKnown(name))
}

function isKnown(name: string): boolean {
  return BLANKS.some(known => known === name || (known.startsWith('seed.') && name.startsWith(known) && /^[2-9]$/.test(name.slice(known.length))))
}

/** @returns a value in which every `{{seed.…}}` is written so that it can stand in a method, a path and a field: a lab is read before anybody attempts it. */
export function keepSeeds<T>(value: T): T {
  return inTexts(value, text => text.replace(SEED, (_blank, name: Seeded, nth: string) => `${name === 'path' ? '/' : ''}~seed.${name}${nth}~`))
}

/** @returns whether a lab is another one for each attempt. */
export function hasSeeds(value: unknown): boolean {
  return fillSeeds(value, '') !== value
}

/** @returns a lab, or a part of it, as it is for one attempt: the same for the same seed. @param seed the attempt's id */
export function fillSeeds<T>(value: T, seed: string): T {
  return inTexts(value, text => text.replace(KEPT, (_blank, name: Seeded, nth: string) => SEEDED[name](randomFrom(`${seed} ${name}${nth}`))))
}

/** @returns a lab, or a part of it, in which `shown` stands for all that differs from attempt to attempt. */
export function showSeedsAs<T>(value: T, shown: string): T {
  return inTexts(value, text => text.replace(KEPT, shown))
}

/** A copy with every text and every key changed; what holds none of them stays the very same. */
function inTexts<T>(value: T, change: (text: string) => string): T {
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return change(part)
    if (Array.isArray(part)) {
      const items = part.map(walk)
      return items.every((item, nth) => item === part[nth]) ? part : items
    }
    if (typeof part !== 'object' || part === null) return part
    const entries = Object.entries(part)
    const changed = entries.map(([key, inner]): [string, unknown] => [change(key), walk(inner)])
    return changed.every(([key, inner], nth) => key === entries[nth]?.[0] && inner === entries[nth]?.[1]) ? part : Object.fromEntries(changed)
  }
  // Texts stay texts and shapes stay shapes, which the compiler cannot see.
  return walk(value) as T
}

/** No word and no registered method can come of these letters in this order. */
function word(random: () => number): string {
  const one = (letters: string) => letters[Math.floor(random() * letters.length)] ?? ''
  return Array.from({ length: 3 }, () => one('bdfkmnrvz') + one('aeiou')).join('')
}
