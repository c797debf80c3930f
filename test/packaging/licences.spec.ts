// Of other people's work nothing ships unnamed, under a licence that asks for more, or with a script that must run.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildWhenStale } from '../../electron/cli/opening/build-page.ts'
import { PROJECT } from '../../electron/cli/opening/project.ts'
import { ALLOWED, licencesPage, nameOf, NOT_BUNDLED, notices, shippedPackages, wantingScripts, written, type Bill } from './licences.ts'

describe('what ships of others', () => {
  it('is under licences that ask for a notice and no more', () => {
    expect(shippedPackages().length).toBeGreaterThan(15)
    expect(shippedPackages().filter(({ licence }) => !(ALLOWED as readonly string[]).includes(licence))).toEqual([])
  })

  it('is named, with the texts of the licences, as "npm run licences" writes it', () => {
    expect(written('licences.md')).toBe(licencesPage())
    expect(written('third-party-notices.txt')).toBe(notices())
  })

  it('is in the bill of materials, each package and no other', () => {
    const bill = JSON.parse(written('sbom.cdx.json')) as Bill
    expect(bill.components.map(nameOf).sort()).toEqual(shippedPackages().map(nameOf).sort())
  })

  it('has nothing in its bundles of what is left out here', async () => {
    await buildWhenStale(PROJECT, () => undefined)
    const scripts = readdirSync(join(PROJECT, 'out'), { recursive: true, encoding: 'utf8' }).filter(file => /\.c?js$/.test(file)).map(file => readFileSync(join(PROJECT, 'out', file), 'utf8'))
    expect(scripts.length).toBeGreaterThan(5)
    expect(Object.values(NOT_BUNDLED).filter(word => scripts.some(script => script.includes(word)))).toEqual([])
  }, 120_000)

  it('needs no script at its installation: those that have one are refused by name', () => {
    const { allowScripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { allowScripts: Record<string, boolean> }
    expect(wantingScripts().filter(name => allowScripts[name] !== false)).toEqual([])
  })
})
