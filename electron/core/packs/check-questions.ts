// Whether the questions of a step can be answered in one right way only.
import type { LabFile, Step } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import type { Question, QuestionOf } from '../../model/question.ts'
import { unknown } from './check-answer.ts'
import type { Sheet } from './parse-sheet.ts'
import type { Path } from './yaml-document.ts'

interface Fault { readonly at: Path; readonly what: string; readonly mend: string }

/** @param at where the step stands in the sheet @returns the problems of its questions and its prediction. */
export function checkQuestions(step: Step, at: Path, { value: lab, problem }: Pick<Sheet<Pick<LabFile, 'scenario'>>, 'problem' | 'value'>): Problem[] {
  const participants = lab.scenario.participants.map(({ name }) => name)
  const ofQuestions = step.questions.flatMap((question, nth) => (
    faultsOf(question, participants).map(fault => problem([...at, 'questions', nth, ...fault.at], fault.what, fault.mend))
  ))
  const ofPrediction = step.prediction ? doubled(step.prediction.options, 'options').map(fault => problem([...at, 'prediction', ...fault.at], fault.what, fault.mend)) : []
  return [...ofQuestions, ...ofPrediction]
}

function faultsOf(question: Question, participants: readonly string[]): Fault[] {
  switch (question.kind) {
    case 'choice':
    case 'multiple': return [...doubled(question.options, 'options'), ...faultsOfOptions(question)]
    case 'order': return doubled(question.items, 'items')
    case 'match': return [...doubled(question.items, 'items'), ...doubled(question.answers, 'answers'), ...faultsOfMatch(question)]
    case 'text': return faultsOfText(question)
    case 'attribution': return question.near.flatMap(({ participant }, nth) => participants.includes(participant) ? [] : [{ at: ['near', nth, 'participant'], ...unknown('participant', participant, participants) }])
    case 'number':
    case 'bytes': return []
  }
}

function doubled(named: readonly { readonly id: string }[], key: string): Fault[] {
  return named.flatMap(({ id }, nth) => (
    named.findIndex(other => other.id === id) < nth ? [{ at: [key, nth, 'id'], what: `the id "${id}" stands twice among these ${key}`, mend: `Give each ${key.slice(0, -1)} its own id.` }] : []
  ))
}

function faultsOfOptions({ kind, options }: QuestionOf<'choice' | 'multiple'>): Fault[] {
  const right = options.filter(option => option.right).length
  if (kind === 'choice' && right !== 1) return [{ at: ['options'], what: `found ${right} right options, one is expected`, mend: 'Mark one option with right: true, or make the kind multiple.' }]
  return right === 0 ? [{ at: ['options'], what: 'found no right option, at least one is expected', mend: 'Mark each right option with right: true.' }] : []
}

function faultsOfText({ accept, near, caseMatters }: QuestionOf<'text'>): Fault[] {
  const plain = (word: string) => word.trim().replace(/\s+/g, ' ').toLowerCase()
  const both = near.flatMap(({ forms }) => forms).find(form => accept.map(plain).includes(plain(form)))
  return both === undefined || caseMatters ? [] : [{ at: ['near'], what: `"${both}" is both right and nearly right`, mend: 'Keep it in one of the two.' }]
}

function faultsOfMatch({ items, answers }: QuestionOf<'match'>): Fault[] {
  const ids = answers.map(({ id }) => id)
  return items.flatMap(({ goes }, nth) => ids.includes(goes) ? [] : [{ at: ['items', nth, 'goes'], ...unknown('answer', goes, ids) }])
}
