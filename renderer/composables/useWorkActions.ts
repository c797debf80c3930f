// What can be done where requests are sent and looked at: in a lab, and at the workbench.
import { useAttempt } from '../stores/attempt.ts'
import { useComposer } from '../stores/composer.ts'
import { useExchanges } from '../stores/exchanges.ts'
import { useViewer } from '../stores/viewer.ts'
import { useNamedActions, useOffers, type Offer } from './useActions.ts'
import { focusFilter, focusNextRegion } from './useRegions.ts'
import { useWords } from './useWords.ts'

export function useWorkActions(): void {
  const attempt = useAttempt()
  const composer = useComposer()
  const exchanges = useExchanges()
  const viewer = useViewer()
  const { t } = useWords()
  const action = useNamedActions()
  const hintsTaken = () => attempt.view?.hints.filter(hint => hint.step === attempt.step).length ?? 0

  function sending(): Offer[] {
    if (attempt.view?.bench?.kind === 'capture') return []
    return [
      action('send', () => void composer.send(), { obstacle: composer.isSlow ? t('palette.waits') : undefined }),
      ...(composer.busy ? [action('cancel', () => composer.cancel())] : []),
      action('write-parts', () => composer.write('structured'), { isOn: composer.mode === 'structured' }),
      action('write-raw', () => composer.write('raw'), { isOn: composer.mode === 'raw' }),
    ]
  }

  function looking(): Offer[] {
    const none = exchanges.rows.length === 0 ? t('palette.no-exchange') : undefined
    const unchosen = none ?? (viewer.exchange ? undefined : t('palette.none-chosen'))
    const alone = none ?? (exchanges.rows.length < 2 ? t('palette.one-exchange') : undefined)
    const evidence = attempt.verdictsOf(attempt.step).some(verdict => verdict.evidence.length > 0)
    return [
      action('next', () => viewer.move(1), { obstacle: none }),
      action('previous', () => viewer.move(-1), { obstacle: none }),
      action('filter', focusFilter, { obstacle: none }),
      ...(attempt.view?.bench ? [] : [action('evidence', () => viewer.pointNext(), { obstacle: evidence ? undefined : t('palette.no-evidence') })]),
      action('keep', () => viewer.keepAsA(), { obstacle: unchosen, isOn: viewer.against !== undefined && viewer.against === viewer.chosen }),
      action('compare', () => viewer.compare(), { obstacle: alone }),
    ]
  }

  function steps(): Offer[] {
    const { lab } = attempt
    if (!lab || attempt.view?.bench) return []
    const spent = hintsTaken() >= (attempt.stepView?.hintCount ?? 0)
    return [
      action('hint', () => void attempt.takeHint(), { obstacle: spent ? t('palette.no-hint') : undefined }),
      ...lab.steps.map(({ id, title }, nth): Offer => ({
        id: `step:${lab.id}:${id}`, group: t('lab.steps'), name: t('lab.stop', { nth: nth + 1, title: attempt.fill(title) }), isOn: id === attempt.step, run: () => void attempt.go(id),
      })),
    ]
  }

  useOffers(() => [
    ...sending(), ...steps(), ...looking(),
    action('region', () => focusNextRegion(1)), action('region-before', () => focusNextRegion(-1)),
  ])
}
