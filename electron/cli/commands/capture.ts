// `lab501 capture convert FILE`: a capture in another form, redacted unless one asks.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { writeCapture } from '../../core/captures/write-capture.ts'
import { writeWhole } from '../../core/packs/archive/write-whole.ts'
import { CaptureForm } from '../../model/capture-form.ts'
import { phrase, sayInEnglish } from '../../model/phrase.ts'
import { describeProblem } from '../../model/problem.ts'
import { JSON_OUT, readArgs } from '../read-args.ts'
import { readCapture, tellOfCapture } from '../read-capture.ts'
import { UsageError } from '../usage-error.ts'

const FORM = {
  words: 'convert FILE', options: {
    to: { takes: 'FORM', says: `one of ${CaptureForm.options.join(', ')}` },
    output: { takes: 'FILE', short: 'o', says: 'where to write it; without it the capture goes to stdout' },
    secrets: { says: 'keeps what is replaced otherwise: credentials, cookies, tokens, passwords' },
    force: { says: 'puts it in the place of a file that is there' },
    json: JSON_OUT,
  },
} as const

/** @returns 0 when it is written. @throws UsageError, NotACapture */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [verb = '', file, ...more] } = readArgs(FORM, argv)
  if (verb !== 'convert') throw new UsageError(`${verb === '' ? 'say what to do with a capture' : `there is no "capture ${verb}"`}; there is: capture convert FILE --to har|lab501 [-o FILE] [--secrets]`)
  if (file === undefined) throw new UsageError('say which capture to convert: a capture saved by Lab 501, the lines of "lab501 run --json", or a HAR file')
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one file too many; convert one capture at a time`)
  const form = CaptureForm.safeParse(values.to)
  if (!form.success) throw new UsageError(`${values.to === undefined ? 'say into which form' : `--to ${values.to}: there is no such form`}: --to ${CaptureForm.options.join(' or --to ')}`)
  const { output } = values
  if (values.json && output === undefined) throw new UsageError('--json tells what was written; name the file with -o, or leave --json out and take the capture from stdout')
  if (output !== undefined && existsSync(output) && !values.force) throw new UsageError(`${output}: there is a file already; write another name with -o, or put this one in its place with --force`)
  const read = readCapture(file, 'FILE')
  const { records, lab } = read
  const { text, redacted, left } = writeCapture(records, { form: form.data, lab: lab ?? '', keepsSecrets: values.secrets, attempt: read })
  const said = [...redacted.map(({ place, name, count }) => `redacted: ${sayInEnglish(phrase(`redacted.${place}`, { name, count }))}`), ...left.map(one => `left out: ${sayInEnglish(one)}`)]
  if (output === undefined) {
    process.stdout.write(text)
    tellOfCapture(file, read)
    for (const line of said) console.error(line)
    return 0
  }
  const problem = writeWhole(resolve(output), Buffer.from(text))
  if (problem) throw new UsageError(describeProblem(problem))
  tellOfCapture(file, read)
  console.log(values.json ? JSON.stringify({ file: output, form: form.data, exchanges: records.length, redacted, left: left.map(sayInEnglish) }, null, 2) : [`${output}: ${records.length} exchanges read, written as ${form.data}`, ...said].join('\n'))
  return 0
}
