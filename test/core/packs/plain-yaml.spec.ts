import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPlainYaml } from '../../../electron/core/packs/plain-yaml.ts'
import { readWithPlaces, readYaml } from '../../../electron/core/packs/yaml-document.ts'
import { randomFrom } from '../../../electron/model/random.ts'

const LABS = join(import.meta.dirname, '../../../labs')
const files = readdirSync(LABS, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml'))
const texts = files.map(file => readFileSync(join(LABS, file), 'utf8'))

/** @returns what the library reads, or why it reads nothing. */
function byLibrary(text: string): unknown {
  const read = readWithPlaces('x.yaml', text)
  return 'problem' in read ? read.problem.what : read.document.value
}

describe('plain YAML', () => {
  it.each(files.map((file, nth) => [file, texts[nth] ?? '']))('%s is, and the library reads the same', (_file, text) => {
    expect(readPlainYaml(text)).toEqual(byLibrary(text))
  })

  it.each([
    ['values', 'a: 1\nb: -0.5\nc: true\nd: null\ne: 204 No Content\nf: 2xx\ng: 1.0.0\nh: "a \\"b\\"\\n"\ni: \'it\'\'s\'\nj: x#y:z\n'],
    ['comments', '# one\na: 1 # two\nb: # three\n  # four\n\n  - 1 # five\n  - "x" # six\n# seven\nc: |  # eight\n  # text\n# nine\n'],
    ['keys', '/a/{b}:\n  "2.4": 1\n  "x: y": 2\n/c/{d}/e: { f: 3 }\n'],
    ['brackets', 'a: { b: [1, two words, { c: "d, e" }], /f: [], g: {} }\nh: [ 1 , [ 2 ] , ]\n'],
    ['lists', '- a: 1\n  b:\n  - 2\n  - 3\n- c\n- \n  - d\n'],
    ['texts', 'a: |\n\n    x\n      y\n\n    z\n\nb: |-\n  w\n\nc: 1\n'],
  ])('holds %s', (_what, text) => {
    expect(readPlainYaml(text)).toEqual(byLibrary(text))
  })

  it.each([
    ['another way to write a number', 'a: 0x1f\n'], ['an exponent', 'a: 1e3\n'], ['another way to write true', 'a: True\n'], ['nothing', 'a:\nb: 1\n'], ['a number as a key', '204: a\n'],
    ['a text of two lines', 'a: b\n  c\n'], ['a folded text', 'a: >\n  b\n'], ['a kept line end', 'a: |+\n  b\n\n'], ['a text with its indentation told', 'a: |2\n   b\n'],
    ['brackets over two lines', 'a: [1,\n  2]\n'], ['a pair in a list', 'a: [b: c]\n'], ['an escape', 'a: "\\x41"\n'], ['an anchor', 'a: &b c\n'], ['an alias', 'a: [&b c, *b]\n'], ['a tag', 'a: !!str 1\n'],
    ['a doubled key', 'a: 1\na: 2\n'], ['a key that is doubled in quotes', 'a: 1\n"a": 2\n'], ['a brace in a key between brackets', 'a: { /b{c: 1 }\n'], ['a key into the prototype', 'a: { constructor: 1 }\n'], ['a colon in a text', 'a: b: c\n'], ['a colon at the end of a text', 'a: b:\n'],
    ['a tab', 'a: b\t# c\n'], ['a carriage return', 'a: b\r\n'], ['a line of blanks in a text', 'a: |\n   b\n  \n    # c\n'], ['a line too far in', 'a:\n  b: 1\n   c: 2\n'], ['a line not far enough in', 'a: |\n  b\n c\n'],
    ['two documents', 'a: 1\n---\nb: 1\n'], ['a directive', '%YAML 1.2\n---\na: 1\n'], ['no line end', 'a: 1'], ['no value', '# a\n'], ['something behind brackets', 'a: [1] 2\n'], ['no comma', 'a: ["b" "c"]\n'],
    ['great depth', `a: ${'['.repeat(30)}${']'.repeat(30)}\n`],
  ])('does not hold %s', (_what, text) => {
    expect(readPlainYaml(text)).toBeUndefined()
  })

  it('is what the library reads too, however a file is changed', () => {
    const random = randomFrom('plain YAML')
    const any = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T // never out of bounds: random() is below 1
    let read = 0
    for (let turn = 0; turn < 4_000; turn += 1) {
      const text = changed(partOf(any(texts), random), random, any)
      const value = readPlainYaml(text)
      if (value === undefined) continue
      read += 1
      expect(value, text).toEqual(byLibrary(text))
    }
    expect(read).toBeGreaterThan(400)
  })

  it('has its places where the library finds them', () => {
    const text = 'a:\n  b: [1, 2]\n  c: |\n    x\n    y\n'
    const [one, other] = [readYaml('x.yaml', text), readWithPlaces('x.yaml', text)]
    if (!('document' in one && 'document' in other)) throw new Error('it is read both ways')
    for (const path of [[], ['a'], ['a', 'b', 1], ['a', 'z']]) expect(one.document.placeOf(path)).toEqual(other.document.placeOf(path))
    expect(one.document.placeOf(['a', 'b'], 'key')).toEqual({ line: 2, column: 3 })
    expect(one.document.placeOfLine(['a', 'c'], 2)).toEqual({ line: 5, column: 1 })
  })
})

/** Some lines of a file, moved to the left. */
function partOf(text: string, random: () => number): string {
  const lines = text.split('\n')
  const from = Math.floor(random() * lines.length)
  const some = lines.slice(from, from + 3 + Math.floor(random() * 25))
  const margin = Math.min(...some.filter(line => line !== '').map(line => line.search(/[^ ]/)))
  return `${some.map(line => line.slice(margin)).join('\n')}\n`
}

const MARKS = [
  '\n', ' ', '  ', '\n  ', '\n    ', '\n- ', '\n\n', '\t', ':', ': ', '- ', '#', ' #', '\n# c\n', '"', '\'', '[', ']', '{', '}', ',', '|', '|-', '>', '&a ', '*a', '!', '%', '? ', '\n---\n', '~', '0', '1_0', '0x1', 'null', '\\', '\\n', '@', 'x: y\n', ', b: 1', 'é', '😀',
]

function changed(text: string, random: () => number, any: (of: readonly string[]) => string): string {
  let now = text
  for (let more = Math.floor(random() * 4); more > 0; more -= 1) {
    const at = Math.floor(random() * now.length)
    now = now.slice(0, at) + any(MARKS) + now.slice(at + (random() < 0.3 ? Math.floor(random() * 6) : 0))
  }
  return now
}
