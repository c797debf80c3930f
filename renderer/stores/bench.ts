// What the workbench works at beside the labs: which benches there are, and the one that runs.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { MOST_CAPTURE_OCTETS, type BenchKind, type BenchSetup, type BenchSummary, type Starter } from '../../electron/model/bench.ts'
import { toBase64 } from '../../electron/model/bytes.ts'
import type { StructuredDraft } from '../../electron/model/draft.ts'
import { draftsFromHttpFile } from '../../electron/model/http-file.ts'
import { text } from '../../electron/model/shape.ts'
import { useCore } from '../bridge/use-core.ts'
import { useAttempt } from './attempt.ts'
import { recall, remember } from '../composables/useRemembered.ts'
import { retell } from '../composables/useWords.ts'
import { fillBlanks } from './fill-blanks.ts'
import { useSettings } from './settings.ts'

/** Of a file, in one message. */
const PART_OCTETS = 524_288

/** Why a file was not opened: what the core says, or what the page sees by itself. */
export type NotOpened = { readonly why: 'refused'; readonly what: string } | { readonly why: 'too-big' | 'empty'; readonly name: string; readonly octets: number }

export const useBench = defineStore('bench', () => {
  const core = useCore()
  const attempt = useAttempt()
  const settings = useSettings()
  const list = shallowRef<readonly BenchSummary[]>([])
  const starters = shallowRef<readonly Starter[]>([])
  /** A request that somebody wants to try, elsewhere in the app: it goes to the next bench that opens. */
  const wanted = shallowRef<{ readonly draft: StructuredDraft; readonly isSent: boolean }>()
  const setup = computed(() => attempt.view?.bench)
  /** Which tool is looked at, where the bench has it. */
  const tool = ref(recall('bench-tool', text(40), ''))
  watch(tool, now => remember('bench-tool', now))

  async function load(): Promise<void> {
    [list.value, starters.value] = await Promise.all([core.call('benches.list', {}), core.call('benches.starters', settings.spoken)])
  }

  async function open(id: string): Promise<void> {
    attempt.take(await core.call('benches.open', { attempt: id }))
  }

  async function begin(wanted: Exclude<BenchSetup, { kind: 'capture' }>): Promise<void> {
    attempt.take(await core.call('benches.begin', { setup: wanted }))
  }

  /** Begins a playground with one of its topologies, and has its first request ready, unless somebody came to try another one. */
  async function start({ setup: wantedSetup, request }: Starter): Promise<void> {
    const [draft] = request === undefined ? [] : draftsFromHttpFile(request)
    await begin({ ...wantedSetup, title: retell(wantedSetup.title) })
    // The list may come later: the request must be there with the bench, before somebody writes another.
    if (draft) wanted.value ??= { draft: fillBlanks(draft, attempt.entry), isSent: false }
    void load().catch(() => undefined)
  }

  async function rename(id: string, title: string): Promise<void> {
    list.value = await core.call('benches.rename', { attempt: id, title })
    if (id === attempt.id) attempt.retake(await core.call('attempts.look', { attempt: id }))
  }

  /** Removes a bench with its capture; the page has asked. */
  async function remove(id: string): Promise<void> {
    list.value = await core.call('benches.remove', { attempt: id })
  }

  /** Goes on with the latest of its kind; a playground is begun where there is none. @returns whether one is open now */
  async function resume(kind: BenchKind): Promise<boolean> {
    await load()
    const latest = setup.value?.kind === kind ? attempt.id : list.value.find(one => one.kind === kind)?.attempt
    const [starter] = starters.value
    if (latest !== undefined) await open(latest)
    else if (kind === 'playground' && starter) await start(starter)
    else return false
    return true
  }

  /** Opens a capture from a file. @returns why it was not opened */
  async function openFile(file: File): Promise<NotOpened | undefined> {
    const { name, size: octets } = file
    if (octets === 0 || octets > MOST_CAPTURE_OCTETS) return { why: octets === 0 ? 'empty' : 'too-big', name, octets }
    for (let at = 0; at < octets; at += PART_OCTETS) {
      const bytes = new Uint8Array(await file.slice(at, at + PART_OCTETS).arrayBuffer())
      const { opened, refusal } = await core.call('captures.take', { name: name.slice(-200), octets, at, bytes: toBase64(bytes) })
      if (refusal !== undefined) return { why: 'refused', what: refusal }
      if (opened) attempt.take(opened)
    }
    await load()
    return undefined
  }

  function takeWanted() {
    const taken = wanted.value
    wanted.value = undefined
    return taken
  }

  return { list, starters, setup, wanted, takeWanted, tool, load, open, begin, start, rename, remove, resume, openFile }
})
