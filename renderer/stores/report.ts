// A report of a problem in the making. Where the core is away, the page tells what it knows itself.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Output } from '../../electron/contract/contract.ts'
import { pageSections, reportName, reportText, type PageReport } from '../../electron/model/report.ts'
import { useCore } from '../bridge/use-core.ts'
import { keptFaults } from '../composables/page-faults.ts'
import { useAttempt } from './attempt.ts'
import { useConnection } from './connection.ts'
import { useSettings } from './settings.ts'

export const useReport = defineStore('report', () => {
  const core = useCore()
  const attempt = useAttempt()
  const connection = useConnection()
  const settings = useSettings()
  const words = ref('')
  const keepsCapture = ref(false)
  const made = shallowRef<Output<'report.make'>>()
  /** Why the core's part is missing. */
  const fault = shallowRef<string>()
  let latest = 0

  function page(): PageReport {
    const { theme, contrast, size, spokenNow, letterKeys } = settings
    const asked = (query: string) => (matchMedia(query).matches ? 'yes' : 'no')
    return {
      words: words.value.slice(0, 8_000),
      facts: {
        address: location.hash.slice(0, 300), browser: navigator.userAgent.slice(0, 400), core: connection.state, version: connection.about?.version ?? 'unknown',
        window: `${innerWidth} × ${innerHeight}, ${devicePixelRatio} pixels each`, language: spokenNow, languages: navigator.languages.join(' ').slice(0, 400),
        theme, contrast, size, 'letter keys': letterKeys ? 'on' : 'off', 'wants less motion': asked('(prefers-reduced-motion: reduce)'), 'wants dark': asked('(prefers-color-scheme: dark)'),
      },
      faults: [...keptFaults()],
    }
  }

  async function make(): Promise<void> {
    const mine = latest += 1
    const said = page()
    try {
      const answer = await core.call('report.make', { page: said, keepsCapture: keepsCapture.value, ...(attempt.id !== undefined && { attempt: attempt.id }) })
      if (mine !== latest) return
      made.value = answer
      fault.value = undefined
    } catch (error) {
      if (mine !== latest) return
      fault.value = error instanceof Error ? error.message : String(error)
      made.value = { name: reportName(Date.now()), text: reportText([...pageSections(said), { title: 'Core', lines: [fault.value] }]), redacted: [], tooLong: false }
    }
  }

  /** What was written stays until it is saved; the rest is made anew each time. */
  function forget(): void {
    latest += 1
    made.value = fault.value = undefined
    keepsCapture.value = false
  }

  return { words, keepsCapture, made, fault, make, forget }
})
