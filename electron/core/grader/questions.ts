// Questions about what was seen. Nothing is told before there is an answer, and a wrong one is not told the right one.
import { phrase } from '../../model/phrase.ts'
import type { Answer, Question } from '../../model/question.ts'
import { couldNotJudge, notYet, type Finding } from './finding.ts'

type QuestionOf<K extends Question['kind']> = Extract<Question, { kind: K }>
type Option = QuestionOf<'choice'>['options'][number]

/** @returns whether the answer is right, with the author's words for this very answer. */
export function judgeQuestion(question: Question, answer: Answer | undefined): Finding {
  const values = answer ? [answer.value].flat().filter(value => value.trim() !== '') : []
  if (values.length === 0) return notYet(phrase('verdict.unanswered'))
  if (question.kind === 'text') return judgeText(question, values.join(' '))
  if (values.some(value => !question.options.some(option => option.id === value))) return couldNotJudge('no such option')
  const chosen = question.options.filter(option => values.includes(option.id))
  return question.kind === 'choice' ? judgeChoice(chosen) : judgeMultiple(question, chosen)
}

function judgeChoice(chosen: readonly Option[]): Finding {
  const [option] = chosen
  if (!option || chosen.length > 1) return couldNotJudge('more than one option')
  return answered(option.right, option.id, option.feedback)
}

function judgeMultiple({ options }: QuestionOf<'multiple'>, chosen: readonly Option[]): Finding {
  const wrong = chosen.find(option => !option.right)
  if (wrong) return answered(false, wrong.id, wrong.feedback)
  const wanted = options.filter(option => option.right).length
  if (chosen.length < wanted) return { outcome: 'missed', seen: phrase('verdict.chosen', { count: chosen.length, wanted }), evidence: [] }
  return answered(true, chosen.map(({ id }) => id).join(' '), chosen.map(({ feedback }) => feedback).join('\n\n'))
}

function judgeText({ accept, caseMatters, right, wrong, near }: QuestionOf<'text'>, value: string): Finding {
  const plain = (text: string) => {
    const blanks = text.normalize('NFC').trim().replace(/\s+/g, ' ')
    return caseMatters ? blanks : blanks.toLowerCase()
  }
  const isOneOf = (forms: readonly string[]) => forms.some(form => plain(form) === plain(value))
  if (isOneOf(accept)) return answered(true, 'right', right)
  const nth = near.findIndex(({ forms }) => isOneOf(forms))
  const miss = near[nth]
  return miss ? answered(false, `near-${nth + 1}`, miss.feedback) : answered(false, 'wrong', wrong)
}

function answered(isRight: boolean, id: string, text: string): Finding {
  return { outcome: isRight ? 'met' : 'missed', seen: phrase('verdict.answered'), feedback: { id, text }, evidence: [] }
}
