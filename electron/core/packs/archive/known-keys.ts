// The keys of the packs that were added here, and since when: a key that was seen before is the same author's as then.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Problem } from '../../../model/problem.ts'
import type { Signer } from './signature.ts'
import { writeWhole } from './write-whole.ts'

const KnownKeys = z.record(z.string().regex(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/), z.object({ name: z.string(), since: z.iso.datetime() }))
export type KnownKeys = z.infer<typeof KnownKeys>

const fileIn = (folder: string) => join(folder, '.known-keys.json')

/** @returns the keys by their id; none when there is no list, or when it can't be read: then every key is a new one again. */
export function knownKeys(folder: string): KnownKeys {
  try {
    const parsed = KnownKeys.safeParse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}

/** Notes `signer` down unless the key is known. @returns the problem; undefined when it is noted */
export function rememberKey(folder: string, signer: Signer, now: Date): Problem | undefined {
  const keys = knownKeys(folder)
  if (Object.hasOwn(keys, signer.key)) return undefined
  return writeWhole(fileIn(folder), Buffer.from(`${JSON.stringify({ ...keys, [signer.key]: { name: signer.name, since: now.toISOString() } }, null, 1)}\n`))
}
