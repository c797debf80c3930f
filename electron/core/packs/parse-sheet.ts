// One YAML file of an author, read by a schema: a value, or problems with their places.
import type { z } from 'zod'
import type { Problem } from '../../model/problem.ts'
import { explainIssue } from './explain-issue.ts'
import { readInside, shownPath } from './read-inside.ts'
import { type Path, readYaml } from './yaml-document.ts'

/** A file that fits its schema, and a way to say what else is wrong in it. */
export interface Sheet<T> {
  readonly value: T
  readonly problem: (path: Path, what: string, mend: string, of?: 'key' | 'value') => Problem
  /** A problem with one line, from 1, of the text at `path`. */
  readonly problemInText: (path: Path, line: number, what: string, mend: string) => Problem
}

/**
 * Reads the YAML file `path`, which must lie inside `folder`, by `schema`.
 * @returns the sheet, or every problem that was found.
 */
export function parseSheet<T>(folder: string, path: string, schema: z.ZodType<T>): { sheet: Sheet<T> } | { problems: Problem[] } {
  const file = shownPath(path)
  const read = readInside(folder, path)
  if ('problem' in read) return { problems: [read.problem] }
  const yaml = readYaml(file, read.text)
  if ('problem' in yaml) return { problems: [yaml.problem] }
  const { value, placeOf, placeOfLine } = yaml.document
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap(issue => explainIssue(issue, schema, value))
    return { problems: faults.map(fault => ({ file, ...placeOf(fault.path, fault.of), what: fault.what, mend: fault.mend })) }
  }
  const problem: Sheet<T>['problem'] = (at, what, mend, of) => ({ file, ...placeOf(at, of), what, mend })
  const problemInText: Sheet<T>['problemInText'] = (at, line, what, mend) => ({ file, ...placeOfLine(at, line), what, mend })
  return { sheet: { value: parsed.data, problem, problemInText } }
}
