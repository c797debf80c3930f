// Small files in which the desktop keeps what it knew when it ended; one that is damaged, or was written by somebody else, counts as none.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'

/** @returns what is kept under this name; undefined where nothing is, or nothing that fits */
export function readKept<T>(folder: string, name: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
  } catch {
    return undefined
  }
}

/** Keeps it, whole or not at all. @returns why it could not, if so: a full disk must not keep the app from going on */
export function keep(folder: string, name: string, what: unknown): string | undefined {
  const file = join(folder, name)
  try {
    writeFileSync(`${file}.new`, JSON.stringify(what))
    renameSync(`${file}.new`, file)
    return undefined
  } catch (error) {
    return String(error)
  }
}
