// The workflow that builds on three systems, as far as it can be checked here: it reads, it runs what exists, and it can write nothing.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { PROJECT } from '../../electron/cli/opening/project.ts'

interface Step { readonly run?: string; readonly uses?: string }
interface Job { readonly strategy: { readonly matrix: { readonly os?: readonly string[]; readonly include?: readonly { readonly os: string; readonly for: string }[] } }; readonly steps: readonly Step[] }
const yaml = (path: string): unknown => parse(readFileSync(join(PROJECT, '.github', path), 'utf8'))
const workflow = yaml('workflows/build.yml') as { permissions: unknown; jobs: { test: Job; package: Job } }
const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

describe('the workflow', () => {
  const { test, package: pack } = workflow.jobs
  const commands = [...test.steps, ...pack.steps].flatMap(({ run }) => run ?? [])

  it('tests and packages on Linux, Windows and macOS', () => {
    expect(test.strategy.matrix.os?.map(os => os.split('-')[0])).toEqual(['ubuntu', 'windows', 'macos'])
    expect(pack.strategy.matrix.include?.map(one => one.for)).toEqual(['--linux', '--win', '--mac'])
    expect(pack.strategy.matrix.include?.map(({ os }) => os)).toEqual(test.strategy.matrix.os)
  })

  it('runs scripts that exist, and publishes nothing', () => {
    const named = commands.flatMap(command => [...command.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, script = '']) => script)).filter(script => script !== 'ci')
    expect(named.sort()).toEqual(['build', 'pack:headless', 'test'])
    expect(named.filter(script => scripts[script] === undefined)).toEqual([])
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(commands.find(command => command.includes('electron-builder'))).toContain('--publish never')
  })

  it('stands beside issue forms that read', () => {
    for (const file of readdirSync(join(PROJECT, '.github/ISSUE_TEMPLATE'))) expect(yaml(`ISSUE_TEMPLATE/${file}`)).toBeTypeOf('object')
  })
})
