// What of other people ships with the app, and under which licences: `npm run licences` writes docs/licences.md, docs/third-party-notices.txt and docs/sbom.cdx.json.
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
/** Licences that an MIT product may carry without more than their notice. */
export const ALLOWED = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', '(MPL-2.0 OR Apache-2.0)'] as const

/** Locked with what ships, and in no bundle; a test looks. */
export const NOT_BUNDLED = { argparse: 'ArgumentParser' } as const

export interface Shipped { readonly name: string; readonly version: string; readonly licence: string; readonly folder: string }
interface Locked { readonly version: string; readonly license?: string; readonly dev?: true; readonly optional?: true; readonly devOptional?: true; readonly hasInstallScript?: true }
export interface Bill { readonly components: readonly { readonly name: string; readonly version: string }[] }

const locked = (): [string, Locked][] => Object.entries((JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> }).packages)

/** @returns the packages whose code is in the bundles, by the lockfile. Electron and Node bring notices of their own. */
export function shippedPackages(): Shipped[] {
  const ships = locked().filter(([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional && !Object.keys(NOT_BUNDLED).some(name => path.endsWith(`node_modules/${name}`)))
  const named = ships.map(([path, { version, license }]) => ({ name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), version, licence: license ?? 'none named', folder: join(ROOT, path) }))
  return [...new Map(named.map(one => [nameOf(one), one])).values()].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
}

/** @returns the packages that want to run something when they are installed */
export const wantingScripts = (): string[] => locked().filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path.replace(/^.*node_modules\//, ''))

export function licencesPage(): string {
  const rows = shippedPackages().map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`)
  return `# What ships of others

Made by \`npm run licences\`; do not edit. The texts of the licences are in [third-party-notices.txt](third-party-notices.txt), the bill of materials is [sbom.cdx.json](sbom.cdx.json) (CycloneDX).
Electron brings the notices of Chromium and Node itself.

| package | version | licence |
| --- | --- | --- |
${rows.join('\n')}
`
}

export function notices(): string {
  const parts = shippedPackages().map(({ name, version, licence, folder }) => {
    const file = readdirSync(folder).find(one => /^licen[cs]e(\.(md|txt))?$/i.test(one))
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Its package holds no text of its licence; it names ${licence}.`
    return `${name} ${version} (${licence})\n\n${text.replaceAll('\r\n', '\n')}\n`
  })
  return `Lab 501 contains these works of others.\n\n${parts.join(`\n${'-'.repeat(72)}\n\n`)}`
}

export const nameOf = ({ name, version }: Bill['components'][number]): string => `${name}@${version}`

// npm's own `--omit dev` leaves out what something of the development needs too.
/** @param bill what npm wrote @returns the same for what ships, without what differs from run to run and from folder to folder */
export function billText(bill: string): string {
  const { serialNumber: _number, metadata, components, dependencies, ...rest } = JSON.parse(bill) as { serialNumber: string; metadata: { component: object } } & Bill & { dependencies: readonly { ref: string; dependsOn: readonly string[] }[] }
  const isRoot = (ref: string) => ref.startsWith('lab501@')
  const named = new Set(shippedPackages().map(nameOf))
  return `${JSON.stringify({ ...rest, components: components.filter(one => named.has(nameOf(one))), dependencies: dependencies.filter(({ ref }) => isRoot(ref) || named.has(ref)).map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(one => named.has(one)) })), metadata: { component: { ...metadata.component, name: 'lab501' } } }, null, 1)}\n`
}

export const written = (name: string): string => readFileSync(join(ROOT, 'docs', name), 'utf8')

if (import.meta.main) {
  const bill = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 32 * 2 ** 20 })
  for (const [name, text] of [['licences.md', licencesPage()], ['third-party-notices.txt', notices()], ['sbom.cdx.json', billText(bill)]] as const) writeFileSync(join(ROOT, 'docs', name), text)
}
