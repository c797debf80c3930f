// The proof of a lab: requests and answers that must succeed, and mistakes that must be caught.
import { draftsFromHttpFile, HttpFileError } from '../../model/http-file.ts'
import type { Lab } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import { ProofFile } from '../../model/proof.ts'
import type { AnswerValue } from '../../model/question.ts'
import { faultOfAnswer, feedbackIdsOf, unknown } from './check-answer.ts'
import { FolderFiles, type PackFiles } from './pack-files.ts'
import { parseSheet, type Sheet } from './parse-sheet.ts'
import type { Path } from './yaml-document.ts'

/**
 * Reads `proof.yaml` of a lab and checks that all that it names is in the lab.
 * @param from the lab's folder, or its files as the loader gave them (those of an archive have no folder)
 * @returns the proof, or what is wrong with it.
 */
export function loadProof(from: string | PackFiles, lab: Lab): { proof?: ProofFile; problems: Problem[] } {
  const parsed = parseSheet(typeof from === 'string' ? new FolderFiles(from) : from, 'proof.yaml', ProofFile)
  if ('problems' in parsed) return parsed
  const { sheet } = parsed
  const { solution, mistakes } = sheet.value
  const problems = [
    ...checkPlay(sheet, ['solution'], solution, lab),
    ...mistakes.flatMap((mistake, nth) => [
      ...checkPlay(sheet, ['mistakes', nth], mistake, lab),
      ...checkFails(sheet, nth, lab),
      ...(mistakes.findIndex(other => other.id === mistake.id) < nth ? [sheet.problem(['mistakes', nth, 'id'], `the id "${mistake.id}" is taken already`, 'Choose another id.')] : []),
    ]),
  ]
  return problems.length > 0 ? { problems } : { proof: sheet.value, problems }
}

function checkPlay(sheet: Sheet<ProofFile>, at: Path, play: { requests: string; answers: Record<string, AnswerValue> }, lab: Lab): Problem[] {
  return [
    ...checkRequests(sheet, [...at, 'requests'], play.requests),
    ...Object.entries(play.answers).flatMap(([id, value]) => {
      const fault = faultOfAnswer(id, value, lab)
      return fault ? [sheet.problem([...at, 'answers', id], fault.what, fault.mend, fault.of)] : []
    }),
  ]
}

function checkRequests(sheet: Sheet<ProofFile>, path: Path, text: string): Problem[] {
  try {
    draftsFromHttpFile(text)
    return []
  } catch (error) {
    if (!(error instanceof HttpFileError)) throw error
    return [sheet.problemInText(path, error.line, error.message, 'Write requests in the form of an .http file, parted by ###.')]
  }
}

function checkFails({ value, problem }: Sheet<ProofFile>, nth: number, lab: Lab): Problem[] {
  const fails = value.mistakes[nth]?.fails
  if (!fails) return []
  const path = ['mistakes', nth, 'fails']
  const graded = lab.steps.flatMap(step => [
    ...step.expectations.map(one => ({ id: one.id, feedback: one.feedback.map(feedback => feedback.id) })),
    ...step.questions.map(one => ({ id: one.id, feedback: feedbackIdsOf(one) })),
  ])
  const target = graded.find(one => one.id === fails.of)
  if (!target) {
    const fault = unknown('expectation or question', fails.of, graded.map(one => one.id))
    return [problem([...path, 'of'], fault.what, fault.mend)]
  }
  if (fails.feedback === undefined || target.feedback.includes(fails.feedback)) return []
  const fault = unknown(`feedback of "${fails.of}"`, fails.feedback, target.feedback)
  return [problem([...path, 'feedback'], fault.what, fault.mend)]
}
