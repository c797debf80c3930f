// The keys of a lab.
import { useAttempt } from '../stores/attempt.ts'
import { useComposer } from '../stores/composer.ts'
import { useViewer } from '../stores/viewer.ts'
import { focusNextRegion } from './useRegions.ts'
import { useShortcuts } from './useShortcuts.ts'

export function useLabKeys(): void {
  const attempt = useAttempt()
  const composer = useComposer()
  const viewer = useViewer()
  const hasHintLeft = () => (attempt.view?.hints.filter(hint => hint.step === attempt.step).length ?? 0) < (attempt.stepView?.hintCount ?? 0)

  useShortcuts({
    'Mod+Enter': () => void composer.send(),
    'J': () => viewer.move(1),
    'K': () => viewer.move(-1),
    'E': () => viewer.pointNext(),
    'A': () => viewer.keepAsA(),
    'C': () => viewer.compare(),
    'H': () => { if (hasHintLeft()) void attempt.takeHint() },
    'F6': () => focusNextRegion(1),
    'Shift+F6': () => focusNextRegion(-1),
  })
}
