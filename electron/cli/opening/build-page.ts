// Builds the app when it was never built or its sources changed, once even when two starts come together.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { UsageError } from '../usage-error.ts'
import { isBuilt } from './build-stamp.ts'
import { IS_PACKAGE } from './project.ts'
import { runChild } from './run-child.ts'

const LONGEST_BUILD_MS = 300_000
const LOOK_AGAIN_MS = 250

/** Makes sure that `out/` holds a build of the sources. @throws UsageError when it cannot be built */
export async function buildWhenStale(project: string, say: (line: string) => void): Promise<void> {
  if (IS_PACKAGE || isBuilt(project)) return
  const release = await takeTurn(join(project, 'out'))
  try {
    if (isBuilt(project)) return
    say('Building Lab 501 …')
    const bin = join(project, 'node_modules/electron-vite/bin/electron-vite.js')
    const { code, output } = await runChild(process.execPath, [bin, 'build', '-c', 'electron/electron.vite.config.ts'], project, LONGEST_BUILD_MS)
    if (code === 0) return
    say(output.trimEnd())
    throw new UsageError('the app could not be built, the lines above say why; run "npm ci" if the sources are as you got them')
  } finally {
    release()
  }
}

/** Waits until no other process builds. @returns a function that lets the next one in */
async function takeTurn(folder: string): Promise<() => void> {
  const lock = join(folder, 'building.pid')
  mkdirSync(folder, { recursive: true })
  for (const end = performance.now() + LONGEST_BUILD_MS; performance.now() < end; await wait(LOOK_AGAIN_MS)) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch {
      if (!isAlive(lock)) rmSync(lock, { force: true })
    }
  }
  throw new UsageError(`${lock}: another start has been building for minutes; end it, or remove this file`)
}

function isAlive(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')) || -1, 0)
    return true
  } catch {
    return false
  }
}
