import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const CORE = join(import.meta.dirname, '../../electron/core/core.ts')
const TELL = `
  import { registerHooks } from 'node:module'
  const loaded = []
  registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context) } })
  await import(${JSON.stringify(CORE)})
  console.log(JSON.stringify(loaded))
`

describe('a core that begins', () => {
  it('loads no simulator, no client and no maker of certificates: what idles should be small', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', TELL], { encoding: 'utf8', timeout: 60_000 })
    const loaded = JSON.parse(stdout || '[]') as string[]
    expect(loaded.filter(url => url.endsWith('/core/attempts/workbench.ts')), stderr).toHaveLength(1)
    expect(loaded.filter(url => /\/node_modules\/(undici|asn1js|@peculiar)\/|\/core\/(simulator\/simulator|collector\/collecting|certificate\/make-certificate)\.ts$/.test(url))).toEqual([])
  })
})
