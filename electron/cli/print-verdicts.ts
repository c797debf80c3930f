// Verdicts for a terminal and for a program.
import type { Lab } from '../model/lab.ts'
import { sayInEnglish } from '../model/phrase.ts'
import { tally, type Verdict } from '../model/verdict.ts'

const MARKS = { met: '✓ met    ', missed: '✗ missed ', 'not-yet': '○ not yet' } as const

/**
 * The verdicts that count without the page: those of the capture, and those of the questions if answers were given.
 * @returns the verdicts and the questions that nobody asked.
 */
export function judged(verdicts: readonly Verdict[], hasAnswers: boolean) {
  const counted = hasAnswers ? [...verdicts] : verdicts.filter(({ kind }) => kind === 'expectation')
  return { counted, notAsked: verdicts.length - counted.length, ...tally(counted) }
}

/** @returns one JSON value with everything. */
export function verdictDocument(lab: Lab, verdicts: readonly Verdict[], hasAnswers: boolean) {
  const { counted, notAsked, earned, points, met, required, allMet } = judged(verdicts, hasAnswers)
  return { lab: lab.id, pack: lab.pack.id, packVersion: lab.pack.version, allMet, met, required, earned, points, questionsNotAsked: notAsked, verdicts: counted.map(({ packVersion: _, ...verdict }) => verdict) }
}

/** @returns lines for a person. */
export function verdictText(lab: Lab, verdicts: readonly Verdict[], hasAnswers: boolean): string {
  const { counted, notAsked, earned, points, met, required, allMet } = judged(verdicts, hasAnswers)
  const lines = lab.steps.flatMap(step => {
    const mine = counted.filter(verdict => verdict.step === step.id)
    return mine.length === 0 ? [] : ['', step.title, ...mine.flatMap(verdictLines)]
  })
  const score = `${met} of ${required} met, ${earned} of ${points} points`
  const rest = notAsked === 0 ? [] : [`${notAsked} questions and predictions are not graded here; give --answers FILE to grade them.`]
  return [`${lab.title}`, ...lines, '', allMet ? `All met: ${score}.` : `${score}.`, ...rest].join('\n')
}

function verdictLines({ outcome, says, seen, expected, feedback, because, section, evidence, optional }: Verdict): string[] {
  const about = [
    seen && `seen: ${sayInEnglish(seen)}`, outcome === 'missed' && expected && `expected: ${sayInEnglish(expected)}`,
    evidence[0] && `evidence: ${evidence.map(({ exchange, side, range }) => `${exchange} ${side} ${range.start}–${range.end}`).slice(0, 3).join(', ')}`,
  ].filter(Boolean)
  return [
    `  ${MARKS[outcome]}  ${says}${optional ? ' (not needed)' : ''}`,
    ...(about.length > 0 && outcome !== 'not-yet' ? [`             ${about.join(' · ')}`] : []),
    ...(feedback && outcome !== 'not-yet' ? [`             ${feedback.text}`] : []),
    ...(outcome === 'missed' && because !== undefined ? [`             ${because}${section === undefined ? '' : ` (${section})`}`] : []),
  ]
}
