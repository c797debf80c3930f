// Who takes part in the running topology, and how each of them stands.
import { computed } from 'vue'
import type { Control } from '../../../electron/model/control.ts'
import { useAnnouncements } from '../../composables/useAnnouncements.ts'
import { useControlWords } from '../../composables/useControlWords.ts'
import { useParticipants } from '../../composables/useParticipants.ts'
import { useWords } from '../../composables/useWords.ts'
import { useAttempt } from '../../stores/attempt.ts'

export type Person = ReturnType<typeof usePeople>['people']['value'][number]

export function usePeople() {
  const { t } = useWords()
  const { sayControl } = useControlWords()
  const { roleOf } = useParticipants()
  const { announce } = useAnnouncements()
  const attempt = useAttempt()
  const offers = computed(() => attempt.lab?.controls)
  const people = computed(() => attempt.participants.map(name => {
    const isKilled = attempt.standing?.killed.has(name) ?? false
    const isDrained = attempt.standing?.drained.has(name) ?? false
    const build = attempt.standing?.builds.get(name)
    return {
      name, isKilled, isDrained, build, role: roleOf(name), isPooled: offers.value?.pooled.includes(name) ?? false,
      entries: attempt.view?.entries.filter(({ participant }) => participant === name) ?? [],
      builds: offers.value?.builds.filter(one => one.participant === name).map(one => one.build).filter(one => one !== build) ?? [],
      states: [isKilled ? t('topology.killed') : isDrained ? t('topology.drained') : t('topology.runs'), ...(build === undefined ? [] : [t('topology.build', { build })])],
    }
  }))

  /** @returns why it was refused; undefined when it was done */
  async function tell(control: Control): Promise<string | undefined> {
    const refused = await attempt.control(control)
    if (refused === undefined) announce(sayControl(control))
    return refused
  }

  return { people, offers, tell }
}
