// What was done to a running topology, in a sentence; and spans of time.
import type { Deed } from '../../electron/model/control.ts'
import { useAllWords } from './useAllWords.ts'

const UNITS = [['days', 86_400_000], ['hours', 3_600_000], ['minutes', 60_000], ['seconds', 1_000]] as const

export function useControlWords() {
  const { t, say, number } = useAllWords()

  /** In the largest unit that comes out even; nothing is nothing of a second. */
  function span(ms: number): string {
    const [unit, size] = (ms === 0 ? UNITS.at(-1) : UNITS.find(([, each]) => ms % each === 0)) ?? ['ms', 1]
    return unit === 'ms' ? t('time.ms', { ms: number(ms) }) : t(`time.${unit}`, { count: number(ms / size) }, ms / size)
  }

  /** Where there is little room. */
  function shortSpan(ms: number): string {
    const [unit, size] = UNITS.find(([, each]) => ms % each === 0) ?? ['ms', 1]
    return unit === 'ms' ? t('time.ms', { ms: number(ms) }) : t(`time.short-${unit}`, { count: number(ms / size) })
  }

  function sayControl(control: Deed): string {
    switch (control.kind) {
      case 'advance': return t('event.advance', { by: span(control.ms) })
      case 'toggle': return t(control.on ? 'event.toggle-on' : 'event.toggle-off', { toggle: control.toggle })
      case 'deploy': return control.build === undefined ? t('event.deploy', { name: control.participant }) : t('event.deploy-build', { name: control.participant, build: control.build })
      case 'edit': return t('event.edit', { name: control.participant, rows: rowsOf(control) })
      case 'redraw': return t('event.redraw', { says: control.says.map(say).join(' ') })
      default: return t(`event.${control.kind}`, { name: control.participant })
    }
  }

  /** What it implements, and what each resource takes, as far as that was changed. */
  function rowsOf({ implements: implemented, takes = {} }: Extract<Deed, { kind: 'edit' }>): string {
    const list = (methods: readonly string[]) => (methods.length > 0 ? methods.join(', ') : t('event.edit-nothing'))
    return [...(implemented ? [t('event.edit-implements', { methods: list(implemented) })] : []), ...Object.entries(takes).map(([path, methods]) => t('event.edit-takes', { path, methods: list(methods) }))].join('; ')
  }

  return { span, shortSpan, sayControl }
}
