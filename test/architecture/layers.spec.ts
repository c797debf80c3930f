import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { FOLDERS, cruise, ruleNames } from './cruise.ts'
import { TIDY, UNTIDY } from './planted.ts'

/** @returns a folder with these files that is gone after the test. */
function plant(...layers: readonly Readonly<Record<string, string>>[]): string {
  const root = mkdtempSync(join(tmpdir(), 'lab501-layers-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const folder of FOLDERS) mkdirSync(join(root, folder))
  for (const [path, text] of layers.flatMap(files => Object.entries(files))) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

describe('the layers of the house', () => {
  it('are kept: every import goes where the rules let it', () => {
    const { looked, broken } = cruise(join(import.meta.dirname, '../..'))
    expect(broken).toEqual([])
    expect(looked).toBeGreaterThan(100)
  })

  it('let through a house in small that keeps them', () => {
    expect(cruise(plant(TIDY)).broken).toEqual([])
  })

  it('bite: for each rule, a file that breaks it is named', () => {
    const { broken } = cruise(plant(TIDY, ...Object.values(UNTIDY)))
    const named = Object.entries(UNTIDY).map(([rule, files]) => `${rule}: ${Object.keys(files)[0]} →`)
    expect(named.filter(start => !broken.some(line => line.startsWith(start)))).toEqual([])
    expect(ruleNames().toSorted()).toEqual(Object.keys(UNTIDY).toSorted())
  })
})
