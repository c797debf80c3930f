// Answers and feedback of a lab as somebody reads them: labels in the place of ids.
import type { Lab } from '../../model/lab.ts'
import type { AnswerValue, Question } from '../../model/question.ts'

/** @returns an answer of a proof in the words that the lab has for it, one for each part of it */
export function answerInWords({ steps }: Lab, id: string, value: AnswerValue): string[] {
  const asked = steps.flatMap(({ prediction, questions }) => [...(prediction ? [{ kind: 'choice' as const, ...prediction }] : []), ...questions]).find(one => one.id === id)
  return [value].flat().map(part => (asked ? inWords(asked, part) : part))
}

type Labels = readonly { readonly id: string; readonly label: string }[]
const labelIn = (labels: Labels, id: string): string => labels.find(one => one.id === id)?.label ?? id

function inWords(asked: Readonly<Question> | { readonly kind: 'choice'; readonly options: Labels }, part: string): string {
  switch (asked.kind) {
    case 'choice':
    case 'multiple': return labelIn(asked.options, part)
    case 'order': return labelIn(asked.items, part)
    case 'match': {
      const [item = '', goes = ''] = part.split('=')
      return `${labelIn(asked.items, item)} → ${labelIn(asked.answers, goes)}`
    }
    case 'number': return asked.unit === undefined ? part : `${part} ${asked.unit}`
    case 'text':
    case 'bytes':
    case 'attribution': return part
  }
}

/** @returns what the lab says to a near miss or an answer; undefined where it says nothing of its own */
export function feedbackIn({ steps }: Lab, of: string, feedback: string | undefined): string | undefined {
  if (feedback === undefined) return undefined
  const expectation = steps.flatMap(step => step.expectations).find(({ id }) => id === of)
  if (expectation) return expectation.feedback.find(({ id }) => id === feedback)?.say
  const question = steps.flatMap(step => step.questions).find(({ id }) => id === of)
  if (!question) return undefined
  if ('options' in question) return question.options.find(({ id }) => id === feedback)?.feedback
  if (question.kind === 'match' && feedback !== 'wrong') return question.items.find(({ id }) => id === feedback)?.feedback
  if (question.kind === 'bytes' && feedback === 'elsewhere') return question.elsewhere
  const near = 'near' in question && feedback.startsWith('near-') ? question.near[Number(feedback.slice(5)) - 1] : undefined
  return near?.feedback ?? question.wrong
}
