// What an OpenAPI 3 document promises: its operations, each with a target that can be asked for.
import { z } from 'zod'
import { aside } from '../../model/asides-en.ts'
import { MOST_PROBES, type Contract, type ContractOperation, type ContractView } from '../../model/audit.ts'
import { readYaml } from '../packs/yaml-document.ts'

/** Path Item Object, OpenAPI 3.1 §4.8.9: an operation for each of these, and `query` since 3.2. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const
const MOST_CHARACTERS = 4 * 1_048_576

const Examples = z.record(z.string(), z.looseObject({ value: z.unknown().optional() }))
const Parameter = z.looseObject({
  $ref: z.string().optional(), name: z.string().optional(), in: z.string().optional(), required: z.boolean().optional(),
  example: z.unknown().optional(), examples: Examples.optional(), schema: z.looseObject({ default: z.unknown().optional(), example: z.unknown().optional(), enum: z.array(z.unknown()).optional() }).optional(),
})
type Parameter = z.infer<typeof Parameter>
const Operation = z.looseObject({
  operationId: z.string().optional(), parameters: z.array(Parameter).optional(),
  requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ example: z.unknown().optional(), examples: Examples.optional() })).optional() }).optional(),
})
const PathItem = z.looseObject({ $ref: z.string().optional(), parameters: z.array(Parameter).optional(), ...Object.fromEntries(METHODS.map(method => [method, Operation.optional()])) as Record<(typeof METHODS)[number], z.ZodOptional<typeof Operation>> })
const Document = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string().default(''), version: z.coerce.string().default('') }).default({ title: '', version: '' }),
  servers: z.array(z.looseObject({ url: z.string() })).optional(),
  paths: z.record(z.string(), PathItem).default({}),
  components: z.looseObject({ parameters: z.record(z.string(), Parameter).optional() }).optional(),
})

/**
 * Reads OpenAPI 3.x in YAML or JSON: paths, operations and examples, nothing else. References are followed to `#/components/parameters` only.
 * @param fill values for placeholders, by name @returns the contract, or what is wrong with the file, where, and the mend
 */
export function readContract(file: string, text: string, fill: ReadonlyMap<string, string>): { readonly contract: Contract } | { readonly refusal: string } {
  if (text.length > MOST_CHARACTERS) return { refusal: aside('document-long', { file, most: MOST_CHARACTERS }) }
  const read = readYaml(file, text)
  if ('problem' in read) {
    const { line, column, what, mend } = read.problem
    return { refusal: `${file}:${line}:${column}: ${what}. ${mend}` }
  }
  const { value, placeOf } = read.document
  if (typeof value === 'object' && value !== null && 'swagger' in value) return { refusal: aside('document-old', { file }) }
  const parsed = Document.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const path = (issue?.path ?? []).filter(step => typeof step !== 'symbol')
    const { line, column } = placeOf(path)
    return { refusal: `${file}:${line}:${column}: ${path.join('.') || 'the document'}: ${issue?.message ?? 'does not fit'}; this is no OpenAPI 3 document` }
  }
  if (!parsed.data.openapi.startsWith('3.')) return { refusal: aside('document-version', { file, version: parsed.data.openapi }) }
  const { info, paths, servers, components } = parsed.data
  const base = basePath(servers?.[0]?.url)
  const known = components?.parameters ?? {}
  const operations = Object.entries(paths).filter(([path]) => path.startsWith('/')).flatMap(([path, item]) => METHODS.flatMap(method => {
    const operation = item[method]
    if (!operation) return []
    const parameters = [...(operation.parameters ?? []), ...(item.parameters ?? [])].map(parameter => resolved(parameter, known))
    const content = contentOf(operation)
    return [{ method: method.toUpperCase(), path, ...(operation.operationId !== undefined && { operationId: operation.operationId }), ...targetOf(base + path, parameters, fill), ...(content && { content }) }]
  }))
  if (operations.length === 0) return { refusal: aside('document-empty', { file }) }
  if (operations.length > MOST_PROBES) return { refusal: aside('document-large', { file, count: operations.length, most: MOST_PROBES }) }
  return { contract: { title: info.title, version: info.version, operations } }
}

/** @returns what is told of a contract: what it is called, and what there is to ask for. */
export function viewOfContract({ title, version, operations }: Contract): ContractView {
  return { title, version, operations: operations.length, targets: [...new Set(operations.map(({ target }) => target))], guessed: guessesIn(operations) }
}

/** @returns the names of placeholders for which a 1 stands. */
export function guessesIn(operations: readonly ContractOperation[]): string[] {
  return [...new Set(operations.flatMap(({ guessed }) => guessed))]
}

/** The path of the first server: operations are relative to it (OpenAPI 3.1 §4.8.8). Its host is not asked. */
function basePath(url: string | undefined): string {
  if (url === undefined || url.includes('{')) return ''
  return (URL.parse(url, 'http://localhost/')?.pathname ?? '').replace(/\/$/, '')
}

function resolved(parameter: Parameter, known: Readonly<Record<string, Parameter>>): Parameter {
  const name = /^#\/components\/parameters\/([^/]+)$/.exec(parameter.$ref ?? '')?.[1]
  return name !== undefined && Object.hasOwn(known, name) ? known[name] ?? parameter : parameter
}

/** A query is sent only where it is required: the method is what is asked about. */
function targetOf(path: string, parameters: readonly Parameter[], fill: ReadonlyMap<string, string>): Pick<ContractOperation, 'target' | 'guessed'> {
  const guessed: string[] = []
  const valueOf = (name: string, place: string): string => {
    const value = fill.get(name) ?? exampleOf(parameters.find(parameter => parameter.name === name && parameter.in === place))
    if (value === undefined) guessed.push(name)
    return encodeURIComponent(value ?? '1')
  }
  const filled = path.replace(/\{([^{}/]+)\}/g, (_all, name: string) => valueOf(name, 'path'))
  const query = parameters.flatMap(({ name, in: place, required }) => (place === 'query' && required === true && name !== undefined ? [`${encodeURIComponent(name)}=${valueOf(name, 'query')}`] : []))
  // What a URL may not hold is encoded; a path of a document may hold anything.
  const target = filled.replace(/[^!-~]|["<>\\^`{|}#?]/gu, encodeURIComponent)
  return { target: query.length > 0 ? `${target}?${[...new Set(query)].join('&')}` : target, guessed }
}

/** Example before default, default before the first value of an enumeration. */
function exampleOf(parameter: Parameter | undefined): string | undefined {
  const { example, examples, schema } = parameter ?? {}
  const value = [example, Object.values(examples ?? {})[0]?.value, schema?.example, schema?.default, schema?.enum?.[0]].find(each => typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean')
  return value === undefined || value === '' ? undefined : String(value)
}

function contentOf({ requestBody }: z.infer<typeof Operation>): ContractOperation['content'] {
  const [type, media] = Object.entries(requestBody?.content ?? {}).find(([name]) => /^[\w.+-]+\/[\w.+-]+$/.test(name)) ?? []
  const value = media?.example ?? Object.values(media?.examples ?? {})[0]?.value
  if (type === undefined || value === undefined) return undefined
  return { type, text: typeof value === 'string' ? value : JSON.stringify(value) }
}
