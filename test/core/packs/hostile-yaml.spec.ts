import { describe, expect, it } from 'vitest'
import { describeProblem } from '../../../electron/model/problem.ts'
import { loadPacks } from '../../../electron/core/packs/load-pack.ts'
import { MAX_FILE_OCTETS } from '../../../electron/core/packs/read-inside.ts'
import { readYaml } from '../../../electron/core/packs/yaml-document.ts'
import { PACK, PackFolder } from './pack-fixture.ts'

function problemOf(text: string): string {
  const read = readYaml('x.yaml', text)
  return 'problem' in read ? describeProblem(read.problem) : 'none'
}

describe('YAML that a pack may not use', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghi'.split('').map((name, nth) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[nth]}`).join(', ')}]`)].join('\n')

  it.each([
    ['an alias bomb', bomb, 'x.yaml:1:1: the aliases stand for more than 50 repetitions. Write the values out.'],
    ['an alias of nothing', 'a: *b', 'x.yaml:1:4: the alias *b stands for nothing above it. Write the value out, or put &b before the one that is meant.'],
    ['an alias of what it stands in', 'a: &a\n  b: *a', 'x.yaml:2:6: the alias *a stands inside of what it repeats. Write the value out.'],
    ['a tag of its own', 'a: 1\nb: !run rm', 'x.yaml:2:4: found the tag !run, a plain value is expected. Take !run away.'],
    ['a tag of YAML', 'a: !!binary aGk=', 'x.yaml:1:4: found the tag !!binary, a plain value is expected. Take !!binary away.'],
    ['a tag at a key', '!!str a: 1', 'x.yaml:1:1: found the tag !!str, a plain value is expected. Take !!str away.'],
    ['a directive', '%YAML 1.1\n---\na: yes', 'x.yaml:1:1: a directive (a line that begins with %) stands before the document. Take that line away.'],
    ['a doubled key', 'a: 1\nb:\n  c: 1\n  c: 2', 'x.yaml:4:3: the key "c" stands here twice. Keep one of the two.'],
    ['a key that is a list', '? [a]\n: 1', 'x.yaml:1:3: found a key that is not plain text. Write the key as a word.'],
    ['a key into the prototype', 'a:\n  __proto__: { isAdmin: true }', 'x.yaml:2:3: "__proto__" can\'t be a key. Choose another word.'],
    ['another key into the prototype', 'constructor: 1', 'x.yaml:1:1: "constructor" can\'t be a key. Choose another word.'],
    ['great depth in brackets', '['.repeat(100_000), 'x.yaml:1:41: the values are nested too deeply. Stay below 40 levels.'],
    ['great depth in lines', Array.from({ length: 60 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'), 'x.yaml:42:42: the values are nested too deeply. Stay below 40 levels.'],
    ['two documents', 'a: 1\n---\nb: 2', 'x.yaml:2:1: the file holds more than one YAML document. Take the line --- away.'],
    ['tabs', 'a:\n\t- b', 'x.yaml:2:1: this is not YAML: tabs are not allowed as indentation. Indent with blanks.'],
    ['an open quote', 'a: "b\n', 'x.yaml:2:1: this is not YAML: missing closing "quote. Close the quote or bracket, or put the missing character in.'],
    ['a colon in plain text', 'a: b: c', 'x.yaml:1:4: this is not YAML: nested mappings are not allowed in compact mappings. Put text with a colon in quotes.'],
  ])('%s', (_, text, problem) => {
    expect(problemOf(text)).toBe(problem)
  })

  it('a merge key is a key like any other', () => {
    const read = readYaml('x.yaml', 'a: &a { b: 1 }\nc:\n  <<: *a')
    expect('document' in read && read.document.value).toEqual({ a: { b: 1 }, c: { '<<': { b: 1 } } })
  })

  it('a few aliases are welcome', () => {
    const read = readYaml('x.yaml', 'a: &a [1]\nb: *a\nc: *a')
    expect('document' in read && read.document.value).toEqual({ a: [1], b: [1], c: [1] })
  })

  it('many keys take no more than linear time', () => {
    const started = process.cpuUsage()
    expect(problemOf(Array.from({ length: 20_000 }, (_, at) => `k${at}: 1`).join('\n'))).toBe('none')
    // Of the processor, which is not the longer for what else it does.
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(5_000)
  })
})

describe('files that a pack may not have', () => {
  const load = (folder: PackFolder) => folder.described(loadPacks([folder.path]).problems)

  it('one that is too long', () => {
    using folder = new PackFolder()
    folder.writeTea({ 'tea/pack.yaml': `${PACK}#${'x'.repeat(MAX_FILE_OCTETS)}\n` })
    expect(load(folder)).toEqual([`tea/pack.yaml: the file is longer than ${MAX_FILE_OCTETS} octets. Cut it into smaller parts.`])
  })

  it('one that is not UTF-8', () => {
    using folder = new PackFolder()
    folder.writeTea().write({ 'tea/brew/brief.md': Uint8Array.of(0x54, 0xe9, 0x0a) })
    expect(load(folder)).toEqual(['tea/brew/brief.md: the file is not UTF-8 text. Save it in the encoding UTF-8.'])
  })

  it('a folder in place of a file', () => {
    using folder = new PackFolder()
    folder.write({ 'tea/pack.yaml/x': '' })
    expect(load(folder)).toEqual(['tea/pack.yaml: this is not a plain file. Put a text file here.'])
  })

  it('one with another ending', () => {
    using folder = new PackFolder()
    folder.write({ 'tea/pack.yml': PACK })
    expect(load(folder)).toEqual(['tea/pack.yml: the file is called pack.yml. Call it pack.yaml.'])
  })

  it('one that begins with a byte order mark is welcome', () => {
    using folder = new PackFolder()
    folder.writeTea({ 'tea/pack.yaml': `\uFEFF${PACK}` })
    expect(load(folder)).toEqual([])
  })
})
