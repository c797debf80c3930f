// Where the project is, and what it says of itself.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export const PROJECT = resolve(import.meta.dirname, '../../..')
export const PAGE_FOLDER = resolve(PROJECT, 'out/renderer')
export const PACK_FOLDERS = [resolve(PROJECT, 'labs')]

/** @returns the app's version. */
export function version(): string {
  const { version: found } = JSON.parse(readFileSync(resolve(PROJECT, 'package.json'), 'utf8')) as { version: string }
  return found
}
