// Whether an answer that an author wrote down can be given at all, and which feedback an answer can get.
import type { LabFile, Step } from '../../model/lab.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import { partPointedAt, type AnswerValue, type Question } from '../../model/question.ts'

export interface AnswerFault { readonly what: string; readonly mend: string; readonly of: 'key' | 'value' }
type Asked = Question | { readonly kind: 'prediction'; readonly id: string; readonly options: readonly { readonly id: string }[] }

/** @returns what keeps `value` from being an answer to the question or prediction `id`. */
export function faultOfAnswer(id: string, value: AnswerValue, { steps, scenario }: Pick<LabFile, 'steps' | 'scenario'>): AnswerFault | undefined {
  const asked = steps.flatMap(askedIn)
  const question = asked.find(one => one.id === id)
  if (!question) return { ...unknown('question or prediction', id, asked.map(one => one.id)), of: 'key' }
  const isList = question.kind === 'multiple' || question.kind === 'order' || question.kind === 'match'
  if (isList && !Array.isArray(value)) return { what: 'found one answer, a list is expected', mend: 'Write the answers as a list.', of: 'value' }
  if (!isList && Array.isArray(value)) return { what: `found a list, ${hasIds(question) ? 'one answer' : 'text'} is expected`, mend: hasIds(question) ? 'Write the id of one option.' : 'Write one answer.', of: 'value' }
  if (question.kind === 'bytes' && typeof value === 'string' && !/^x\d{1,15} (?:request|response) \d{1,15}-\d{1,15}$/.test(value) && !partPointedAt(value)) {
    return { what: `"${value}" points at nothing`, mend: 'Write which request, which side and which part, such as "2 response status" or "1 request Host".', of: 'value' }
  }
  const known = wordsFor(question, scenario.participants.map(({ name }) => name))
  const wrong = known && [value].flat().find(one => !known.words.includes(one))
  return known && wrong !== undefined ? { ...unknown(known.kind, wrong, known.words), of: 'value' } : undefined
}

/** @returns the ids of the feedback that a wrong answer to a question can get. */
export function feedbackIdsOf(question: Question): string[] {
  const near = 'near' in question ? question.near.map((_, at) => `near-${at + 1}`) : []
  switch (question.kind) {
    case 'choice':
    case 'multiple': return question.options.map(({ id }) => id)
    case 'match': return ['wrong', ...question.items.flatMap(({ id, feedback }) => feedback === undefined ? [] : [id])]
    case 'bytes': return ['wrong', ...question.elsewhere === undefined ? [] : ['elsewhere'], ...near]
    case 'text':
    case 'number':
    case 'order':
    case 'attribution': return ['wrong', ...near]
  }
}

function askedIn({ questions, prediction }: Step): Asked[] {
  return [...questions, ...prediction ? [{ kind: 'prediction' as const, ...prediction }] : []]
}

function hasIds({ kind }: Asked): boolean {
  return kind === 'choice' || kind === 'prediction' || kind === 'attribution'
}

/** The words of which an answer is made, where it is made of known words. */
function wordsFor(question: Asked, participants: readonly string[]): { kind: string; words: readonly string[] } | undefined {
  switch (question.kind) {
    case 'choice':
    case 'multiple':
    case 'prediction': return { kind: 'option', words: question.options.map(({ id }) => id) }
    case 'order': return { kind: 'item', words: question.items.map(({ id }) => id) }
    case 'match': return { kind: 'pair (item=answer)', words: question.items.flatMap(item => question.answers.map(answer => `${item.id}=${answer.id}`)) }
    case 'attribution': return { kind: 'participant', words: participants }
    case 'text':
    case 'number':
    case 'bytes': return undefined
  }
}

/** @returns the words for a name that nothing has. */
export function unknown(kind: string, id: string, known: readonly string[]): { what: string; mend: string } {
  const near = nearestWord(id, known)
  return { what: `"${id}" is no ${kind}, one of ${known.join(', ')} is expected`, mend: near === undefined ? 'Write one of these.' : `Write "${near}".` }
}
