// docs/security.md is held against the code: each lock that it names is there, and so is the test that holds it.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const rows = text.split('\n').filter(line => line.startsWith('| ') && line.includes('`: '))
  .map(line => {
    const [, file = '', code = '', testFile = '', title = ''] = /\| `([^`]+)`: `([^`]+)` \| `([^`]+)`: (.+) \|$/.exec(line) ?? []
    return { line, file, code, testFile, title }
  })

describe('docs/security.md', () => {
  it('has all twenty points of the checklist, in order, and more', () => {
    expect(rows.map(({ line }) => /^\| (\d+) \|/.exec(line)?.[1]).filter(Boolean)).toEqual(Array.from({ length: 20 }, (_, at) => String(at + 1)))
    expect(rows.length).toBeGreaterThan(30)
  })

  it.each(rows)('$line', ({ file, code, testFile, title }) => {
    expect(read(file)).toContain(code)
    const titles = [...read(testFile).matchAll(/(?:\bit|\btest)(?:\.\w+\([^\n]*?\))?\(\s*(['"`])(.+?)\1,/g)].map(([, , named]) => named?.replaceAll('\\', ''))
    expect(read(testFile).includes(`'${title.replaceAll("'", "\\'")}'`) || titles.includes(title), `${testFile} has no test called "${title}"`).toBe(true)
  })

  it('names the Electron that is installed', () => {
    const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }
    expect(text).toContain(`Electron ${version.split('.')[0] ?? ''}.`)
  })
})
