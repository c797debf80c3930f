// The packages that the shipped program is made of: the dependencies and theirs, as the lockfile resolves them.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Names = z.record(z.string(), z.string()).default({})
const Lock = z.object({
  packages: z.record(z.string(), z.object({ dependencies: Names, optionalDependencies: Names, hasInstallScript: z.boolean().default(false) })),
})
const Manifest = z.object({ license: z.string().default('none'), version: z.string(), scripts: Names })

export interface ShippedPackage {
  readonly name: string
  readonly licence: string
  readonly runsAtInstall: boolean
}

/** @returns every package that `dependencies` brings, and those that only some machines get if they are here. */
export function shippedPackages(root: string): ShippedPackage[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  const found = new Map<string, ShippedPackage>()
  const visit = (path: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = packages[path] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const at = resolve(packages, path, name)
      if (!at) {
        if (name in optionalDependencies) continue
        throw new Error(`package-lock.json does not have ${name}, which ${path || 'package.json'} asks for`)
      }
      if (found.has(at) || (name in optionalDependencies && !existsSync(join(root, at)))) continue
      found.set(at, read(root, at, packages[at]?.hasInstallScript ?? false))
      visit(at)
    }
  }
  visit('')
  return [...found.values()].toSorted((one, other) => one.name.localeCompare(other.name))
}

/** @returns where Node finds `name` from the package at `path`: in its own node_modules, or in one above. */
function resolve(packages: Readonly<Record<string, unknown>>, path: string, name: string): string | undefined {
  for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    const at = `${from}${from && '/'}node_modules/${name}`
    if (at in packages) return at
    if (!from) return undefined
  }
}

function read(root: string, at: string, hasInstallScript: boolean): ShippedPackage {
  const { license, version, scripts } = Manifest.parse(JSON.parse(readFileSync(join(root, at, 'package.json'), 'utf8')))
  const hooks = ['preinstall', 'install', 'postinstall'].filter(hook => hook in scripts)
  // npm builds a package with this file as if it had an install script.
  const isNative = existsSync(join(root, at, 'binding.gyp'))
  return { name: `${at.replace(/^.*node_modules\//, '')}@${version}`, licence: license, runsAtInstall: hasInstallScript || isNative || hooks.length > 0 }
}
