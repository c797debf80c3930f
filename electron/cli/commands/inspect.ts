// `lab501 inspect FILE`: what the inspector has to say about a capture. `inspect --rules`: what it looks for.
import { inspect } from '../../core/inspector/inspect.ts'
import type { Rule } from '../../core/inspector/rule.ts'
import { RULES } from '../../core/inspector/rules.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import { readExchange } from '../../core/recorder/read-exchange.ts'
import { Severity } from '../../model/inspection.ts'
import { findingsDocument, findingsText, rulesDocument, rulesText } from '../print-findings.ts'
import { JSON_OUT, readArgs } from '../read-args.ts'
import { readCapture, tellOfCapture } from '../read-capture.ts'
import { UsageError } from '../usage-error.ts'

const FORM = {
  words: 'FILE', options: {
    rule: { takes: 'ID', many: true, says: 'looks for this only; may be repeated' },
    severity: { takes: 'S', says: `says nothing below it; one of ${Severity.options.join(', ')}` },
    rules: { says: 'reads no file and lists the rules' },
    json: JSON_OUT,
  },
} as const

/** @returns 0 when nothing of the severity error was found, 1 when something was. @throws UsageError, NotACapture */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [file, ...more] } = readArgs(FORM, argv)
  const rules = chosen(values.rule ?? [], values.severity)
  if (values.rules) {
    if (file !== undefined) throw new UsageError(`--rules lists the rules and reads no file; leave "${file}" out, or leave --rules out`)
    console.log(values.json ? JSON.stringify(rulesDocument(rules), null, 2) : rulesText(rules))
    return 0
  }
  if (file === undefined) throw new UsageError('say which capture to look at: a capture saved by Lab 501, the lines of "lab501 run --json", or a HAR file')
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one file too many; look at one capture at a time`)
  const read = readCapture(file, 'FILE')
  tellOfCapture(file, read)
  const exchanges = read.records.map(record => readExchange(record))
  const findings = inspect(exchanges, rules, read.events?.map(({ afterSeq }) => afterSeq))
  console.log(values.json ? JSON.stringify(findingsDocument(exchanges, findings), null, 2) : findingsText(exchanges, findings))
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0
}

/** @returns the rules that were asked for, of this severity or a graver one. */
function chosen(ids: readonly string[], severity: string | undefined): Rule[] {
  const known = RULES.map(({ id }) => id)
  for (const id of ids) {
    if (known.some(name => name === id)) continue
    const near = nearestWord(id, known)
    throw new UsageError(`--rule ${id}: there is no such rule${near === undefined ? '' : `; do you mean "${near}"?`} "lab501 inspect --rules" lists them`)
  }
  const least = severity === undefined ? 'note' : Severity.options.find(option => option === severity)
  if (least === undefined) throw new UsageError(`--severity ${severity}: there is no such severity; there are: ${Severity.options.join(', ')}`)
  const isGrave = (rule: Rule) => Severity.options.indexOf(rule.severity) <= Severity.options.indexOf(least)
  return RULES.filter(rule => isGrave(rule) && (ids.length === 0 || ids.includes(rule.id)))
}
