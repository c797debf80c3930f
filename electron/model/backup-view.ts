// A backup as the page tells of it: what is in it, what would become of it here, and what became.
import { z } from 'zod'
import { Phrase } from './phrase.ts'

/** Through the page goes no longer one: it travels in parts and waits on the disk twice. The command line takes any. */
export const MOST_BACKUP_OCTETS = 512 * 1_048_576
/** What travels at once. */
export const BACKUP_PART = 1_000_000
export const BACKUP_ENDING = '.lab501-backup'
/** At the end of what a pack is called that lies there as a folder; the page says so in its own words. */
export const PACK_IS_FOLDER = ' (a folder)'

/** What takes its time. */
export const BACKUP_WORKS = ['make', 'look', 'restore'] as const
export type BackupWork = (typeof BACKUP_WORKS)[number]

/** What a backup holds. */
export const BackupHeld = z.object({
  attempts: z.int(),
  benches: z.int(),
  requests: z.int(),
  packs: z.array(z.string()).readonly(),
  /** Whether somebody who has the file can sign as its owner. */
  hasKey: z.boolean(),
  /** What it holds and this Lab 501 cannot use. */
  strange: z.array(z.string()).readonly(),
  /** It was made before a backup had a digest: whether it is as it was written cannot be told. */
  isUnsealed: z.literal(true).optional(),
})
export type BackupHeld = Readonly<z.infer<typeof BackupHeld>>

/** What becomes of a backup where it is restored. */
export const BackupBecame = z.object({
  /** Attempts that are not here. */
  added: z.int(),
  /** Of them here is the beginning. */
  extended: z.int(),
  /** They went on otherwise here and there, and so are there twice. */
  beside: z.int(),
  same: z.int(),
  packs: z.array(z.object({ name: z.string(), pack: z.string().optional(), outcome: z.enum(['added', 'same', 'left', 'refused']), why: z.string().optional(), caution: Phrase.optional() })).readonly(),
  /** Absent where the backup has none, or where it is not wanted. `here`: the one that stays. */
  key: z.object({ outcome: z.enum(['taken', 'same', 'own', 'refused']), key: z.string().optional(), here: z.string().optional(), why: z.string().optional() }).optional(),
  strange: z.array(z.string()).readonly(),
})
export type BackupBecame = Readonly<z.infer<typeof BackupBecame>>

/** A file that was made and waits to be saved. `left`: what is not in it, though it is on this machine, with the reason. */
export const MadeBackup = z.object({ backup: z.string(), name: z.string(), octets: z.int(), held: BackupHeld, left: z.array(z.string()).readonly() })
export type MadeBackup = Readonly<z.infer<typeof MadeBackup>>
