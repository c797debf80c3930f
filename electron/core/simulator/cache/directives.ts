// Cache directives (RFC 9111 §5.2): names without regard to case, arguments as tokens or quoted strings.
import { listMembers, valuesOf, type FieldLines } from './fields.ts'

/** Delta-seconds beyond this count as this (RFC 9111 §1.2.2). */
export const MOST_SECONDS = 2 ** 31

const DIRECTIVE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)(?:=(?:([!#$%&'*+\-.^_`|~0-9A-Za-z]+)|"((?:[^"\\]|\\.)*)"))?$/
const NAME_ONLY = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+/

/** `undefined` stands for no argument, `null` for one that has no valid form. */
export type Argument = string | null | undefined

export class Directives {
  readonly #arguments = new Map<string, Argument[]>()

  constructor(members: Iterable<readonly [name: string, argument: Argument]>) {
    for (const [name, argument] of members) this.#arguments.set(name.toLowerCase(), [...(this.#arguments.get(name.toLowerCase()) ?? []), argument])
  }

  has(name: string): boolean {
    return this.#arguments.has(name)
  }

  /**
   * @returns the directive's seconds, at most 2^31; undefined if it is absent.
   * `invalid` if an argument is not delta-seconds or if two disagree: such a response is stale (RFC 9111 §4.2.1).
   */
  seconds(name: string): number | 'invalid' | undefined {
    const given = this.#arguments.get(name)
    if (!given) return undefined
    const read = new Set(given.map(argument => (argument && /^\d+$/.test(argument) ? Math.min(Number(argument), MOST_SECONDS) : 'invalid')))
    const [only] = read
    return read.size === 1 && only !== undefined ? only : 'invalid'
  }

  /** @returns whether the directive stands there, and never with an argument. */
  isBare(name: string): boolean {
    return this.#arguments.get(name)?.every(argument => argument === undefined) ?? false
  }

  /** @returns whether the directive stands there without field names, and so speaks of the whole response (RFC 9111 §5.2.2.4, §5.2.2.7). */
  speaksOfAll(name: string): boolean {
    return (this.#arguments.get(name) ?? []).some(argument => namesIn(argument).length === 0)
  }

  /** @returns the field names (small letters) of the qualified form. */
  fieldNames(name: string): string[] {
    return (this.#arguments.get(name) ?? []).flatMap(namesIn)
  }
}

function namesIn(argument: Argument): string[] {
  return argument ? listMembers([argument]).map(name => name.toLowerCase()) : []
}

/** @returns the directives of every line of the field `name`. What has no valid form keeps its name, so that a restriction still restricts. */
export function readDirectives(fields: FieldLines, name = 'cache-control'): Directives {
  return new Directives(listMembers(valuesOf(fields, name)).map(member => {
    const whole = DIRECTIVE.exec(member)
    if (whole) return [whole[1] ?? '', whole[2] ?? whole[3]?.replace(/\\(.)/g, '$1')] as const
    return [NAME_ONLY.exec(member)?.[0] ?? '', null] as const
  }))
}
