// What one judging keeps from one exchange to the next: the methods of the origin, parsed lists, compiled JSONPath queries.
import { JSONPathEnvironment, JSONPathRecursionLimitError, type JSONPathQuery, type JSONValue } from 'json-p3'
import { membersOf } from './list-members.ts'

export class Bench {
  /** What the entry implements for any resource; HEAD follows GET (RFC 9110 §9.3.2). */
  readonly implemented: ReadonlySet<string>
  readonly #environment = withoutPatterns()
  readonly #queries = new Map<string, JSONPathQuery>()
  readonly #lists = new Map<string, ReadonlySet<string>>()

  constructor(methods: readonly string[]) {
    this.implemented = new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)
  }

  /** @returns the members of a list field whose lines are combined in `value`. */
  members(value: string): ReadonlySet<string> {
    const known = this.#lists.get(value)
    if (known) return known
    const members = membersOf(value)
    this.#lists.set(value, members)
    return members
  }

  /**
   * @returns what stands at `path`, or undefined when the document is nested too deeply to say.
   * @throws JSONPathError when the path is none: that is the author's fault, not the learner's.
   */
  nodes(path: string, document: JSONValue): JSONValue[] | undefined {
    const query = this.#queries.get(path) ?? this.#environment.compile(path)
    this.#queries.set(path, query)
    try {
      return query.query(document).values()
    } catch (error) {
      if (error instanceof JSONPathRecursionLimitError) return undefined
      throw error
    }
  }
}

/** `match` and `search` (RFC 9535 §2.4.6–7) would run a pack's patterns on a backtracking engine. */
function withoutPatterns(): JSONPathEnvironment {
  const environment = new JSONPathEnvironment()
  for (const name of ['match', 'search']) environment.functionRegister.delete(name)
  return environment
}
