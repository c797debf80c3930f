// Verdicts for a terminal and for a program.
import type { Lab } from '../model/lab.ts'
import { sayInEnglish } from '../model/phrase.ts'
import { tally, type Verdict } from '../model/verdict.ts'

const MARKS = { met: '✓ met    ', missed: '✗ missed ', 'not-yet': '○ not yet' } as const

/** Whose questions count: all, or those with these ids. */
export type Asked = 'all' | ReadonlySet<string>

/**
 * The verdicts that count without the page: those of the capture, and those of the questions that were asked.
 * @returns the verdicts and the questions that nobody asked.
 */
export function judged(verdicts: readonly Verdict[], asked: Asked) {
  const counted = verdicts.filter(({ kind, of }) => asked === 'all' || kind === 'expectation' || asked.has(of))
  return { counted, notAsked: verdicts.length - counted.length, ...tally(counted) }
}

/** @returns one JSON value with everything. */
export function verdictDocument(lab: Lab, verdicts: readonly Verdict[], asked: Asked) {
  const { counted, notAsked, earned, points, met, required, allMet } = judged(verdicts, asked)
  return { lab: lab.id, pack: lab.pack.id, packVersion: lab.pack.version, allMet, met, required, earned, points, questionsNotAsked: notAsked, verdicts: counted.map(({ packVersion: _, ...verdict }) => verdict) }
}

/** @returns lines for a person. */
export function verdictText(lab: Lab, verdicts: readonly Verdict[], asked: Asked): string {
  const { counted, notAsked, earned, points, met, required, allMet } = judged(verdicts, asked)
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
