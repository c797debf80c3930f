// What the inspector says of the chosen request, in full. What it says of all stands in `noted.ts`.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Finding } from '../../electron/model/inspection.ts'
import type { RuleId } from '../../electron/model/rules-en.ts'
import { oneOf } from '../../electron/model/shape.ts'
import { useCore } from '../bridge/use-core.ts'
import { useRemembered } from '../composables/useRemembered.ts'
import { useAttempt } from './attempt.ts'
import { coalesce } from './coalesce.ts'
import { useExchanges } from './exchanges.ts'
import { useNoted } from './noted.ts'
import { useViewer } from './viewer.ts'

export const useNotes = defineStore('notes', () => {
  const core = useCore()
  const attempt = useAttempt()
  const exchanges = useExchanges()
  const noted = useNoted()
  const viewer = useViewer()
  /** Of the chosen request, the grave before the slight, and which exchange they were asked for. */
  const found = shallowRef<{ readonly of: string; readonly findings: readonly Finding[] }>({ of: '', findings: [] })
  /** Whether the look tells of the chosen request or of all that was captured. */
  const about = useRemembered('notes-about', oneOf('request', 'all'), 'request')
  /** The note whose octets are marked. */
  const shown = ref<string>()

  const askOf = coalesce(async () => {
    const [id, of] = [attempt.id, viewer.chosen]
    if (id === undefined || of === undefined) return
    const findings = await core.call('notes.of', { attempt: id, exchange: of })
    if (attempt.id === id && viewer.chosen === of) found.value = { of, findings }
  })

  /** Of the chosen exchange itself, as either end of its hop saw it. */
  const here = computed(() => {
    const { exchange } = viewer
    const ids = new Set(exchange ? [exchange.id, exchanges.otherSideOf(exchange)?.id] : [])
    return found.value.findings.filter(({ evidence }) => evidence.some(place => ids.has(place.exchange)))
  })
  /** Of the same request on its other hops. */
  const elsewhere = computed(() => found.value.findings.filter(finding => !here.value.includes(finding)))

  /** Marks the octets of a note. */
  function show(finding: Finding): void {
    const place = finding.evidence.find(({ exchange }) => exchange === viewer.chosen) ?? finding.evidence.find(({ exchange }) => exchanges.byId.has(exchange))
    if (!place) return
    viewer.lookAt(finding.evidence, place.exchange)
    shown.value = nameOf(finding)
  }

  /** Goes to what a rule says of an exchange. */
  async function goTo(rule: RuleId, exchange: string): Promise<void> {
    viewer.choose(exchange)
    viewer.look = 'notes'
    about.value = 'request'
    await askOf()
    const finding = found.value.findings.find(one => one.rule === rule && one.evidence.some(place => place.exchange === exchange))
    if (viewer.chosen === exchange && finding) show(finding)
  }

  /** Findings are asked for anew with each exchange; the same one is known by its name. */
  const isShown = (finding: Finding): boolean => shown.value === nameOf(finding) && viewer.evidence.length === finding.evidence.length
    && viewer.evidence.every(({ exchange, range }, nth) => exchange === finding.evidence[nth]?.exchange && range.start === finding.evidence[nth].range.start)

  watch(() => [viewer.chosen, noted.summary], () => void askOf().catch(() => undefined), { immediate: true })

  return { found, about, here, elsewhere, show, goTo, isShown }
})

/** The same rule may speak twice of one exchange, about other octets. */
function nameOf({ rule, evidence: [first] }: Finding): string {
  return `${rule} ${first?.exchange} ${first?.side} ${first?.range.start}`
}
