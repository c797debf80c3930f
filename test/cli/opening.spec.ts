// The parts of `npm start`: what is stale, whether Electron can run, what the browser is opened with.
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildWhenStale } from '../../electron/cli/opening/build-page.ts'
import { hashSources, isBuilt, stamp } from '../../electron/cli/opening/build-stamp.ts'
import { findElectron, getElectron, whyNoWindow, type Machine } from '../../electron/cli/opening/electron-binary.ts'
import { runElectron } from '../../electron/cli/opening/run-electron.ts'
import { mayOpenBrowser } from '../../electron/cli/opening/system-browser.ts'

let project: string
const at = (path: string) => join(project, path)
function write(path: string, text = ''): void {
  mkdirSync(join(at(path), '..'), { recursive: true })
  writeFileSync(at(path), text)
}
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'lab501-project-'))
  for (const file of ['package.json', 'package-lock.json', 'electron/main.ts', 'electron/cli/main.ts', 'electron/served/serve.ts', 'renderer/App.vue']) write(file, file)
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

describe('a build', () => {
  function build(): void {
    for (const file of ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html']) write(file)
    stamp(project, hashSources(project))
  }

  it('is there when all its parts are, made from these sources', () => {
    expect(isBuilt(project)).toBe(false)
    build()
    expect(isBuilt(project)).toBe(true)
    rmSync(at('out/preload/preload.cjs'))
    expect(isBuilt(project)).toBe(false)
  })

  it.each(['electron/main.ts', 'electron/new.ts', 'renderer/App.vue', 'renderer/assets/new.svg', 'package.json', 'package-lock.json'])('is stale when %s changes', file => {
    build()
    write(file, 'changed')
    expect(isBuilt(project)).toBe(false)
  })

  it('is stale when a source is renamed, and not when one is only touched', () => {
    build()
    utimesSync(at('renderer/App.vue'), 1, 1)
    expect(isBuilt(project)).toBe(true)
    cpSync(at('renderer/App.vue'), at('renderer/Other.vue'))
    rmSync(at('renderer/App.vue'))
    expect(isBuilt(project)).toBe(false)
  })

  it.each(['electron/cli/main.ts', 'electron/served/serve.ts', 'electron/README.md', 'renderer/tsconfig.tsbuildinfo'])('does not care for %s, which is not in it', file => {
    build()
    write(file, 'changed')
    expect(isBuilt(project)).toBe(true)
  })

  it('is made once when two starts come together, and again after a builder that died', async () => {
    write('node_modules/electron-vite/bin/electron-vite.js', `
      const fs = require('fs')
      fs.appendFileSync('builds.txt', 'x')
      setTimeout(() => {
        for (const file of ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html']) { fs.mkdirSync(require('path').dirname(file), { recursive: true }); fs.writeFileSync(file, '') }
        fs.writeFileSync('out/sources.sha256', ${JSON.stringify(hashSources(project))})
      }, 300)`)
    write('package.json', readFileSync(at('package.json'), 'utf8'))
    write('out/building.pid', '999999999')
    await Promise.all([buildWhenStale(project, () => undefined), buildWhenStale(project, () => undefined)])
    expect([readFileSync(at('builds.txt'), 'utf8'), isBuilt(project), existsSync(at('out/building.pid'))]).toEqual(['x', true, false])
  })

  it('that fails shows what the builder said, and what to do', async () => {
    write('node_modules/electron-vite/bin/electron-vite.js', 'console.error("App.vue: broken"); process.exit(1)')
    const said: string[] = []
    await expect(buildWhenStale(project, line => said.push(line))).rejects.toThrow('npm ci')
    expect([said, existsSync(at('out/building.pid'))]).toEqual([['Building Lab 501 …', 'App.vue: broken'], false])
  })
})

describe('Electron', () => {
  const machine = (env: Record<string, string> = {}, platform: NodeJS.Platform = 'linux', uid = 1000): Machine => ({ platform, env, uid })
  const electron = 'node_modules/electron'
  /** As the real one: writes the binary, or fails. Counts its runs. */
  function installer(works: boolean): void {
    write(`${electron}/package.json`, '{"version":"45.4.1"}')
    write(`${electron}/install.js`, `
      const fs = require('fs')
      fs.appendFileSync('installs.txt', 'x')
      if (!${works}) { console.error('fetch failed'); process.exit(1) }
      fs.mkdirSync('${electron}/dist'); fs.writeFileSync('${electron}/dist/electron', ''); fs.writeFileSync('${electron}/dist/version', '45.4.1'); fs.writeFileSync('${electron}/path.txt', 'electron')`)
  }

  it('opens no window without a display, nor for root', () => {
    expect([{}, { DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'w' }].map(env => whyNoWindow(machine(env)))).toEqual(['there is no display', undefined, undefined])
    expect(whyNoWindow(machine({ DISPLAY: ':0' }, 'linux', 0))).toContain('root')
    expect([whyNoWindow(machine({}, 'darwin')), whyNoWindow(machine({}, 'win32'))]).toEqual([undefined, undefined])
  })

  it('is found when binary, path and version are there', async () => {
    installer(true)
    expect(findElectron(project, {})).toBeUndefined()
    const said: string[] = []
    expect(await getElectron(project, machine(), line => said.push(line))).toEqual({ executable: at(`${electron}/dist/electron`) })
    expect(await getElectron(project, machine(), line => said.push(line))).toEqual({ executable: at(`${electron}/dist/electron`) })
    expect([said, readFileSync(at('installs.txt'), 'utf8')]).toEqual([['Getting Electron, once …'], 'x'])
    write(`${electron}/dist/version`, '44.0.0')
    expect(findElectron(project, {})).toBeUndefined()
  })

  it('is not asked for again until tomorrow after it could not be had', async () => {
    installer(false)
    const why = { why: 'its binary could not be downloaded; "npx install-electron" tries again' }
    expect([await getElectron(project, machine(), () => undefined), await getElectron(project, machine(), () => undefined)]).toEqual([why, why])
    expect(readFileSync(at('installs.txt'), 'utf8')).toBe('x')
    const yesterday = Date.now() / 1_000 - 25 * 3_600
    utimesSync(at('out/electron-download-failed.txt'), yesterday, yesterday)
    await getElectron(project, machine(), () => undefined)
    expect(readFileSync(at('installs.txt'), 'utf8')).toBe('xx')
  })

  it('is not waited for without end', async () => {
    write(`${electron}/package.json`, '{"version":"45.4.1"}')
    write(`${electron}/install.js`, 'setTimeout(() => undefined, 60_000)')
    expect(await getElectron(project, machine(), () => undefined, 300)).toMatchObject({ why: expect.stringContaining('could not be downloaded') as unknown })
  })

  it('is never fetched against ELECTRON_SKIP_BINARY_DOWNLOAD, or without its package', async () => {
    expect(await getElectron(project, machine(), () => undefined)).toEqual({ why: 'its binary is not installed' })
    installer(true)
    expect(await getElectron(project, machine({ ELECTRON_SKIP_BINARY_DOWNLOAD: '1' }), () => undefined)).toEqual({ why: 'its binary is not installed' })
  })

  it.skipIf(process.platform === 'win32')('that stops at once is not the end: the browser comes next; what it said by itself is', async () => {
    const run = async (script: string) => {
      write('electron.sh', `#!/bin/sh\n${script}\n`)
      chmodSync(at('electron.sh'), 0o755)
      return await runElectron(at('electron.sh'), project, [], 5_000)
    }
    expect([await run('exit 0'), await run('exit 2'), await run('exit 127'), await run('kill -TRAP $$')]).toEqual([0, 2, undefined, undefined])
    expect(await runElectron(at('nowhere'), project, [])).toBeUndefined()
    write('args.sh', '#!/bin/sh\n[ "$2" = --data ] && [ "$3" = "a b" ] && exit 0\nexit 1\n')
    chmodSync(at('args.sh'), 0o755)
    expect(await runElectron(at('args.sh'), project, ['--data', 'a b'])).toBe(0)
  })

  it('is not what opens the browser: that needs somebody to see it', () => {
    expect([{}, { DISPLAY: ':0' }, { DISPLAY: ':0', CI: 'true' }].map(env => mayOpenBrowser(machine(env)))).toEqual([false, true, false])
    expect(mayOpenBrowser(machine({}, 'darwin'))).toBe(true)
  })
})
