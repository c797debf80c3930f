// Opens an address in the browser that the person uses. That there is none is not an error: the address was printed.
import { spawn } from 'node:child_process'
import { hasDisplay, type Machine } from './electron-binary.ts'

/** Without a shell, so that nothing in the address is ever a command. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** @returns whether somebody is there to see a browser open. */
export const mayOpenBrowser = (machine: Machine): boolean => !machine.env['CI'] && hasDisplay(machine)

/** Other users of the machine can read the address in the list of processes while the opener runs; xdg-open takes it no other way. */
export function openInBrowser(url: string, platform: NodeJS.Platform): void {
  const [command, ...args] = OPENERS[platform] ?? ['xdg-open']
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  child.once('error', () => undefined)
  child.unref()
}
