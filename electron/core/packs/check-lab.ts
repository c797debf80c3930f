// What a schema can't see in a lab.yaml: ids that clash, methods that contradict each other, requests and paths that don't read.
import { compile, JSONPathEnvironment } from 'json-p3'
import type { LabFile } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import { requestFault } from './check-brief.ts'
import { checkPlaces } from './check-places.ts'
import { checkQuestions } from './check-questions.ts'
import { valueAt } from './explain-issue.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import type { Sheet } from './parse-sheet.ts'
import type { Path } from './yaml-document.ts'

/** @returns every problem of a lab file that fits its schema. @param folder the name of the folder that it lies in */
export function checkLab(sheet: Sheet<LabFile>, folder: string): Problem[] {
  const lab = sheet.value
  const name = lab.id === folder ? [] : [sheet.problem(['id'], `the lab's id is "${lab.id}", its folder is called "${folder}"`, 'Give both the same name.')]
  return [
    ...name,
    ...checkIds(sheet),
    ...checkMethods(sheet),
    ...lab.steps.flatMap((step, nth) => [
      ...checkRequest(sheet, ['steps', nth, 'request'], step.request),
      ...checkQuestions(step, ['steps', nth], sheet),
      ...checkCounts(sheet, nth),
    ]),
    ...checkJsonPaths(sheet, lab.steps, ['steps']),
    ...checkPlaces(sheet),
  ]
}

/** Steps have one name space; expectations, questions and predictions of the whole lab share another. */
function checkIds({ value: lab, problem }: Sheet<LabFile>): Problem[] {
  const steps = new Set<string>()
  const graded = new Set<string>()
  const problems: Problem[] = []
  const take = (names: Set<string>, id: string, path: Path) => {
    if (names.has(id)) problems.push(problem([...path, 'id'], `the id "${id}" is taken already in this lab`, 'Choose another id.'))
    names.add(id)
  }
  for (const [nth, step] of lab.steps.entries()) {
    const at = ['steps', nth]
    take(steps, step.id, at)
    if (step.prediction) take(graded, step.prediction.id, [...at, 'prediction'])
    for (const [which, expectation] of step.expectations.entries()) {
      take(graded, expectation.id, [...at, 'expectations', which])
      const named = new Set<string>()
      for (const [one, feedback] of expectation.feedback.entries()) take(named, feedback.id, [...at, 'expectations', which, 'feedback', one])
    }
    for (const [which, question] of step.questions.entries()) take(graded, question.id, [...at, 'questions', which])
  }
  return problems
}

/** A server that takes a method on one resource implements it; GET brings HEAD along (RFC 9110 §9.1, §9.3.2). */
function checkMethods({ value: lab, problem }: Sheet<LabFile>): Problem[] {
  return lab.scenario.participants.flatMap((origin, nth) => {
    if (origin.role !== 'origin') return []
    const at: Path = ['scenario', 'participants', nth]
    const builds = Object.entries(origin.builds ?? {}).map(([name, build]) => ({ at: [...at, 'builds', name], implements: build.implements ?? origin.implements, resources: build.resources ?? {} }))
    return [{ at, implements: origin.implements, resources: origin.resources }, ...builds].flatMap(build => {
      const implemented = new Set([...build.implements, ...(build.implements.includes('GET') ? ['HEAD'] : [])])
      return Object.entries(build.resources).flatMap(([target, resource]) => Object.keys(resource).filter(method => !implemented.has(method)).map(method => {
        const near = nearestWord(method, [...implemented])
        return problem(
          [...build.at, 'resources', target, method],
          `${target} takes ${method}, but the origin implements ${[...implemented].join(', ')}`,
          near === undefined ? `Add ${method} to "implements", or take it away here.` : `Write ${near}, or add ${method} to "implements".`,
          'key',
        )
      }))
    })
  })
}

function checkRequest(sheet: Sheet<LabFile>, path: Path, request: string | undefined): Problem[] {
  const fault = request === undefined ? undefined : requestFault(request)
  return fault ? [sheet.problemInText(path, fault.line, fault.what, 'Write one request in the form of an .http file.')] : []
}

function checkCounts({ value: lab, problem }: Sheet<LabFile>, step: number): Problem[] {
  return (lab.steps[step]?.expectations ?? []).flatMap((expectation, nth) => (
    expectation.kind === 'exchange' && expectation.atMost !== undefined && expectation.atMost > 0 && expectation.atMost < expectation.atLeast
      ? [problem(['steps', step, 'expectations', nth, 'atMost'], `at most ${expectation.atMost} is less than at least ${expectation.atLeast}`, 'Raise atMost, or lower atLeast.')]
      : []
  ))
}

/** Finds the JSON paths of every condition, wherever in an expectation or prediction it stands. */
function checkJsonPaths(sheet: Sheet<LabFile>, value: unknown, path: Path): Problem[] {
  const place = path.at(-2)
  if (path.at(-1) === 'json' && (place === 'content' || place === 'requestContent') && Array.isArray(value)) {
    return value.flatMap((_, nth) => faultOfJsonPath(sheet, [...path, nth, 'path']))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => checkJsonPaths(sheet, inner, [...path, Array.isArray(value) ? Number(key) : key]))
}

function faultOfJsonPath({ value: lab, problem }: Sheet<LabFile>, path: Path): Problem[] {
  const jsonPath = String(valueAt(lab, path))
  const bare = errorOf(() => compile(jsonPath))
  if (bare !== undefined) return [problem(path, `"${jsonPath}" is no JSONPath: ${bare}`, 'Write a path such as $.status (RFC 9535).')]
  if (errorOf(() => WITHOUT_PATTERNS.compile(jsonPath)) === undefined) return []
  return [problem(path, `"${jsonPath}" uses match() or search(), whose patterns could take for ever, so they are not judged by`, 'Compare with ==, or use "contains" of the content.')]
}

/** As the grader has it: those two functions (RFC 9535 §2.4.6–7) would run a pack's patterns on a backtracking engine. */
const WITHOUT_PATTERNS = new JSONPathEnvironment()
for (const name of ['match', 'search']) WITHOUT_PATTERNS.functionRegister.delete(name)

function errorOf(attempt: () => unknown): string | undefined {
  try {
    attempt()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
