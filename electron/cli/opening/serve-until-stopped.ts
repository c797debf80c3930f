// The browser host from its start to Ctrl-C: core first, then the page; at the end the page first, then the core.
import { existsSync } from 'node:fs'
import { openCore } from '../../core/core.ts'
import { startVerifier } from '../../verifier-thread.ts'
import { PortRefused, startServed, troubleWithPort } from '../../served/serve.ts'
import { describeProblem } from '../../model/problem.ts'
import { folderFor } from '../folder-for.ts'
import { UsageError } from '../usage-error.ts'
import { thisMachine } from './electron-binary.ts'
import { forkTopology } from './fork-topology.ts'
import { giveBackAtRest } from './give-back.ts'
import { PACK_FOLDERS, PAGE_FOLDER, VERIFIER, version } from './project.ts'
import { mayOpenBrowser, openInBrowser } from './system-browser.ts'

/** A stop that hangs must not keep the command from ending. */
const LONGEST_STOP_MS = 5_000

export interface Serving {
  readonly data?: string | undefined
  /** Folders of packs besides our own. */
  readonly packs?: readonly string[]
  /** The folder of a pack that is being written. */
  readonly watch?: string | undefined
  readonly port?: number | undefined
  readonly open: boolean
  /** Said before the address, on the same line. */
  readonly intro: string
}

/** @returns 0 once it was told to stop. @throws StoreUnavailable, UsageError for a port that cannot be had */
export async function serveUntilStopped({ data, packs = [], watch, port, open, intro }: Serving): Promise<number> {
  const log = (line: string) => void process.stderr.write(`${line}\n`)
  const stopped = untilStopped()
  const dataFolder = folderFor(data)
  // A start that fails leaves no folder behind; in one that is there, another Lab 501 may be what has the port.
  const trouble = port && !existsSync(dataFolder) ? await troubleWithPort(port) : undefined
  if (trouble !== undefined) throw new UsageError(trouble)
  const core = await openCore({ dataFolder, packFolders: PACK_FOLDERS, moreFolders: packs, entry: 'served', version: version(), log, launch: () => forkTopology(), startVerifier: () => startVerifier(VERIFIER) })
  try {
    const noPack = watch === undefined ? undefined : core.watch(watch)
    if (noPack) throw new UsageError(`--watch ${describeProblem(noPack)}`)
    const served = await startServed({ core, pageFolder: PAGE_FOLDER, port, log })
    process.stdout.write(`${intro}: ${served.url}\n`)
    const machine = thisMachine()
    if (open && mayOpenBrowser(machine)) openInBrowser(served.url, machine.platform)
    using _ = giveBackAtRest()
    await stopped
    await inTime(served.close(), log)
  } catch (error) {
    throw error instanceof PortRefused ? new UsageError(error.message) : error
  } finally {
    await inTime(core[Symbol.asyncDispose](), log)
  }
  return 0
}

/** Ctrl-C often comes twice, from the terminal and from npm; the second must not cut the first short. */
export function untilStopped(): Promise<void> {
  return new Promise(resolve => { for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve()) })
}

async function inTime(stop: PromiseLike<void>, log: (line: string) => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>(resolve => { timer = setTimeout(() => { log('Lab 501 did not stop in time and is left as it is'); resolve() }, LONGEST_STOP_MS) })
  await Promise.race([stop, late])
  clearTimeout(timer)
}
