// What the doctor asks of the machine: Node, Electron, a browser for the tests, ports.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { DEFAULT_PORT as SIMULATOR_PORT } from '../../core/simulator/listening.ts'
import { DEFAULT_PORT as PAGE_PORT, troubleWithPort } from '../../served/serve.ts'
import { findElectron, whyNoWindow, type Machine } from '../opening/electron-binary.ts'
import { finding } from '../../core/seat/finding.ts'
import type { SeatFinding } from '../../model/seat-finding.ts'

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge']

/** @param version such as `process.versions.node`. */
export function nodeFinding(version: string): SeatFinding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < 22 || (major === 22 && minor < 19)
  return finding('node', true, `Node ${version}`, isOld ? { what: `Node ${version} is too old`, mend: 'Install Node 22.19 or later' } : undefined)
}

/** Not needed: without it the same app runs in the browser. */
export function electronFinding(project: string, machine: Machine): SeatFinding {
  const executable = findElectron(project, machine.env)
  const noWindow = whyNoWindow(machine)
  const instead = 'the app runs in your browser instead'
  if (!executable) return finding('electron', false, '', { what: `Electron's binary is not here; ${instead}`, mend: 'Run "npx install-electron" while you are online' })
  const mend = 'Start it from a desktop session, as a user other than root'
  return finding('electron', false, `Electron is at ${executable}`, noWindow ? { what: `Electron cannot open a window: ${noWindow}; ${instead}`, mend } : undefined)
}

/** Only the project's own tests use it. */
export function browserFinding(machine: Machine): SeatFinding {
  const found = onPath(BROWSERS, machine)
  return finding('browser', false, `The tests can use ${found}`, found ? undefined
    : { what: 'No Chromium is on the path; only the browser tests need one', mend: 'Install chromium, or run "npx playwright install chromium"' })
}

const USES = [{ id: 'port-page', port: PAGE_PORT, use: 'the page' }, { id: 'port-labs', port: SIMULATOR_PORT, use: 'the labs\' servers' }] as const

/** Not needed: a free port is taken instead. */
export async function portFindings(uses: readonly { readonly id: string; readonly port: number; readonly use: string }[] = USES): Promise<SeatFinding[]> {
  return await Promise.all(uses.map(async ({ id, port, use }) => {
    const trouble = await troubleWithPort(port)
    return finding(id, false, `Port ${port} for ${use} is free on 127.0.0.1 and ::1`,
      trouble === undefined ? undefined : { what: `Port ${port} for ${use}: ${trouble.split('. ')[0]}; a free one is taken instead`, mend: `Close the program that uses it, such as another Lab 501` })
  }))
}

/** @returns where the first of these programs is that can be run */
export function onPath(programs: readonly string[], { env, platform }: Machine): string | undefined {
  const names = platform === 'win32' ? programs.map(name => `${name}.exe`) : programs
  return (env['PATH'] ?? '').split(delimiter).flatMap(folder => names.map(name => join(folder, name))).find(canRun)
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
