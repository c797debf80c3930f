// The app for the sticks: the portable desktop build where there is one, else the headless package, which runs from the stick with the machine's own Node.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { buildWhenStale } from '../opening/build-page.ts'
import { IS_PACKAGE, PROJECT, version } from '../opening/project.ts'
import { runChild } from '../opening/run-child.ts'
import { UsageError } from '../usage-error.ts'

export interface KitApp {
  readonly kind: 'desktop' | 'headless'
  /** Of the file, or of the folder. */
  readonly name: string
  /** The system that a desktop build is made for. */
  readonly system?: string
  /** Its files by their paths below `app/`, with where they lie now. */
  readonly files: ReadonlyMap<string, string>
}

const START = 'electron/cli/lab501.js'
const SYSTEMS: readonly (readonly [ending: RegExp, system: string, platform: NodeJS.Platform])[] = [[/\.AppImage$/i, 'Linux', 'linux'], [/\.exe$/i, 'Windows', 'win32'], [/\.dmg$/i, 'macOS', 'darwin']]
const LONGEST_BUILD_MS = 300_000

/** @param named what `--app` names, each a file or a folder @returns the apps that go on the stick, one at least. @throws UsageError */
export async function appsFor(named: readonly string[] | undefined): Promise<KitApp[]> {
  if (named !== undefined) return named.map(appAt)
  const portable = desktopIn(join(PROJECT, 'dist'))
  if (portable !== undefined) return [desktop(portable)]
  return [headless(IS_PACKAGE ? PROJECT : await buildHeadless())]
}

/** @returns the build of this version for this system that runs without being installed */
export function desktopIn(folder: string, { platform, arch }: Pick<NodeJS.Process, 'platform' | 'arch'> = process): string | undefined {
  if (!existsSync(folder)) return undefined
  const isOther = (name: string) => (/arm64|aarch64/i.test(name) ? arch !== 'arm64' : arch === 'arm64')
  const name = readdirSync(folder).toSorted().find(one => one.includes(version()) && !/setup/i.test(one) && !isOther(one) && SYSTEMS.some(([ending, , of]) => of === platform && ending.test(one)))
  return name === undefined ? undefined : join(folder, name)
}

function appAt(named: string): KitApp {
  const path = resolve(named)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new UsageError(`--app ${named}: there is no such file or folder; check the path`)
  if (found.isDirectory()) {
    if (existsSync(join(path, START))) return headless(path)
    throw new UsageError(`--app ${named}: this is not the headless package, there is no ${START} in it; "npm run pack:headless" makes one in dist/headless`)
  }
  if (systemOf(path) === undefined) throw new UsageError(`--app ${named}: this is no portable build (.AppImage, .exe, .dmg); name one, or the folder of the headless package`)
  return desktop(path)
}

function desktop(path: string): KitApp {
  const system = systemOf(path)
  return { kind: 'desktop', name: basename(path), files: new Map([[basename(path), path]]), ...(system !== undefined && { system }) }
}

function systemOf(path: string): string | undefined {
  return SYSTEMS.find(([ending]) => ending.test(path))?.[1]
}

function headless(folder: string): KitApp {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  return { kind: 'headless', name: 'lab501', files: new Map(files.map(path => [`lab501/${path.slice(folder.length + 1).replaceAll('\\', '/')}`, path])) }
}

/** @returns its folder. @throws UsageError */
async function buildHeadless(): Promise<string> {
  const say = (line: string) => console.error(line)
  await buildWhenStale(PROJECT, say)
  say('Building the headless package …')
  const { code, output } = await runChild(process.execPath, [join(PROJECT, 'node_modules/vite/bin/vite.js'), 'build', '-c', 'electron/headless.vite.config.ts'], PROJECT, LONGEST_BUILD_MS)
  if (code === 0) return join(PROJECT, 'dist/headless')
  say(output.trimEnd())
  throw new UsageError('the headless package could not be built, the lines above say why; run "npm ci", or name an app with --app')
}

/** @returns the Node that a seat needs for the headless package, as its package.json says it */
export function nodeWanted({ kind, files }: KitApp): string | undefined {
  const file = files.get('lab501/package.json')
  if (kind !== 'headless' || file === undefined) return undefined
  const { engines } = JSON.parse(readFileSync(file, 'utf8')) as { engines?: { node?: string } }
  return engines?.node?.replace(/^>=/, '')
}
