// Where the project is, and what it says of itself.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'

/** The folder of the sources, or of the headless package, in which the files are fewer and lie elsewhere. */
export const PROJECT = above(import.meta.dirname)
/** Whether this is the headless package: JavaScript, the page, and no Electron. */
export const IS_PACKAGE = !existsSync(resolve(PROJECT, 'electron/main.ts'))
export const PAGE_FOLDER = resolve(PROJECT, 'out/renderer')
/** From the sources it is TypeScript, in the headless package JavaScript, as this file is. */
export const programAt = (name: string): string => resolve(PROJECT, `electron/${name}${extname(import.meta.filename)}`)
/** The program of the thread in which a collector verifies results. */
export const VERIFIER = programAt('verifier')
export const PACK_FOLDERS = [resolve(PROJECT, 'labs')]

/** @returns the app's version. */
export function version(): string {
  const { version: found } = JSON.parse(readFileSync(resolve(PROJECT, 'package.json'), 'utf8')) as { version: string }
  return found
}

function above(folder: string): string {
  return existsSync(resolve(folder, 'package.json')) || dirname(folder) === folder ? folder : above(dirname(folder))
}
