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
  /** Whose exchange is shown to a class: the bench, and what was missed with it in which way. */
  const shown = shallowRef<{ readonly attempt: string; readonly says: string; readonly way: string }>()
  const setup = computed(() => attempt.view?.bench)
  /** Which tool is looked at, where the bench has it. */
  const tool = ref(recall('bench-tool', text(40), ''))
  watch(tool, now => remember('bench-tool', now))

  async function load(): Promise<void> {
    [list.value, starters.value] = await Promise.all([core.call('benches.list', {}), core.call('benches.starters', settings.spoken)])
  }

  /** @returns whether it is shown; false where something else was wanted before it came */
  const open = (id: string, isWanted?: () => boolean): Promise<boolean> => attempt.enter(core.call('benches.open', { attempt: id }), isWanted)
  const begin = (wanted: Exclude<BenchSetup, { kind: 'capture' }>, isWanted?: () => boolean): Promise<boolean> => attempt.enter(core.call('benches.begin', { setup: wanted }), isWanted)

  /** Begins a playground with one of its topologies, and has its first request ready, unless somebody came to try another one. @returns whether it is shown */
  async function start({ setup: wantedSetup, request }: Starter, isWanted = attempt.wish()): Promise<boolean> {
    const [draft] = request === undefined ? [] : draftsFromHttpFile(request)
    if (!await begin({ ...wantedSetup, title: retell(wantedSetup.title) }, isWanted)) return false
    // The list may come later: the request must be there with the bench, before somebody writes another.
    if (draft) wanted.value ??= { draft: fillBlanks(draft, attempt.entry), isSent: false }
    void load().catch(() => undefined)
    return true
  }

  async function rename(id: string, title: string): Promise<void> {
    list.value = await core.call('benches.rename', { attempt: id, title })
    if (id === attempt.id) attempt.retake(await core.call('attempts.look', { attempt: id }))
  }

  /** Removes a bench with its capture; the page has asked. */
  async function remove(id: string): Promise<void> {
    list.value = await core.call('benches.remove', { attempt: id })
  }

  /** Goes on with the latest of its kind; a playground is begun where there is none. @returns what came of it: `left` where something else was wanted meanwhile */
  async function resume(kind: BenchKind): Promise<'open' | 'none' | 'left'> {
    const isWanted = attempt.wish()
    await load()
    if (!isWanted()) return 'left'
    const latest = setup.value?.kind === kind ? attempt.id : list.value.find(one => one.kind === kind)?.attempt
    const [starter] = starters.value
    if (latest !== undefined) return await open(latest, isWanted) ? 'open' : 'left'
    if (kind === 'playground' && starter) return await start(starter, isWanted) ? 'open' : 'left'
    return 'none'
  }

  /** Opens a capture from a file. @returns why it was not opened */
  async function openFile(file: File): Promise<NotOpened | undefined> {
    const { name, size: octets } = file
    if (octets === 0 || octets > MOST_CAPTURE_OCTETS) return { why: octets === 0 ? 'empty' : 'too-big', name, octets }
    const isWanted = attempt.wish()
    for (let at = 0; at < octets; at += PART_OCTETS) {
      const bytes = new Uint8Array(await file.slice(at, at + PART_OCTETS).arrayBuffer())
      // Taken whole, it would run in the place of what is wanted by now.
      if (!isWanted()) return undefined
      const { opened, refusal } = await core.call('captures.take', { name: name.slice(-200), octets, at, bytes: toBase64(bytes) })
      if (refusal !== undefined) return { why: 'refused', what: refusal }
      if (opened) await attempt.enter(Promise.resolve(opened), isWanted)
    }
    await load()
    return undefined
  }

  function takeWanted() {
    const taken = wanted.value
    wanted.value = undefined
    return taken
  }

  return { list, starters, setup, shown, wanted, takeWanted, tool, load, open, begin, start, rename, remove, resume, openFile }
})
