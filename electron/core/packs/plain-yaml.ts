// YAML as nearly every author writes it: mappings and lists by indentation, values on one line, texts below a `|`. The library takes many times
// as long, which was most of what reading a pack cost. It stays the judge: what is written in any other way, or is wrong in any way, is left to it.
// So wherever the least doubt is left, nothing is read; `plain-yaml.spec.ts` holds both against each other.
import { Doubt, END, KEY, Line, put, sure } from './plain-line.ts'

/** Control characters, white space that is no blank, lines of nothing but blanks, and those that begin or end a document. */
const UNUSUAL = /[^\P{Cc}\n]|[^\S \n]|^(?: +$|---|\.\.\.|%)/mu
/** A line that says nothing. */
const IDLE = /^ *(?:#|$)/
/** With as many on one line it stays far below the depth that is refused. */
const MOST_LEVELS = 15

/** @returns the value of a file; undefined where the library has to look. */
export function readPlainYaml(text: string): unknown {
  if (UNUSUAL.test(text) || !text.endsWith('\n')) return undefined
  try {
    return new Lines(text.slice(0, -1).split('\n')).whole()
  } catch (error) {
    if (error instanceof Doubt) return undefined
    throw error
  }
}

class Lines {
  readonly #lines: string[]
  #at = 0
  #levels = 0

  constructor(lines: string[]) {
    this.#lines = lines
  }

  whole(): unknown {
    sure(this.#next() === 0)
    const value = this.#block(0)
    sure(this.#at === this.#lines.length)
    return value
  }

  get #line(): string {
    return this.#lines[this.#at] ?? ''
  }

  /** Goes on to the next line that says something. @returns its indentation; -1 at the end */
  #next(): number {
    while (this.#at < this.#lines.length && IDLE.test(this.#line)) this.#at += 1
    return indentOf(this.#line)
  }

  #isItem(indent: number): boolean {
    return this.#line.startsWith('- ', indent)
  }

  #block(indent: number): unknown {
    this.#levels += 1
    sure(this.#levels <= MOST_LEVELS)
    const value = this.#isItem(indent) ? this.#list(indent) : this.#mapping(indent)
    this.#levels -= 1
    // Nothing above is what a line further in could belong to.
    sure(this.#next() <= indent)
    return value
  }

  #list(indent: number): unknown[] {
    const items: unknown[] = []
    while (this.#next() === indent && this.#isItem(indent)) {
      const rest = this.#line.slice(indent + 2)
      if (KEY.test(rest)) {
        // A mapping begins behind the mark as if it stood on a line of its own.
        this.#lines[this.#at] = ' '.repeat(indent + 2) + rest
        items.push(this.#block(indent + 2))
      } else {
        items.push(this.#value(rest, indent, indent + 1))
      }
    }
    return items
  }

  #mapping(indent: number): object {
    const entries: Record<string, unknown> = {}
    while (this.#next() === indent && !this.#isItem(indent)) {
      const line = new Line(this.#line.slice(indent))
      const key = line.key()
      // The list of a key may stand no further in than the key does.
      put(entries, key, this.#value(line.rest, indent, indent))
    }
    return entries
  }

  /**
   * @param rest of the line, behind a mark or a key
   * @param indent of the line
   * @param list how far in a list below it has to stand at least
   */
  #value(rest: string, indent: number, list: number): unknown {
    this.#at += 1
    if (rest.startsWith('|')) return this.#literal(rest, indent)
    if (!END.test(` ${rest}`)) return new Line(rest).whole()
    const inner = this.#next()
    sure(inner >= (this.#isItem(inner) ? list : indent + 1))
    return this.#block(inner)
  }

  /** A text below `|` (YAML 1.2.2 §8.1.2); below `|-` it is without its last line end. */
  #literal(mark: string, indent: number): string {
    const isCut = mark.startsWith('|-')
    sure(END.test(mark.slice(isCut ? 2 : 1)))
    const margin = ' '.repeat(indent + 1)
    const lines: string[] = []
    for (; this.#at < this.#lines.length && (this.#line === '' || this.#line.startsWith(margin)); this.#at += 1) lines.push(this.#line)
    while (lines.at(-1) === '') lines.pop()
    const start = indentOf(lines.find(line => line !== '') ?? '')
    sure(start > indent && lines.every(line => line === '' || indentOf(line) >= start))
    return lines.map(line => line.slice(start)).join('\n') + (isCut ? '' : '\n')
  }
}

/** @returns -1 for an empty line */
function indentOf(line: string): number {
  return line.search(/[^ ]/)
}
