// The rules of the inspector as they are read about: what each is, and a pair of captures that it speaks about and is silent about.
import type { RuleExamples } from '../../model/notes.ts'
import type { RuleId } from '../../model/rules-en.ts'
import { EXAMPLES } from '../inspector/examples.ts'
import { inspect } from '../inspector/inspect.ts'
import { RULES } from '../inspector/rules.ts'
import { exchangesOf } from './read-example.ts'

/** @returns the first of the rule's examples on either side, with what it says of the one. */
export function examplesOf(rule: RuleId): RuleExamples {
  const { yes: [yes], no: [no] } = EXAMPLES[rule]
  const speaks = yes ? exchangesOf(yes) : []
  return { speaks, findings: inspect(speaks, RULES.filter(({ id }) => id === rule)), silent: no ? exchangesOf(no) : [] }
}
