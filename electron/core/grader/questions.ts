// Questions about what was seen. Nothing is told before there is an answer, and a wrong one is not told the right one.
import { aside } from '../../model/asides-en.ts'
import { phrase } from '../../model/phrase.ts'
import type { Answer, Question, QuestionOf } from '../../model/question.ts'
import { answered, couldNotJudge, notYet, type Finding } from './finding.ts'
import { isWithin } from './matchers/number.ts'
import { judgeAttribution, judgeBytes } from './pointed-questions.ts'
import type { Reading } from './reading.ts'

type Option = QuestionOf<'choice'>['options'][number]

/** @returns whether the answer is right, with the author's words for this very answer. */
export function judgeQuestion(question: Question, answer: Answer | undefined, readings: readonly Reading[]): Finding {
  const values = answer ? [answer.value].flat().filter(value => value.trim() !== '') : []
  if (values.length === 0) return notYet(phrase('verdict.unanswered'))
  const value = values.join(' ')
  switch (question.kind) {
    case 'choice':
    case 'multiple': return judgeOptions(question, values)
    case 'text': return judgeText(question, value)
    case 'number': return judgeNumber(question, value)
    case 'order': return judgeOrdering(question, values)
    case 'match': return judgeMatch(question, values)
    case 'bytes': return judgeBytes(question, value, readings)
    case 'attribution': return judgeAttribution(question, value, readings)
  }
}

function judgeOptions(question: QuestionOf<'choice' | 'multiple'>, values: readonly string[]): Finding {
  if (values.some(value => !question.options.some(option => option.id === value))) return couldNotJudge(aside('no-option'))
  const chosen = question.options.filter(option => values.includes(option.id))
  return question.kind === 'choice' ? judgeChoice(chosen) : judgeMultiple(question, chosen)
}

function judgeChoice(chosen: readonly Option[]): Finding {
  const [option] = chosen
  if (!option || chosen.length > 1) return couldNotJudge(aside('more-options'))
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
  return nearOr(wrong, near, ({ forms }) => isOneOf(forms))
}

/** A comma stands for a point, and the unit may be written after the number. What is no number is no wrong answer either. */
function judgeNumber({ value: wanted, tolerance, unit, right, wrong, near }: QuestionOf<'number'>, value: string): Finding {
  const plain = value.trim()
  const bare = unit !== undefined && plain.endsWith(unit) ? plain.slice(0, -unit.length).trim() : plain
  if (!/^[+-]?(?:\d{1,15}(?:[.,]\d{0,15})?|[.,]\d{1,15})(?:e[+-]?\d{1,3})?$/i.test(bare)) return notYet(phrase('verdict.not-a-number'))
  const number = Number(bare.replace(',', '.'))
  // Sums of decimals are off by a little (0.1 + 0.2), which no learner can help.
  const slack = Number.EPSILON * 8 * Math.max(1, Math.abs(wanted))
  if (Math.abs(number - wanted) <= tolerance + slack) return answered(true, 'right', right)
  return nearOr(wrong, near, ({ is }) => isWithin(is, number))
}

function judgeOrdering({ items, right, wrong }: QuestionOf<'order'>, values: readonly string[]): Finding {
  const isEach = values.length === items.length && items.every(({ id }) => values.includes(id))
  if (!isEach) return couldNotJudge(aside('not-each'))
  const inPlace = items.filter(({ id }, nth) => values[nth] === id).length
  if (inPlace === items.length) return answered(true, 'right', right)
  return { ...answered(false, 'wrong', wrong), seen: phrase('verdict.in-place', { count: inPlace, wanted: items.length }) }
}

function judgeMatch({ items, answers, right, wrong }: QuestionOf<'match'>, values: readonly string[]): Finding {
  const chosen = new Map(values.map((value): [string, string] => [value.slice(0, value.indexOf('=')), value.slice(value.indexOf('=') + 1)]))
  const isKnown = [...chosen].every(([item, answer]) => items.some(({ id }) => id === item) && answers.some(({ id }) => id === answer))
  if (!isKnown || chosen.size < values.length) return couldNotJudge(aside('no-pair'))
  if (chosen.size < items.length) return notYet(phrase('verdict.chosen-for', { count: chosen.size, wanted: items.length }))
  const off = items.filter(({ id, goes }) => chosen.get(id) !== goes)
  const [first] = off
  if (!first) return answered(true, 'right', right)
  const told = off.find(({ feedback }) => feedback !== undefined)
  return { ...answered(false, told?.id ?? 'wrong', told?.feedback ?? wrong), seen: phrase('verdict.in-place', { count: items.length - off.length, wanted: items.length }) }
}

/** The nth near miss that the answer is, from 1, or the words for any wrong one. */
function nearOr<Near extends { readonly feedback: string }>(wrong: string, near: readonly Near[], isIt: (near: Near) => boolean): Finding {
  const nth = near.findIndex(isIt)
  const miss = near[nth]
  return miss ? answered(false, `near-${nth + 1}`, miss.feedback) : answered(false, 'wrong', wrong)
}
