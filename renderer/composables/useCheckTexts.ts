// What the checks of a server say, in the language of the interface.
import { computed } from 'vue'
import type { CheckSays } from '../../electron/model/audit.ts'
import { checksEnglish, reasonsEnglish, type CheckId, type CheckText, type CheckTexts } from '../../electron/model/checks-en.ts'
import { filled } from '../../electron/model/rule-text.ts'
import { useBook } from './useBook.ts'
import { useRuleTexts } from './useRuleTexts.ts'

const english: CheckTexts = { checks: checksEnglish, reasons: reasonsEnglish }

export function useCheckTexts() {
  const { sayFinding } = useRuleTexts()
  const book = useBook('checks', () => Promise.resolve(english))
  const texts = computed(() => book.value ?? english)
  const textsOf = (check: CheckId): CheckText => texts.value.checks[check]
  const sayReason = (says: CheckSays): string => ('reason' in says ? filled(texts.value.reasons[says.reason], says.values) : sayFinding(says))

  return { textsOf, sayReason }
}
