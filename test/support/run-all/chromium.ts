// Where a Chromium is, and how one can be had: Playwright's own, the system's, Debian's package, Playwright's download.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'
import { runProgram, runTool } from './child.ts'

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MINUTE = 60_000

/** @returns the path of a Chromium, or undefined when this machine has none. */
export function findChromium(): string | undefined {
  const own = chromium.executablePath()
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean)]
  const system = folders.flatMap(folder => SYSTEM.map(name => join(folder, name)))
  return [own, ...(process.platform === 'win32' ? [] : system)].find(path => path && existsSync(path))
}

/** Gets one if there is none. @returns its path, or what was tried and what came of it */
export async function haveChromium(say: (line: string) => void): Promise<{ path: string } | { missing: string }> {
  const tried: string[] = []
  for (const [what, get] of [['', undefined], ['apt-get install chromium', fromDebian], ['playwright install chromium', fromPlaywright]] as const) {
    if (get) {
      say(`no Chromium yet: ${what}`)
      tried.push(`${what}: ${await get()}`)
    }
    const path = findChromium()
    if (path) return { path }
  }
  return {
    missing: ['The browser tests need a Chromium, and this machine has none.', ...tried.map(line => `  tried ${line}`),
      'Install one (on Debian: apt-get install chromium; elsewhere: npx playwright install chromium), then run npm test again.'].join('\n'),
  }
}

async function fromDebian(): Promise<string> {
  if (!existsSync('/etc/debian_version')) return 'not a Debian'
  if (process.getuid?.() !== 0) return 'needs root'
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const update = await runProgram('apt-get', ['update'], { timeoutMs: 3 * MINUTE, env })
  const install = await runProgram('apt-get', ['install', '-y', 'chromium'], { timeoutMs: 8 * MINUTE, env })
  return lastLine(install.output) || lastLine(update.output)
}

async function fromPlaywright(): Promise<string> {
  return lastLine((await runTool('playwright/cli.js', ['install', 'chromium'], { timeoutMs: 5 * MINUTE })).output)
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1)?.trim() ?? ''
}
