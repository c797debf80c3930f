// Which servers are here, and in which version.
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { SurveyServer } from '../../electron/model/survey.ts'
import type { Server } from './server.ts'

const ROOT = join(import.meta.dirname, '../..')
const Manifest = z.object({ version: z.string() })
const run = promisify(execFile)

export type Found = Pick<SurveyServer, 'version' | 'runtime' | 'package'>

/** Debian's own Python where there is one: what Debian's packages run on. */
export const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'

/** @returns the version of what is installed, or undefined when it isn't. */
export async function find({ from, runsOn }: Server): Promise<Found | undefined> {
  if ('npm' in from) {
    const path = join(ROOT, 'node_modules', from.npm, 'package.json')
    if (!existsSync(path)) return undefined
    const { version } = Manifest.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { version, runtime: `Node ${process.versions.node}`, package: { from: 'npm', name: from.npm, version } }
  }
  if ('system' in from) {
    const version = from.system === 'node' ? process.versions.node : await pythonVersion()
    return version === undefined ? undefined : { version, package: { from: 'system', name: from.system, version } }
  }
  const version = await debianVersion(from.debian)
  if (version === undefined) return undefined
  const [name, below] = runsOn ?? []
  const belowVersion = below === undefined ? undefined : await debianVersion(below)
  return {
    version: upstream(version),
    ...(name !== undefined && belowVersion !== undefined && { runtime: `${name} ${upstream(belowVersion)}` }),
    package: { from: 'debian', name: from.debian, version },
  }
}

/** @returns the name and version of this operating system, as it says itself. */
export function systemName(): string {
  const name = existsSync('/etc/os-release') ? /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] : undefined
  return name ?? process.platform
}

/** A Debian version without its epoch and without what Debian added (Debian Policy §5.6.12). */
const upstream = (version: string) => version.replace(/^\d+:/, '').replace(/-[^-]*$/, '').replace(/\+(dfsg|ds).*$/, '')

async function debianVersion(name: string): Promise<string | undefined> {
  const said = await run('dpkg-query', ['--show', '--showformat=${db:Status-Status} ${Version}', name]).catch(() => undefined)
  const [status, version] = said?.stdout.split(' ') ?? []
  return status === 'installed' ? version : undefined
}

async function pythonVersion(): Promise<string | undefined> {
  const said = await run(PYTHON, ['--version']).catch(() => undefined)
  return /^Python (\S+)/.exec(said?.stdout ?? '')?.[1]
}
