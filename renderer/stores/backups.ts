// A backup on its way: made here, shown and handed over to be saved; or chosen from a file, shown, and restored.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { BACKUP_PART, type BackupBecame, type BackupHeld, type BackupWork, type MadeBackup } from '../../electron/model/backup-view.ts'
import { fromBase64, toBase64 } from '../../electron/model/bytes.ts'
import { useCore } from '../bridge/use-core.ts'
import { useAttempt } from './attempt.ts'
import { usePacks } from './packs.ts'
import { useSavedRequests } from './saved-requests.ts'
import { useTrying } from './trying.ts'

/** A file that was looked into, and what would become of it. */
export interface LookedInto { readonly backup: string; readonly name: string; readonly held: BackupHeld; readonly will: BackupBecame }

export const useBackups = defineStore('backups', () => {
  const core = useCore()
  const attempt = useAttempt()
  const packs = usePacks()
  const requests = useSavedRequests()
  /** What is under way; `save` and `send` bring the bytes here and there. */
  const work = ref<BackupWork | 'save' | 'send'>()
  /** How much of it is done, from 0 to 1. */
  const done = ref(0)
  const made = shallowRef<MadeBackup>()
  const looked = shallowRef<LookedInto>()
  const became = shallowRef<BackupBecame>()
  /** Why the file is not taken, in the core's words. */
  const refusal = shallowRef<string>()
  const { fault, tried } = useTrying()
  const isBusy = computed(() => work.value !== undefined)

  /** Which look at it this is: what comes for one before it is not wanted any more. */
  let turn = 0

  /** Does one thing, unless something else is under way. */
  const doing = (what: NonNullable<typeof work.value>, act: (isWanted: () => boolean) => Promise<void>): Promise<void> => tried(async () => {
    if (work.value !== undefined) return
    const mine = turn
    begin(what)
    refusal.value = undefined
    try {
      await act(() => mine === turn)
    } finally {
      work.value = undefined
    }
  })

  function begin(what: NonNullable<typeof work.value>): void {
    work.value = what
    done.value = 0
  }

  const make = (withKey: boolean) => doing('make', async isWanted => {
    const answer = await core.call('backups.make', { withKey })
    if (!isWanted()) return drop(answer.made?.backup)
    made.value = answer.made
    refusal.value = answer.refusal
  })

  /** @returns the file that was shown, as it waits with the core; undefined where that does not succeed */
  async function save(): Promise<Blob | undefined> {
    let whole: Blob | undefined
    await doing('save', async isWanted => {
      const file = made.value
      if (!file) return
      // Each a blob of its own, which the browser may keep on the disk.
      const pieces: Blob[] = []
      for (let at = 0; at < file.octets && isWanted(); at += BACKUP_PART) {
        const { bytes } = await core.call('backups.piece', { backup: file.backup, at })
        pieces.push(new Blob([Uint8Array.from(fromBase64(bytes))]))
        done.value = Math.min((at + BACKUP_PART) / file.octets, 1)
      }
      const blob = new Blob(pieces, { type: 'application/octet-stream' })
      if (isWanted() && blob.size === file.octets) whole = blob
    })
    return whole
  }

  /** Brings a file to the core, which looks into it. */
  const look = (file: File) => doing('send', async isWanted => {
    looked.value = became.value = undefined
    const { backup, refusal: why } = await core.call('backups.offer', { name: file.name.slice(-300), octets: file.size })
    if (backup === undefined) {
      refusal.value = why
      return
    }
    for (let at = 0; at < file.size; at += BACKUP_PART) {
      const bytes = new Uint8Array(await file.slice(at, at + BACKUP_PART).arrayBuffer())
      if (!isWanted()) return drop(backup)
      await core.call('backups.offer-part', { backup, at, bytes: toBase64(bytes) })
      done.value = Math.min((at + BACKUP_PART) / file.size, 1)
    }
    begin('look')
    const { held, will, refusal: none } = await core.call('backups.look', { backup })
    if (!isWanted() || !held || !will) await drop(backup)
    if (!isWanted()) return
    refusal.value = none
    looked.value = held && will && { backup, name: file.name, held, will }
  })

  /** Adds what was shown to what is here, and shows what became of it. */
  async function restore(withKey: boolean): Promise<void> {
    await doing('restore', async () => {
      const shown = looked.value
      if (!shown) return
      const answer = await core.call('backups.restore', { backup: shown.backup, withKey })
      looked.value = undefined
      refusal.value = answer.refusal
      became.value = answer.became
    })
    await Promise.allSettled([packs.load(), requests.load(), attempt.reopen()])
  }

  const drop = async (backup: string | undefined) => { if (backup !== undefined) await core.call('backups.leave', { backup }) }

  /** The file that waits goes, and what is still on its way is not wanted any more. */
  function forget(): void {
    turn += 1
    void drop(made.value?.backup ?? looked.value?.backup).catch(() => undefined)
    made.value = looked.value = became.value = refusal.value = fault.value = undefined
  }

  core.on('backups.progressed', told => { if (told.work === work.value) done.value = told.done })

  return { work, done, made, looked, became, refusal, fault, isBusy, make, save, look, restore, forget }
})
