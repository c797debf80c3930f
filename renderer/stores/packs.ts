// The packs that there are, with what is wrong with them; and the file that somebody wants to add.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Output } from '../../electron/contract/contract.ts'
import { toBase64 } from '../../electron/model/bytes.ts'
import type { PackView } from '../../electron/model/pack-view.ts'
import { useCore } from '../bridge/use-core.ts'
import { coalesce } from './coalesce.ts'
import { useSettings } from './settings.ts'

/** What travels at once. */
const PART = 1_000_000

export type LookedAt = Output<'packs.inspect'> & { readonly offer: string }
export type Added = NonNullable<Output<'packs.add'>['added']>

export const usePacks = defineStore('packs', () => {
  const core = useCore()
  const settings = useSettings()
  const list = shallowRef<readonly PackView[]>([])
  /** The one that is being written. */
  const written = computed(() => list.value.find(({ source }) => source === 'watched'))
  /** The file that is shown before it is added. */
  const looked = shallowRef<LookedAt>()
  const added = shallowRef<Added>()
  /** The one that was being written until now. */
  const closed = shallowRef<PackView>()
  const fault = shallowRef<string>()

  const load = coalesce(async () => {
    list.value = await core.call('packs.list', settings.spoken)
  })

  /** Says what went wrong on the way to the core, in its own words. */
  async function tried(act: () => Promise<void>): Promise<void> {
    fault.value = added.value = closed.value = undefined
    try {
      await act()
    } catch (error) {
      fault.value = error instanceof Error ? error.message : String(error)
    }
  }

  async function look(offer: string): Promise<void> {
    const before = looked.value
    if (before && before.offer !== offer) await core.call('packs.leave', { offer: before.offer })
    looked.value = { ...await core.call('packs.inspect', { offer }), offer }
  }

  /** Brings a file's bytes to the core, which looks into it. */
  const offerFile = (file: File) => tried(async () => {
    const { offer } = await core.call('packs.offer', { name: file.name, octets: file.size })
    for (let at = 0; at < file.size; at += PART) {
      const bytes = new Uint8Array(await file.slice(at, at + PART).arrayBuffer())
      await core.call('packs.offer-part', { offer, at, bytes: toBase64(bytes) })
    }
    await look(offer)
  })

  /** @param despite the cautions that were read */
  const add = (despite: readonly string[]) => tried(async () => {
    const shown = looked.value
    if (!shown?.view) return
    const answer = await core.call('packs.add', { offer: shown.offer, digest: shown.view.digest, despite: [...despite] })
    if (!answer.added) {
      looked.value = { ...shown, problems: answer.problems, view: { ...shown.view, cautions: answer.cautions } }
      return
    }
    looked.value = undefined
    added.value = answer.added
    await load()
  })

  const leave = () => tried(async () => {
    const shown = looked.value
    looked.value = undefined
    if (shown) await core.call('packs.leave', { offer: shown.offer })
  })

  const remove = (pack: string) => tried(async () => {
    const [problem] = await core.call('packs.remove', { pack })
    if (problem) fault.value = `${problem.file}: ${problem.what}. ${problem.mend}`
    await load()
  })

  /** The folder that is being written is shown no more. */
  const unwatch = () => tried(async () => {
    const shown = written.value
    await core.call('packs.unwatch', {})
    closed.value = shown
    await load()
  })

  /** What was handed to the app before this page was there. */
  async function lookAtHanded(): Promise<void> {
    const [first] = await core.call('packs.offers', {})
    if (first && !looked.value) await tried(() => look(first.offer))
  }

  core.on('packs.offered', ({ offer }) => void tried(() => look(offer)))
  core.on('labs.changed', () => void load().catch(() => undefined))
  core.onReopened(() => void load().catch(() => undefined))

  return { list, written, looked, added, closed, fault, load, offerFile, add, leave, remove, unwatch, lookAtHanded }
})
