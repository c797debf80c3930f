// What one judging keeps from one exchange to the next: what the lab declares, parsed fields, compiled JSONPath queries and schemas.
import { Validator, type Schema } from '@cfworker/json-schema'
import { JSONPathEnvironment, JSONPathRecursionLimitError, type JSONPathQuery, type JSONValue } from 'json-p3'
import { faultOfSchema, type JsonSchema } from '../../model/json-schema.ts'
import { originsOf, type Origin, type Participant, type Scenario } from '../../model/scenario.ts'
import { keptIn } from './kept.ts'
import { membersOf } from './list-members.ts'
import { readStructured, type Structured } from './structured.ts'

/** A longer document is not held against a schema: that could take seconds. */
const LONGEST_FOR_SCHEMA = 262_144

export class Bench {
  /** From the client inwards. */
  readonly participants: readonly string[]
  readonly origins: readonly Origin[]
  /** What the origins implement for any resource; HEAD follows GET (RFC 9110 §9.3.2). */
  readonly implemented: ReadonlySet<string>
  readonly #roles: ReadonlyMap<string, Participant['role']>
  readonly #environment = withoutPatterns()
  readonly #queries = new Map<string, JSONPathQuery>()
  readonly #lists = new Map<string, ReadonlySet<string>>()
  readonly #fields = new Map<string, Structured>()
  readonly #schemas = new Map<JsonSchema, Validator>()
  #readings = 0

  constructor(scenario: Pick<Scenario, 'participants'>) {
    this.participants = scenario.participants.map(({ name }) => name)
    this.origins = originsOf(scenario)
    this.#roles = new Map(scenario.participants.map(({ name, role }) => [name, role]))
    const methods = this.origins.flatMap(origin => origin.implements)
    this.implemented = new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)
  }

  roleOf(participant: string): Participant['role'] | undefined {
    return this.#roles.get(participant)
  }

  /** @returns the number of the next reading, from 0. */
  nextReading(): number {
    this.#readings += 1
    return this.#readings - 1
  }

  /** @returns the members of a list field whose lines are combined in `value`. */
  members(value: string): ReadonlySet<string> {
    return keptIn(this.#lists, value, () => membersOf(value))
  }

  /** @returns a field as each of the three kinds of Structured Field that it can be read as. */
  structured(value: string): Structured {
    return keptIn(this.#fields, value, () => readStructured(value))
  }

  /**
   * @returns what stands at `path`, or undefined when the document is nested too deeply to say.
   * @throws JSONPathError when the path is none: that is the author's fault, not the learner's.
   */
  nodes(path: string, document: JSONValue): JSONValue[] | undefined {
    const query = keptIn(this.#queries, path, () => this.#environment.compile(path))
    try {
      return query.query(document).values()
    } catch (error) {
      if (error instanceof JSONPathRecursionLimitError) return undefined
      throw error
    }
  }

  /**
   * @param octets the length of the document
   * @returns where a document does not fit a schema, and which keyword says so; undefined when it fits.
   * @throws Error when the schema holds what is not judged, or the document is too long to be: neither is the learner's fault
   */
  unfit(schema: JsonSchema, document: JSONValue, octets: number): { at: string; keyword: string } | undefined {
    if (octets > LONGEST_FOR_SCHEMA) throw new Error(`the content is longer than the ${LONGEST_FOR_SCHEMA} octets that a schema is held against`)
    const { valid, errors } = keptIn(this.#schemas, schema, () => validatorOf(schema)).validate(document)
    const deepest = errors.at(-1)
    return valid ? undefined : { at: deepest?.instanceLocation.slice(1) || '/', keyword: deepest?.keyword ?? 'schema' }
  }
}

function validatorOf(schema: JsonSchema): Validator {
  const fault = faultOfSchema(schema)
  if (fault) throw new Error(`the schema holds what is not judged: ${fault.path.join('.') || fault.kind}`)
  // The library writes into what it is given, and the lab stays as it is.
  return new Validator(structuredClone<Schema | boolean>(schema), '2020-12')
}

/** `match` and `search` (RFC 9535 §2.4.6–7) would run a pack's patterns on a backtracking engine. */
function withoutPatterns(): JSONPathEnvironment {
  const environment = new JSONPathEnvironment()
  for (const name of ['match', 'search']) environment.functionRegister.delete(name)
  return environment
}
