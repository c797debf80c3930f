// One YAML file of an author, read by a schema: a value, or problems with their places.
import type { z } from 'zod'
import { keepSeeds } from '../../model/blanks.ts'
import type { Problem } from '../../model/problem.ts'
import { faultsOfBlanks } from './check-blanks.ts'
import { explainIssue, type Fault } from './explain-issue.ts'
import type { PackFiles } from './pack-files.ts'
import { type Path, readYaml } from './yaml-document.ts'

/** A file that fits its schema, and a way to say what else is wrong in it. */
export interface Sheet<T> {
  readonly value: T
  readonly problem: (path: Path, what: string, mend: string, of?: 'key' | 'value') => Problem
  /** A problem with one line, from 1, of the text at `path`. */
  readonly problemInText: (path: Path, line: number, what: string, mend: string) => Problem
}

/** What is wrong a hundred times is told a hundred times; nobody reads on. */
const MOST_PROBLEMS = 100

/**
 * Reads the YAML file `path` of a pack by `schema`.
 * @param faultOf looks at the value first; what it finds is the only problem then.
 * @returns the sheet, or every problem that was found, up to a hundred.
 */
export function parseSheet<T>(
  files: PackFiles, path: string, schema: z.ZodType<T>, faultOf: (value: unknown) => Fault | undefined = () => undefined,
): { sheet: Sheet<T> } | { problems: Problem[] } {
  const file = files.shown(path)
  const read = files.text(path)
  if ('problem' in read) return { problems: [read.problem] }
  const yaml = readYaml(file, read.text)
  if ('problem' in yaml) return { problems: [yaml.problem] }
  const { value, placeOf, placeOfLine } = yaml.document
  const placed = (fault: Fault): Problem => ({ file, ...placeOf(fault.path, fault.of), what: fault.what, mend: fault.mend })
  const first = faultOf(value)
  if (first) return { problems: [placed(first)] }
  const blanks = faultsOfBlanks(value)
  if (blanks.length > 0) return { problems: blanks.slice(0, MOST_PROBLEMS).map(placed) }
  const parsed = schema.safeParse(keepSeeds(value))
  if (!parsed.success) {
    const faults = parsed.error.issues.slice(0, MOST_PROBLEMS).flatMap(issue => explainIssue(issue, schema, value))
    return { problems: faults.slice(0, MOST_PROBLEMS).map(placed) }
  }
  const problem: Sheet<T>['problem'] = (at, what, mend, of) => ({ file, ...placeOf(at, of), what, mend })
  const problemInText: Sheet<T>['problemInText'] = (at, line, what, mend) => ({ file, ...placeOfLine(at, line), what, mend })
  return { sheet: { value: parsed.data, problem, problemInText } }
}
