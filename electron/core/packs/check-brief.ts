// Whether a lab's text fits its steps.
import { draftsFromHttpFile, HttpFileError } from '../../model/http-file.ts'
import type { LabFile } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import type { Brief } from './brief.ts'
import { explainBlank } from './check-blanks.ts'
import { nearestWord } from '../../model/nearest-word.ts'

/**
 * @param extent `part` for a text in another language, which may leave out what is then shown in the first
 * @returns what is wrong with `brief.md`: headings that are not the steps in their order, empty parts, unreadable cards.
 */
export function checkBrief(file: string, brief: Brief, lab: LabFile, extent: 'whole' | 'part' = 'whole'): Problem[] {
  const problems: Problem[] = []
  const report = (line: number, what: string, mend: string) => problems.push({ file, line, column: 1, what, mend })
  const steps = lab.steps.map(step => step.id)
  const headings = brief.sections.map(section => section.id)
  const missing = steps.filter(step => !headings.includes(step))
  for (const [nth, { id, line, text }] of brief.sections.entries()) {
    if (!steps.includes(id)) {
      const near = nearestWord(id, missing)
      report(line, `the heading "${id}" is no step of this lab, one of ${steps.join(', ')} is expected`, near ? `Write "## ${near}".` : 'Write a step\'s id, or use ### for a heading inside of a step.')
    } else if (headings.indexOf(id) !== nth) report(line, `the heading "${id}" stands here twice`, 'Keep one of the two.')
    else if (text === '') report(line, `the step "${id}" has no text`, 'Say what there is to do.')
  }
  const wanted = extent === 'whole' ? steps : steps.filter(step => headings.includes(step))
  if (extent === 'whole') for (const step of missing) report(1, `there is no heading for the step "${step}"`, `Add a line "## ${step}" and the step's text.`)
  if (problems.length === 0 && headings.join() !== wanted.join()) {
    report(brief.sections[0]?.line ?? 1, `the headings stand in another order than the steps ${steps.join(', ')}`, 'Put them in the order of lab.yaml.')
  }
  if (extent === 'whole' && brief.intro === '') report(1, 'there is no text before the first heading', 'Say in a sentence or two what the lab is about.')
  for (const { line, column, name } of brief.blanks) problems.push({ file, line, column, ...explainBlank(name) })
  for (const card of brief.cards) {
    const fault = requestFault(card.text)
    if (fault) report(card.line + fault.line - 1, fault.what, 'Write one request in the form of an .http file.')
  }
  return problems
}

/** @returns what keeps `text` from being exactly one request, and the line in it, from 1. */
export function requestFault(text: string): { line: number; what: string } | undefined {
  try {
    const count = draftsFromHttpFile(text).length
    return count === 1 ? undefined : { line: 1, what: `found ${count} requests, one is expected` }
  } catch (error) {
    if (error instanceof HttpFileError) return { line: error.line, what: error.message }
    throw error
  }
}
