// The inspector's rules: what there are, and the captures that each speaks about and is silent about.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { RuleSummary } from '../../electron/model/inspection.ts'
import type { RuleExamples } from '../../electron/model/notes.ts'
import type { RuleId } from '../../electron/model/rules-en.ts'
import { useCore } from '../bridge/use-core.ts'

export const useRules = defineStore('rules', () => {
  const core = useCore()
  const list = shallowRef<readonly RuleSummary[]>([])
  const known = new Map<RuleId, RuleExamples>()

  async function load(): Promise<void> {
    if (list.value.length === 0) list.value = await core.call('rules.list', {})
  }

  async function examplesOf(rule: RuleId): Promise<RuleExamples> {
    const examples = known.get(rule) ?? await core.call('rules.examples', { rule })
    known.set(rule, examples)
    return examples
  }

  return { list, load, examplesOf }
})
