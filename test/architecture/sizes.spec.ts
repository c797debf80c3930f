import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shippedPackages } from './shipped-packages.ts'
import { places, sourceFiles } from './source-files.ts'

/** Longer than 300 lines, each with the reason why it is not two files. */
const LONG: Readonly<Record<string, string>> = {}

/** Compatible with the MIT licence of this project. */
const LICENCES = new Set([
  'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', '(MPL-2.0 OR Apache-2.0)',
  // Permissive and OSI-approved: argparse, which markdown-it brings for its command line; no bundle of ours has it.
  'PSF-2.0',
])

const files = sourceFiles()
const code = files.filter(({ path }) => /^(electron|renderer|test)\/.*\.(ts|vue|js|cjs|css)$/.test(path))
const here = (pattern: RegExp, among = code) => among.flatMap(file => places(file, pattern))
/** Written in two pieces, so that this file is not a finding of its own. */
const word = (...pieces: string[]) => pieces.join('')

describe('the house rules', () => {
  it('no source file is above 300 lines unless it is listed with a reason', () => {
    const long = code.filter(({ text }) => text.trimEnd().split('\n').length > 300).map(({ path }) => path)
    expect(long).toEqual(Object.keys(LONG))
    expect(code.length).toBeGreaterThan(100)
  })

  it('the model and the contract have no any', () => {
    const words = code.filter(({ path }) => /^electron\/(model|contract)\//.test(path))
    expect(words.length).toBeGreaterThan(10)
    expect(here(/(:|\bas|<|\|)\s*any\b(?!\s+[a-z])|z\.any\(|\bany\[\]/, words)).toEqual([])
  })

  it('nothing silences a checker', () => {
    expect(here(new RegExp(word('@ts-(ignore|expect', '-error|nocheck)|(es|ox)lint-', 'disable|vue-tsc-', 'ignore|v8 ', 'ignore')))).toEqual([])
  })

  it('nothing is left for later without an issue', () => {
    expect(here(new RegExp(word('\\b(TO', 'DO|FIX', 'ME|XX', 'X|HA', 'CK)\\b')))).toEqual([])
  })

  it('no test is skipped for good or run alone; one that needs what a machine may lack says on which condition, and why', () => {
    const found = here(/\b(it|test|describe)\.(only|skip|todo|fails)\b|\b(xit|xdescribe|fit|fdescribe)\(/, code.filter(({ path }) => path.endsWith('.spec.ts')))
    expect(found.filter(line => !/: test\.skip\((?!true\b|'|")[^'"]+, '/.test(line))).toEqual([])
  })

  it('no file has a name that says nothing', () => {
    const empty = /^(utils?|helpers?|misc|manager|data|info|types|constants|stuff)$/
    const named = code.filter(({ path }) => path.split('/').some(part => empty.test(basename(part).replace(/\..*$/, '')))
      || /(^|\/)common\//.test(path.replace('renderer/components/common/', '')))
    expect(named.map(({ path }) => path)).toEqual([])
  })

  it('the grader, the inspector and the words use no global of Node or of the browser', () => {
    const pure = code.filter(({ path }) => /^electron\/(model|contract|core\/(grader|inspector))\//.test(path))
    expect(here(/(?<![.\w'-])(Buffer|process|window|globalThis)[.[(]/, pure)).toEqual([])
  })

  it('labs hold content only', () => {
    expect(files.filter(({ path }) => path.startsWith('labs/') && /\.(c|m)?[jt]s$|\.vue$/.test(path)).map(({ path }) => path)).toEqual([])
  })

  it('no file names the machine or the registry that it was made with', () => {
    const traces = new RegExp([word('/wo', 'rk/'), word('/ro', 'ot/'), word('/Us', 'ers/\\w'), word('regis', 'try\\.npmjs'), word('npmjs\\.', 'org'), word('arti', 'factory'), word('regis', 'try\\.yarnpkg')].join('|'), 'i')
    expect(here(traces, files)).toEqual([])
  })

  it('no lockfile entry says where it came from', () => {
    const lock = files.filter(({ path }) => path === 'package-lock.json')
    expect([lock.length, here(/"resolved": "http/, lock)]).toEqual([1, []])
  })
})

describe('what ships', () => {
  const shipped = shippedPackages(join(import.meta.dirname, '../..'))

  it('has a licence that goes with ours', () => {
    expect(shipped.filter(({ licence }) => !LICENCES.has(licence))).toEqual([])
    expect(shipped.length).toBeGreaterThan(12)
  })

  it('runs nothing when it is installed', () => {
    expect(shipped.filter(({ runsAtInstall }) => runsAtInstall)).toEqual([])
  })
})
