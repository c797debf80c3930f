// What would ship, packed for real around an Electron of eight fuses and no code.
import { createRequire } from 'node:module'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { buildWhenStale } from '../../electron/cli/opening/build-page.ts'
import { PROJECT } from '../../electron/cli/opening/project.ts'
import { runChild } from '../../electron/cli/opening/run-child.ts'
import { LANGUAGES } from '../../renderer/locales/languages.ts'

/** Where @electron/fuses finds the fuses in a binary: after this, the wire's version and length come first. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const require = createRequire(import.meta.url)
const config = parse(readFileSync(join(PROJECT, 'electron.builder.yml'), 'utf8')) as Record<string, unknown>
let folder: string
let unpacked: string

beforeAll(async () => {
  await buildWhenStale(PROJECT, line => process.stderr.write(`${line}\n`))
  folder = mkdtempSync(join(tmpdir(), 'lab501-pack-'))
  const electron = join(folder, 'electron')
  mkdirSync(join(electron, 'locales'), { recursive: true })
  for (const name of ['en-US', 'de', 'fr', 'zh-CN', 'zh-TW']) writeFileSync(join(electron, `locales/${name}.pak`), '')
  writeFileSync(join(electron, 'electron'), Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, 8]), Buffer.from('10111111')]))
  chmodSync(join(electron, 'electron'), 0o755)
  writeFileSync(join(electron, 'version'), '45.4.1')
  const cli = join(PROJECT, 'node_modules/electron-builder/cli.js')
  const options = ['--config', 'electron.builder.yml', '--linux', 'dir', '--x64', '--publish', 'never', `-c.electronDist=${electron}`, `-c.directories.output=${join(folder, 'dist')}`]
  const { code, output } = await runChild(process.execPath, [cli, ...options], PROJECT, 110_000)
  if (code !== 0) throw new Error(output)
  unpacked = join(folder, 'dist/linux-unpacked')
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the package', () => {
  it('has a configuration that electron-builder understands', async () => {
    const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as { validateConfiguration: (config: unknown, log: unknown) => Promise<void> }
    const { DebugLogger } = require('builder-util') as { DebugLogger: new (isEnabled: boolean) => unknown }
    await validateConfiguration(structuredClone(config), new DebugLogger(false))
    await expect(validateConfiguration({ ...config, nonsense: 1 }, new DebugLogger(false))).rejects.toThrow('nonsense')
  })

  it('holds the bundles, the page, the licence, and not one package', () => {
    const { listPackage } = require('@electron/asar') as { listPackage: (file: string, options: object) => string[] }
    const files = listPackage(join(unpacked, 'resources/app.asar'), {}).map(file => file.replaceAll('\\', '/'))
    const isPart = (file: string) => file.startsWith('/out/renderer/') || /^\/out\/main\/chunks\/[\w-]+\.js$/.test(file)
    expect(files.filter(file => !isPart(file)).sort()).toEqual(['/LICENSE', '/out', '/out/main', '/out/main/chunks', '/out/main/main.js', '/out/main/topology.js', '/out/main/verifier.js', '/out/preload', '/out/preload/preload.cjs', '/out/renderer', '/package.json'])
    // What was measured of real servers is loaded when a lab wears one.
    expect(files.filter(file => /\/chunks\/measured-/.test(file))).toHaveLength(1)
    expect(files).toContain('/out/renderer/index.html')
    expect(files.filter(file => /node_modules|\.map$|\.ts$/.test(file))).toEqual([])
  })

  // Without its own file of Chromium's a system's language is never told to the page, nor to the menus.
  it('follows the system into each language of the interface, and brings no other of Chromium’s', () => {
    const paks = Object.keys(LANGUAGES).map(language => `${language === 'en' ? 'en-US' : language}.pak`)
    expect(readdirSync(join(unpacked, 'locales')).sort()).toEqual(paks.sort())
  })

  it('brings the packs beside it, as they are', () => {
    const packs = readdirSync(join(PROJECT, 'labs'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml')).sort()
    expect(readdirSync(join(unpacked, 'resources/labs'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml')).sort()).toEqual(packs)
  })

  it('has every fuse set on purpose: no Node mode, no inspector, no NODE_OPTIONS, nothing but its own archive', () => {
    const binary = readFileSync(join(unpacked, 'lab501'))
    const at = binary.indexOf(SENTINEL) + SENTINEL.length + 2
    expect(binary.subarray(at, at + 8).toString()).toBe('01001100')
    expect(Object.keys(config['electronFuses'] as object)).toHaveLength(8)
  })

  it('starts with the sandbox from the menu of a desktop, whichever way it came there', async () => {
    const { default: AppImage } = require('app-builder-lib/out/targets/appimage/AppImageTarget.js') as { default: new (...args: unknown[]) => { desktopEntry: { value: Promise<string> } } }
    const helper = { computeDesktopEntry: async (_options: unknown, exec: string) => exec }
    const entryOf = async (options: object) => await new AppImage('appimage', { platformSpecificBuildOptions: options, config, appInfo: { buildVersion: '1' } }, helper, folder).desktopEntry.value
    const { executableArgs, ...bare } = config['linux'] as { executableArgs?: string[] }
    expect([await entryOf(config['linux'] as object), await entryOf(bare), executableArgs]).toEqual(['AppRun %U', 'AppRun --no-sandbox %U', []])
  })

  it('is what opens a pack on a double-click', () => {
    expect(config['fileAssociations']).toMatchObject([{ ext: 'labpack', role: 'Viewer' }])
  })

  it('never looks for updates', () => {
    expect(config['publish']).toBeNull()
  })
})
