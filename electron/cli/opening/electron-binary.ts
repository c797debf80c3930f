// Whether Electron can open the app here. Its package is never imported: that alone would begin a download.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './run-child.ts'

const LONGEST_DOWNLOAD_MS = 300_000
/** After a failure no other start waits for it until tomorrow. */
const KEEP_FAILURE_MS = 24 * 3_600_000

export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly uid: number | undefined
}

export const thisMachine = (): Machine => ({ platform: process.platform, env: process.env, uid: process.getuid?.() })

export const hasDisplay = ({ platform, env }: Machine): boolean => platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])

/** @returns why Electron could not show a window here even if it were installed, or undefined when it could. */
export function whyNoWindow(machine: Machine): string | undefined {
  if (!hasDisplay(machine)) return 'there is no display'
  if (machine.platform === 'linux' && machine.uid === 0) return 'it keeps its sandbox, which does not work for root'
  return undefined
}

/** @returns the executable, or undefined when the package or its binary is not there. */
export function findElectron(project: string, env: Machine['env'] = process.env): string | undefined {
  const folder = join(project, 'node_modules/electron')
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    const dist = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
    if (readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '') !== version) return undefined
    const executable = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(executable) ? executable : undefined
  } catch {
    return undefined
  }
}

export type Electron = { readonly executable: string } | { readonly why: string }

/** @returns the executable, after Electron's own installation script if need be, or why there is none. */
export async function getElectron(project: string, machine: Machine, say: (line: string) => void, installMs = LONGEST_DOWNLOAD_MS): Promise<Electron> {
  const found = findElectron(project, machine.env)
  if (found) return { executable: found }
  const script = join(project, 'node_modules/electron/install.js')
  if (machine.env['ELECTRON_SKIP_BINARY_DOWNLOAD'] || !existsSync(script)) return { why: 'its binary is not installed' }
  const failure = join(project, 'out/electron-download-failed.txt')
  const failed = { why: 'its binary could not be downloaded; "npx install-electron" tries again' }
  if (isRecent(failure)) return failed
  say('Getting Electron, once …')
  const { output } = await runChild(process.execPath, [script], project, installMs, { ...machine.env, ELECTRON_GET_NO_PROGRESS: '1' })
  const executable = findElectron(project, machine.env)
  if (executable) {
    rmSync(failure, { force: true })
    return { executable }
  }
  mkdirSync(join(project, 'out'), { recursive: true })
  writeFileSync(failure, output)
  return failed
}

function isRecent(file: string): boolean {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const ageMs = Date.now() - written
  return ageMs >= 0 && ageMs < KEEP_FAILURE_MS
}
