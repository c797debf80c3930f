// The file of answers for `run` and `grade`: question id to answer, as JSON.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Lab } from '../model/lab.ts'
import { AnswerValue, type Answer } from '../model/question.ts'
import { oneLine } from '../model/one-line.ts'
import { UsageError } from './usage-error.ts'

/**
 * Reads UTF-8, with or without a byte order mark (HAR 1.2 wants both taken), and UTF-16 with one, as Windows PowerShell 5 writes with `>`.
 * @returns the text of a file that the user named. @throws UsageError when it cannot be read
 */
export function readNamedFile(file: string, option: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new UsageError(`${option} ${file}: the file cannot be read (${oneLine(error)}); check the path`)
  }
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    const isText = error instanceof TypeError
    throw new UsageError(`${option} ${file}: ${isText ? 'this is not UTF-8 text; save it in that encoding' : `the file is too large (${oneLine(error)}); cut it`}`)
  }
}

/** @returns the answers, as if given before the first exchange. @throws UsageError for nonsense or an unknown question */
export function readAnswers(file: string, lab: Lab): Answer[] {
  const text = readNamedFile(file, '--answers')
  const known = lab.steps.flatMap(step => [...step.questions.map(({ id }) => id), ...(step.prediction ? [step.prediction.id] : [])])
  const form = 'give a JSON object such as {"question-id": "answer"}'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`--answers ${file}: this is not JSON (${oneLine(error)}); ${form}`)
  }
  const answers = z.record(z.string(), AnswerValue).safeParse(value)
  if (!answers.success) throw new UsageError(`--answers ${file}: ${answers.error.issues[0]?.path.join('.') || 'the whole file'}: not an answer; ${form}`)
  const stranger = Object.keys(answers.data).find(id => !known.includes(id))
  if (stranger !== undefined) throw new UsageError(`--answers ${file}: ${lab.id} has no question "${stranger}"; it has: ${known.join(', ')}`)
  return Object.entries(answers.data).map(([question, answer]) => ({ question, value: answer, afterSeq: 0, givenWallMs: 0 }))
}
