// Says aloud, calmly, what a verdict has become.
import { watch } from 'vue'
import { useAttempt } from '../stores/attempt.ts'
import { usePresenting } from '../stores/presenting.ts'
import { useAnnouncements } from './useAnnouncements.ts'
import { useWords } from './useWords.ts'

export function useVerdictVoice(): void {
  const attempt = useAttempt()
  const { t } = useWords()
  const { announce } = useAnnouncements()
  const presenting = usePresenting()

  watch(() => [attempt.id, attempt.verdicts] as const, ([id, now], [beforeId, before]) => {
    if (id !== beforeId) return
    for (const verdict of now) {
      const was = before.find(one => one.of === verdict.of)?.outcome
      if (verdict.kind === 'expectation' && was !== undefined && was !== verdict.outcome) announce(presenting.covers(verdict.of) ? t('cover.voice') : t(`voice.${verdict.outcome}`, { says: verdict.says }))
    }
    if (now.length > 0 && !presenting.covers('done') && attempt.score.allMet && before.some(one => !one.optional && one.outcome !== 'met')) announce(t('voice.done'))
  })
}
