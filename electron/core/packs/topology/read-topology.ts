// The topology of a playground, from the text of a file or as it was drawn: a setup, or what is wrong with it and where.
import type { z } from 'zod'
import { MOST_TOPOLOGY_OCTETS, PlaygroundSetup, TopologyFile, type Drawing, type DrawingFault } from '../../../model/bench.ts'
import type { Problem } from '../../../model/problem.ts'
import { problemIn, type ProblemId } from '../../../model/problems-en.ts'
import { explainIssue, type Fault } from '../explain-issue.ts'
import { readYaml } from '../yaml-document.ts'

/** What is wrong a hundred times is told a hundred times; nobody reads on. */
const MOST_PROBLEMS = 100
const FORMAT = 1
/** Files that are taken for topologies, by a key that only they have at the top: what each is, and where it is opened. */
const OTHERS: readonly (readonly [key: string, what: ProblemId, mend: ProblemId])[] = [
  ['log', 'what.is-har', 'mend.under-captures'],
  ['exchanges', 'what.is-capture', 'mend.under-captures'],
  ['openapi', 'what.is-openapi', 'mend.under-contract'],
  ['steps', 'what.is-lab', 'mend.open-pack'],
  ['labs', 'what.is-pack', 'mend.open-folder'],
]

/** @param name of the file, for its problems @returns the setup, with the text as its source; or every problem with it */
export function readTopology(name: string, text: string): { setup?: PlaygroundSetup; problems: Problem[] } {
  if (Buffer.byteLength(text) > MOST_TOPOLOGY_OCTETS) return { problems: [{ file: name, what: problemIn('what.file-long', { octets: MOST_TOPOLOGY_OCTETS }), mend: problemIn('mend.less-content') }] }
  if (text.includes('\0')) return { problems: [{ file: name, what: problemIn('what.no-text'), mend: problemIn('mend.choose-topology') }] }
  const yaml = readYaml(name, text)
  if ('problem' in yaml) return { problems: [yaml.problem] }
  const { value, placeOf } = yaml.document
  const other = kindOf(value)
  if (other) return { problems: [{ file: name, line: 1, column: 1, ...other }] }
  const read = fitted(value, TopologyFile)
  if ('faults' in read) return { problems: read.faults.map(({ path, of, what, mend }) => ({ file: name, ...placeOf(path, of), what, mend })) }
  const { title, scenario } = read.data
  return { setup: { kind: 'playground', title, scenario, source: text }, problems: [] }
}

/** @returns the setup, or what does not fit in the drawing */
export function readDrawing({ title, scenario, source }: Drawing): { setup?: PlaygroundSetup; faults: DrawingFault[] } {
  const octets = Buffer.byteLength(JSON.stringify(scenario) ?? '')
  if (octets > MOST_TOPOLOGY_OCTETS) return { faults: [{ path: [], what: problemIn('what.large', { octets, most: MOST_TOPOLOGY_OCTETS }), mend: problemIn('mend.less-content') }] }
  const value = { kind: 'playground', title, scenario, ...(source !== undefined && { source }) }
  const read = fitted(value, PlaygroundSetup)
  return 'faults' in read ? { faults: read.faults.map(({ path, what, mend }) => ({ path: [...path], what, mend })) } : { setup: read.data, faults: [] }
}

function fitted<T>(value: unknown, schema: z.ZodType<T>): { data: T } | { faults: Fault[] } {
  const newer = faultOfFormat(value)
  if (newer) return { faults: [newer] }
  const parsed = schema.safeParse(value)
  return parsed.success ? { data: parsed.data } : { faults: parsed.error.issues.slice(0, MOST_PROBLEMS).flatMap(issue => explainIssue(issue, schema, value)).slice(0, MOST_PROBLEMS) }
}

/** @returns what it is instead; undefined where it may be a topology */
function kindOf(value: unknown): Pick<Problem, 'what' | 'mend'> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const [, what, mend] = OTHERS.find(([key]) => Object.hasOwn(value, key)) ?? []
  return what === undefined || mend === undefined ? undefined : { what: problemIn(what), mend: problemIn(mend) }
}

/** Asked before all else: a file for a newer Lab 501 may hold keys that only that one knows. */
function faultOfFormat(value: unknown): Fault | undefined {
  if (typeof value !== 'object' || value === null || !('format' in value) || typeof value.format !== 'number' || value.format === FORMAT) return undefined
  return { path: ['format'], of: 'value', what: problemIn('what.other', { name: '"format"', found: value.format, expected: FORMAT }), mend: problemIn('mend.format-file', { format: FORMAT }) }
}
