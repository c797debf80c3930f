// The request in the making. It is kept for each step of an attempt, so that coming back finds it as it was left.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { fromBase64, toBase64 } from '../../electron/model/bytes.ts'
import { draftWarnings, isJsonType } from '../../electron/model/composing/draft-warnings.ts'
import { rawWarnings } from '../../electron/model/composing/raw-warnings.ts'
import { bytesFromRawText, literalBytes, rawTextFromBytes, type Draft, type StructuredDraft } from '../../electron/model/draft.ts'
import { finalResponse } from '../../electron/model/exchange.ts'
import { draftsFromHttpFile } from '../../electron/model/http-file.ts'
import type { Phrase } from '../../electron/model/phrase.ts'
import { having, oneOf, recordOf, text } from '../../electron/model/shape.ts'
import { useCore } from '../bridge/use-core.ts'
import { recall, remember } from '../composables/useRemembered.ts'
import { useAttempt } from './attempt.ts'
import { useExchanges } from './exchanges.ts'
import { structuredDraft } from './draft-shape.ts'
import { fillBlanks } from './fill-blanks.ts'
import { useHistory } from './history.ts'
import { useViewer } from './viewer.ts'

type Mode = 'structured' | 'raw'
interface Page { readonly mode: Mode; readonly structured: StructuredDraft; readonly raw: string }

/** What was filled in from elsewhere, what of it is missing, and what stood there before. */
export interface Taken { readonly from: 'pasted' | 'chosen'; readonly notes: readonly Phrase[]; readonly before: Page }
const Pages = recordOf(having<Page>({ mode: oneOf('structured', 'raw'), structured: structuredDraft, raw: text() }))

/** Without what makes it watch itself. */
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const isType = (name: string) => name.toLowerCase() === 'content-type'
/** A short wait is not worth a word. */
const PATIENCE_MS = 300
/** Whoever presses more often while one request is out means no more by it. */
const MOST_DUE = 8
const BLANK: StructuredDraft = { kind: 'structured', method: 'GET', target: '/', fields: [], content: '' }

export const useComposer = defineStore('composer', () => {
  const core = useCore()
  const attempt = useAttempt()
  const exchanges = useExchanges()
  const viewer = useViewer()
  const history = useHistory()
  const mode = ref<Mode>('structured')
  const structured = ref<StructuredDraft>(copyOf(BLANK))
  const raw = ref('')
  const busy = shallowRef<AbortController>()
  /** Whether the page says that it waits. */
  const isSlow = ref(false)
  const failure = shallowRef<Phrase>()
  /** A fault on the way to the core, in the core's words. */
  const fault = shallowRef<string>()
  const taken = shallowRef<Taken>()

  const authority = computed(() => attempt.entry?.url.replace(/^https?:\/\//, '') ?? 'localhost')
  const isBlank = ({ name, value }: { readonly name: string; readonly value: string }) => name === '' && value === ''
  /** A row that nothing was written into yet is no field. */
  const draft = computed<Draft>(() => {
    const { pieces, fields } = structured.value
    if (mode.value === 'raw') return { kind: 'raw', bytes: toBase64(bytesFromRawText(raw.value)), ...(pieces && { pieces }) }
    return fields.some(isBlank) ? { ...structured.value, fields: fields.filter(field => !isBlank(field)) } : structured.value
  })
  const warnings = computed(() => {
    if (mode.value === 'raw') return rawWarnings(bytesFromRawText(raw.value), structured.value.pieces)
    return draftWarnings(structured.value).filter(({ at }) => !('field' in at) || !isBlank(structured.value.fields[at.field] ?? { name: '', value: '' }))
  })
  /** What the content is said to be: its Content-Type is the only place where that stands. */
  const contentKind = computed({
    get: () => (structured.value.fields.some(({ name, value }) => isType(name) && isJsonType(value)) ? 'json' as const : 'plain' as const),
    set: kind => {
      const value = kind === 'json' ? 'application/json' : 'text/plain; charset=utf-8'
      const { fields } = structured.value
      structured.value.fields = fields.some(({ name }) => isType(name)) ? fields.map(field => (isType(field.name) ? { ...field, value } : field)) : [...fields, { name: 'Content-Type', value }]
    },
  })

  function fill(fresh: StructuredDraft): void {
    structured.value = copyOf(fresh)
    mode.value = 'structured'
    failure.value = taken.value = undefined
  }

  const page = (): Page => ({ mode: mode.value, structured: copyOf(structured.value), raw: raw.value })

  /** Fills in a draft from elsewhere; what stood here can be had back. */
  function take(draft: Draft, from: Taken['from'], notes: readonly Phrase[] = []): void {
    const before = page()
    if (draft.kind === 'structured') fill(draft)
    else {
      raw.value = rawTextFromBytes(fromBase64(draft.bytes))
      structured.value = { ...structured.value, pieces: draft.pieces }
      mode.value = 'raw'
    }
    failure.value = undefined
    taken.value = { from, notes, before }
  }

  /** @returns why the text is no request, or undefined when it was filled in */
  async function paste(text: string): Promise<Phrase | undefined> {
    const { draftFromPasted } = await import('../../electron/model/composing/pasted.ts')
    const pasted = draftFromPasted(text, authority.value)
    if ('refused' in pasted) return pasted.refused
    take(pasted.draft, 'pasted', pasted.notes)
    return undefined
  }

  function takeBack(): void {
    if (!taken.value) return
    const { before } = taken.value
    structured.value = before.structured
    raw.value = before.raw
    mode.value = before.mode
    taken.value = undefined
  }

  /** The same request, byte by byte, to be changed where no client would allow it. */
  function toRaw(): void {
    raw.value = rawTextFromBytes(literalBytes(structured.value, authority.value))
    mode.value = 'raw'
    failure.value = undefined
  }

  /** In its parts, or as raw bytes: those of the parts where nothing was written yet. */
  function write(to: Mode): void {
    if (to === 'raw' && raw.value === '') toRaw()
    else mode.value = to
  }

  /** What was to be sent while another request was out, in order. */
  let due: { readonly id: string; readonly asked: Draft }[] = []
  /** Whether one and the same is being sent to several; what is to be sent meanwhile goes out after all of them. */
  let isRound = false
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(busy, request => {
    clearTimeout(timer)
    isSlow.value = false
    if (request) timer = setTimeout(() => { isSlow.value = true }, PATIENCE_MS)
  }, { flush: 'sync' })

  /** Until the page says that it waits, who sends again is not told that they cannot: it is sent once the answer is there. */
  async function send(): Promise<void> {
    if (attempt.id === undefined) return
    // What is typed while the answer is on its way belongs to the next request.
    const wish = { id: attempt.id, asked: copyOf(draft.value) }
    if (!busy.value && !isRound) await sendOut(wish)
    else if (!isSlow.value && due.length < MOST_DUE) due.push(wish)
  }

  /** The next may go out. */
  function release(request: AbortController): void {
    if (busy.value !== request) return
    busy.value = undefined
    if (!isRound) sendDue()
  }

  function sendDue(): void {
    due = due.filter(({ id }) => id === attempt.id)
    const next = due.shift()
    if (next) void sendOut(next)
  }

  async function sendOut({ id, asked }: { readonly id: string; readonly asked: Draft }): Promise<void> {
    const abort = new AbortController()
    busy.value = abort
    failure.value = fault.value = taken.value = undefined
    const sentWallMs = Date.now()
    const isEyeHeld = viewer.holdEye()
    const { side } = viewer
    try {
      await attempt.changing
      const sent = await core.call('requests.send', { attempt: id, draft: asked, ...(attempt.asked !== undefined && { to: attempt.asked }) }, abort.signal)
      if (attempt.id === id) failure.value = sent.failure
      // The answer is there: the next request need not wait until this one is laid out.
      release(abort)
      await exchanges.catchUp()
      const newest = sent.exchanges.at(-1)
      const answer = newest === undefined ? undefined : exchanges.byId.get(newest)
      const status = answer && finalResponse(answer)?.status
      if (!sent.failure) history.note({ draft: asked, sentWallMs, at: attempt.lab?.title ?? '', ...(status !== undefined && { status }) })
      // Its row may be there before the answer is: who chose something since then goes on looking at that.
      if (newest === undefined || attempt.id !== id || !isEyeHeld()) return
      viewer.show(newest)
      if (viewer.side === side) viewer.side = 'response'
    } catch (error) {
      if (!abort.signal.aborted && attempt.id === id) fault.value = error instanceof Error ? error.message : String(error)
    } finally {
      release(abort)
    }
  }

  function cancel(): void {
    due = []
    busy.value?.abort()
  }

  /** The same request to one after the other, whoever is asked otherwise. */
  async function sendToEach(names: readonly string[]): Promise<void> {
    const { id, asked: before } = attempt
    if (busy.value || isRound || id === undefined) return
    const asked = copyOf(draft.value)
    isRound = true
    for (const name of names) {
      attempt.asked = name
      await sendOut({ id, asked })
      if (fault.value !== undefined || attempt.id !== id) break
    }
    isRound = false
    if (attempt.id === id) attempt.asked = before
    sendDue()
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

  /** What this page sent last, where another browser remembers the rest. */
  function lastSent(): Pick<StructuredDraft, 'method' | 'target'> | undefined {
    const request = exchanges.rows.findLast(({ source, request: one }) => (source === 'composer' || source === 'raw') && one?.malformations.length === 0)?.request
    return request && { method: request.method, target: request.target }
  }

  /** Fills in what the step proposes, unless it stands there already; what stood there can be had back. */
  function propose(): void {
    const request = proposed()
    if (request && (mode.value === 'raw' || JSON.stringify(draft.value) !== JSON.stringify(request))) take(request, 'chosen')
  }

  watch(() => [attempt.id, attempt.step] as const, ([id, step], before) => {
    if (id === undefined) return
    const left = recall(`composer.${id}`, Pages, {})[step]
    failure.value = fault.value = taken.value = undefined
    if (left) {
      structured.value = left.structured
      raw.value = left.raw
      mode.value = left.mode
    } else {
      const request = proposed()
      if (request) fill(request)
      else if (before?.[0] !== id) fill({ ...BLANK, ...lastSent() })
      // Where the step proposes nothing, what stood here stays; coming back is to find it too.
      keep()
    }
  }, { immediate: true })
  watch([mode, structured, raw], keep, { deep: true })

  function keep(): void {
    if (attempt.id === undefined) return
    const pages: Record<string, Page> = recall(`composer.${attempt.id}`, Pages, {})
    pages[attempt.step] = page()
    remember(`composer.${attempt.id}`, pages)
  }

  return { mode, structured, raw, draft, warnings, contentKind, authority, busy, isSlow, failure, fault, taken, fill, take, propose, paste, takeBack, toRaw, write, send, sendToEach, cancel }
})
