// `lab501 grade LAB`: grades a capture without running anything.
import { fillSeeds, hasSeeds } from '../../model/blanks.ts'
import { judge } from '../../core/grader/judge.ts'
import { readExchange } from '../../core/recorder/read-exchange.ts'
import { findLab } from '../find-lab.ts'
import { judged, verdictDocument, verdictText, type Asked } from '../print-verdicts.ts'
import { readAnswers } from '../read-answers.ts'
import { DATA, JSON_OUT, PACKS, readArgs } from '../read-args.ts'
import { readCapture, tellOfCapture } from '../read-capture.ts'
import { packFoldersFor } from '../read-packs.ts'
import { UsageError } from '../usage-error.ts'

const FORM = {
  words: 'LAB', options: {
    capture: { takes: 'FILE', must: true, says: 'what to grade: saved by the page, the lines of "run --json", or HAR' },
    answers: { takes: 'FILE', says: 'JSON, the answers by the ids of their questions; without it those in the capture' },
    attempt: { takes: 'ID', says: 'whose capture it is, for a lab that is another one for each attempt' },
    data: DATA, packs: PACKS, json: JSON_OUT,
  },
} as const

/** @returns 0 when all is met, 1 when not. @throws UsageError, NotACapture */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words } = readArgs(FORM, argv)
  const written = findLab(words[0], packFoldersFor(values))
  if (words.length > 1) throw new UsageError(`"${words[1]}" is one name too many; grade one lab at a time`)
  if (values.capture === undefined) throw new UsageError('say which capture to grade: --capture FILE')
  const read = readCapture(values.capture, '--capture')
  const attempt = values.attempt ?? read.attempt
  if (attempt === undefined && hasSeeds(written)) throw new UsageError(`the lab "${written.id}" is another one for each attempt; say whose capture it is: --attempt ID, which "lab501 run" tells in its first line`)
  const lab = fillSeeds(written, attempt ?? '')
  const answers = values.answers === undefined ? read.answers : readAnswers(values.answers, lab)
  // What the learner left open is no miss of the capture; a file of answers is meant to be whole.
  const asked: Asked = values.answers === undefined ? new Set(answers.map(({ question }) => question)) : 'all'
  tellOfCapture(values.capture, read)
  const verdicts = judge(lab, read.records.map(record => readExchange(record)), answers, read.events)
  console.log(values.json ? JSON.stringify(verdictDocument(lab, verdicts, asked), null, 2) : verdictText(lab, verdicts, asked))
  return judged(verdicts, asked).allMet ? 0 : 1
}
