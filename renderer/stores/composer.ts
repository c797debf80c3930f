// The request in the making. It is kept for each step of an attempt, so that coming back finds it as it was left.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { z } from 'zod'
import { toBase64 } from '../../electron/model/bytes.ts'
import { bytesFromRawText, literalBytes, rawTextFromBytes, StructuredDraft, type Draft } from '../../electron/model/draft.ts'
import { draftsFromHttpFile } from '../../electron/model/http-file.ts'
import type { Phrase } from '../../electron/model/phrase.ts'
import { useCore } from '../bridge/use-core.ts'
import { recall, remember } from '../composables/useRemembered.ts'
import { useAttempt } from './attempt.ts'
import { useExchanges } from './exchanges.ts'
import { fillBlanks } from './fill-blanks.ts'
import { useViewer } from './viewer.ts'

const Mode = z.enum(['structured', 'raw'])
const Page = z.object({ mode: Mode, structured: StructuredDraft, raw: z.string() })
type Page = z.infer<typeof Page>
const Pages = z.record(z.string(), Page)

const BLANK: StructuredDraft = { kind: 'structured', method: 'GET', target: '/', fields: [], content: '' }

export const useComposer = defineStore('composer', () => {
  const core = useCore()
  const attempt = useAttempt()
  const exchanges = useExchanges()
  const viewer = useViewer()
  const mode = ref<z.infer<typeof Mode>>('structured')
  const structured = ref<StructuredDraft>(structuredClone(BLANK))
  const raw = ref('')
  const busy = shallowRef<AbortController>()
  const failure = shallowRef<Phrase>()
  /** A fault on the way to the core, in the core's words. */
  const fault = shallowRef<string>()

  const authority = computed(() => attempt.entry?.url.replace(/^https?:\/\//, '') ?? 'localhost')
  const draft = computed<Draft>(() => mode.value === 'raw' ? { kind: 'raw', bytes: toBase64(bytesFromRawText(raw.value)) } : structured.value)

  function fill(fresh: StructuredDraft): void {
    structured.value = structuredClone(fresh)
    mode.value = 'structured'
    failure.value = undefined
  }

  /** The same request, byte by byte, to be changed where no client would allow it. */
  function toRaw(): void {
    raw.value = rawTextFromBytes(literalBytes(structured.value, authority.value))
    mode.value = 'raw'
    failure.value = undefined
  }

  async function send(): Promise<void> {
    const id = attempt.id
    if (id === undefined || busy.value) return
    const abort = new AbortController()
    busy.value = abort
    failure.value = fault.value = undefined
    try {
      const sent = await core.call('requests.send', { attempt: id, draft: draft.value }, abort.signal)
      // The answer is there: the next request need not wait until this one is laid out.
      busy.value = undefined
      failure.value = sent.failure
      await exchanges.catchUp()
      const newest = sent.exchanges.at(-1)
      if (newest !== undefined && attempt.id === id) {
        viewer.choose(newest)
        viewer.side = 'response'
      }
    } catch (error) {
      if (!abort.signal.aborted) fault.value = error instanceof Error ? error.message : String(error)
    } finally {
      if (busy.value === abort) busy.value = undefined
    }
  }

  function proposed(): StructuredDraft | undefined {
    const text = attempt.stepView?.request
    try {
      return text === undefined ? undefined : fillBlanks(draftsFromHttpFile(text)[0], attempt.entry)
    } catch {
      // The packs' own check reports a request that cannot be read; here the composer stays as it is.
      return undefined
    }
  }

  watch(() => [attempt.id, attempt.step] as const, ([id, step], before) => {
    if (id === undefined) return
    const left = recall(`composer.${id}`, Pages, {})[step]
    failure.value = fault.value = undefined
    if (left) {
      structured.value = left.structured
      raw.value = left.raw
      mode.value = left.mode
    } else {
      const request = proposed()
      if (request) fill(request)
      else if (before?.[0] !== id) fill(BLANK)
      // Where the step proposes nothing, what stood here stays; coming back is to find it too.
      keep()
    }
  }, { immediate: true })
  watch([mode, structured, raw], keep, { deep: true })

  function keep(): void {
    if (attempt.id === undefined) return
    const pages: Record<string, Page> = recall(`composer.${attempt.id}`, Pages, {})
    pages[attempt.step] = { mode: mode.value, structured: structured.value, raw: raw.value }
    remember(`composer.${attempt.id}`, pages)
  }

  return { mode, structured, raw, draft, authority, busy, failure, fault, fill, toRaw, send, cancel: () => busy.value?.abort() }
})
