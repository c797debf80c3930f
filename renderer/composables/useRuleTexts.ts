// What the inspector's rules say, in the language of the interface.
import { computed } from 'vue'
import { findingIn, type Found, type RuleTexts } from '../../electron/model/inspection.ts'
import type { RuleText } from '../../electron/model/rule-text.ts'
import { rulesEnglish, type RuleId } from '../../electron/model/rules-en.ts'
import { useBook } from './useBook.ts'
import { useWords } from './useWords.ts'

export function useRuleTexts() {
  const { retold } = useWords()
  const book = useBook<RuleTexts>('rules', () => Promise.resolve(rulesEnglish))
  const texts = computed(() => book.value ?? rulesEnglish)
  const textsOf = (rule: RuleId): RuleText => texts.value[rule]
  const sayFinding = (found: Found): string => findingIn(texts.value, { ...found, values: { ...retold(found.values) } })

  return { textsOf, sayFinding }
}
