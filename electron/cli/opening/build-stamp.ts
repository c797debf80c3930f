// Whether what is built is what is written: a hash of the sources, kept beside the build.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const FOLDERS = ['electron', 'renderer']
const FILES = ['package.json', 'package-lock.json']
/** Not in the bundle: run from their sources. */
const NOT_BUNDLED = ['electron/cli', 'electron/served']
const NOT_SOURCE = /\.(md|tsbuildinfo)$/
/** What a whole build leaves. */
const PRODUCTS = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html']
const STAMP = 'out/sources.sha256'

/** @returns a hash of all that goes into the build. */
export function hashSources(project: string): string {
  const hash = createHash('sha256')
  for (const file of [...FOLDERS.flatMap(folder => filesIn(project, folder)), ...FILES]) {
    const bytes = readFileSync(join(project, file))
    hash.update(`${file}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

/** @returns whether the build is there and comes from these sources. */
export function isBuilt(project: string): boolean {
  if (!PRODUCTS.every(file => existsSync(join(project, file)))) return false
  try {
    return readFileSync(join(project, STAMP), 'utf8') === hashSources(project)
  } catch {
    return false
  }
}

/** Says that the build in `out/` comes from the sources with this hash. */
export function stamp(project: string, hash: string): void {
  const path = join(project, STAMP)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, hash)
}

function filesIn(project: string, folder: string): string[] {
  if (NOT_BUNDLED.includes(folder)) return []
  return readdirSync(join(project, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => (entry.isDirectory() ? filesIn(project, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
    .filter(file => !NOT_SOURCE.test(file))
}
