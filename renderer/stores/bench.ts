// What the workbench works at beside the labs: which benches there are, and the one that runs.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { MOST_CAPTURE_OCTETS } from '../../electron/contract/contract.ts'
import type { BenchKind, BenchSetup, BenchSummary, PlaygroundSetup, Starter } from '../../electron/model/bench.ts'
import { toBase64 } from '../../electron/model/bytes.ts'
import type { StructuredDraft } from '../../electron/model/draft.ts'
import { useCore } from '../bridge/use-core.ts'
import { useAttempt } from './attempt.ts'
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

  async function load(): Promise<void> {
    [list.value, starters.value] = await Promise.all([core.call('benches.list', {}), core.call('benches.starters', settings.spoken)])
  }

  async function open(id: string): Promise<void> {
    attempt.take(await core.call('benches.open', { attempt: id }))
  }

  async function begin(wanted: Exclude<BenchSetup, { kind: 'capture' }>): Promise<void> {
    attempt.take(await core.call('benches.begin', { setup: wanted }))
  }

  /** Goes on with the latest of its kind; a playground is begun where there is none. @returns whether one is open now */
  async function resume(kind: BenchKind): Promise<boolean> {
    await load()
    const latest = setup.value?.kind === kind ? attempt.id : list.value.find(one => one.kind === kind)?.attempt
    const [starter] = starters.value
    if (latest !== undefined) await open(latest)
    else if (kind === 'playground' && starter) await begin(starter.setup)
    else return false
    return true
  }

  /** The running playground goes on with another topology; what was captured stays. */
  async function change(to: PlaygroundSetup): Promise<void> {
    if (attempt.id === undefined) return
    const { standing } = await core.call('benches.change', { attempt: attempt.id, drawing: to })
    if (standing) attempt.retake(standing)
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

  return { list, starters, setup, wanted, takeWanted, load, open, begin, resume, change, openFile }
})
