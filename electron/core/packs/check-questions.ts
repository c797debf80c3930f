// Whether the questions of a step can be answered in one right way only.
import type { Step } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import type { Question } from '../../model/question.ts'
import type { Sheet } from './parse-sheet.ts'
import type { Path } from './yaml-document.ts'

/** @param at where the step stands in the sheet @returns the problems of its questions and its prediction. */
export function checkQuestions(step: Step, at: Path, { problem }: Pick<Sheet<unknown>, 'problem'>): Problem[] {
  const doubled = (options: readonly { id: string }[], path: Path) => options.flatMap((option, nth) => (
    options.findIndex(other => other.id === option.id) < nth
      ? [problem([...path, 'options', nth, 'id'], `the id "${option.id}" stands twice among these options`, 'Give each option its own id.')]
      : []
  ))
  const ofQuestions = step.questions.flatMap((question, nth) => {
    const path = [...at, 'questions', nth]
    const fault = faultOf(question)
    return [
      ...(question.kind === 'text' ? [] : doubled(question.options, path)),
      ...(fault ? [problem([...path, fault.key], fault.what, fault.mend)] : []),
    ]
  })
  return [...ofQuestions, ...(step.prediction ? doubled(step.prediction.options, [...at, 'prediction']) : [])]
}

function faultOf(question: Question): { key: string; what: string; mend: string } | undefined {
  if (question.kind === 'text') {
    const plain = (word: string) => word.trim().replace(/\s+/g, ' ').toLowerCase()
    const both = question.near.flatMap(near => near.forms).find(form => question.accept.map(plain).includes(plain(form)))
    return both === undefined || question.caseMatters ? undefined : { key: 'near', what: `"${both}" is both right and nearly right`, mend: 'Keep it in one of the two.' }
  }
  const right = question.options.filter(option => option.right).length
  if (question.kind === 'choice' && right !== 1) return { key: 'options', what: `found ${right} right options, one is expected`, mend: 'Mark one option with right: true, or make the kind multiple.' }
  if (right === 0) return { key: 'options', what: 'found no right option, at least one is expected', mend: 'Mark each right option with right: true.' }
  return undefined
}
