// What stands on one line of plain YAML: a key, and a value in quotes, in brackets or in neither.
import { HOSTILE_KEYS } from './yaml-faults.ts'

/** Nothing more on this line, behind a blank. */
export const END = /^ *(?: #.*)?$/
/** A key that begins like a word or a path, or stands in quotes. The colon ends the line, or a blank stands behind it. */
export const KEY = /^(?:[a-z_][\w./-]{0,99}|\/[\w./{}-]{0,99}|"[^"\\]{1,99}"):(?: +|$)/i
/** Between brackets braces are none of a key's (YAML 1.2.2 §7.3.3). */
const KEY_IN_BRACKETS = /^[a-z_/][\w./-]{0,99}:(?: +|$)/i
const DOUBLE_QUOTED = /^"(?:[^"\\]|\\["\\nrt])*"/
const SINGLE_QUOTED = /^'(?:[^']|'')*'/
const IN_BRACKETS = /^[^,[\]{}]+/
/** A text without quotes (YAML 1.2.2 §7.3.3): how it begins, and that nothing in it ends a key or begins a comment. */
const PLAIN = /^[^ ?:,[\]{}#&*!|>'"%@`-](?:(?!: |:$| #).)*$/
const NUMBER = /^(?:0|-?[1-9]\d{0,14}|-?(?:0|[1-9]\d{0,7})\.\d{1,7})$/
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([['true', true], ['false', false], ['null', null]])
/** What the core schema (§10.3.2) takes for a number or a word though it is written in another way. */
const NO_TEXT = /^(?:~|null|true|false|[-+]?0[ox][\da-f]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|[-+]?\.(?:inf|nan))$/i
const MOST_LEVELS = 15

/** Thrown where it is not sure that the library would read the same. */
export class Doubt extends Error {}

/** @throws Doubt */
export function sure(isSure: boolean): asserts isSure {
  if (!isSure) throw new Doubt()
}

/** @throws Doubt when the key stands there already, or is none for a pack */
export function put(entries: Record<string, unknown>, key: string, value: unknown): void {
  sure(!Object.hasOwn(entries, key) && !HOSTILE_KEYS.has(key))
  entries[key] = value
}

export class Line {
  readonly #text: string
  #at = 0
  #levels = 0

  constructor(text: string) {
    this.#text = text
  }

  get rest(): string {
    return this.#text.slice(this.#at)
  }

  /** @returns the key that begins here */
  key(form = KEY): string {
    const key = this.#take(form).trimEnd().slice(0, -1)
    if (key.startsWith('"')) return key.slice(1, -1)
    sure(!NO_TEXT.test(key))
    return key
  }

  /** @returns the one value on the line; a comment may stand behind it */
  whole(): unknown {
    if (!/^["'[{]/.test(this.#text)) {
      const comment = this.#text.indexOf(' #')
      return scalar(comment < 0 ? this.#text : this.#text.slice(0, comment))
    }
    const value = this.#value()
    sure(END.test(this.rest))
    return value
  }

  #value(): unknown {
    switch (this.#text[this.#at]) {
      case '"': return JSON.parse(this.#take(DOUBLE_QUOTED))
      case '\'': return this.#take(SINGLE_QUOTED).slice(1, -1).replaceAll('\'\'', '\'')
      case '[': return this.#list()
      case '{': return this.#mapping()
      default: return scalar(this.#take(IN_BRACKETS))
    }
  }

  #list(): unknown[] {
    const items: unknown[] = []
    this.#each(']', () => { items.push(this.#value()) })
    return items
  }

  #mapping(): object {
    const entries: Record<string, unknown> = {}
    this.#each('}', () => { put(entries, this.key(KEY_IN_BRACKETS), this.#value()) })
    return entries
  }

  /** What stands between brackets, parted by commas. */
  #each(end: ']' | '}', read: () => void): void {
    this.#levels += 1
    sure(this.#levels <= MOST_LEVELS)
    this.#take(/^. */)
    for (let isParted = true; !this.rest.startsWith(end); isParted = this.#take(/^ *,? */).includes(',')) {
      sure(isParted)
      read()
    }
    this.#at += 1
    this.#levels -= 1
  }

  #take(pattern: RegExp): string {
    const [found] = pattern.exec(this.rest) ?? []
    sure(found !== undefined)
    this.#at += found.length
    return found
  }
}

function scalar(written: string): unknown {
  const text = written.trimEnd()
  if (NUMBER.test(text)) return Number(text)
  if (WORDS.has(text)) return WORDS.get(text)
  sure(PLAIN.test(text) && !NO_TEXT.test(text))
  return text
}
