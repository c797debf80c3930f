// Every link of a Markdown file leads to a file and a heading that are there, and every picture says in words what it shows.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { handbookLink } from '../../electron/model/handbook.ts'
import { sourceFiles, type SourceFile } from '../architecture/source-files.ts'
import { headingsOf } from './headings.ts'

const ROOT = join(import.meta.dirname, '../..')
const markdown = new MarkdownIt()
/** Pages of examples that must not be read as ours: those of packs that are wrong on purpose. */
const pages = sourceFiles().filter(({ path }) => path.endsWith('.md') && !path.startsWith('test/'))

interface Found { readonly path: string; readonly address: string; readonly words: string }
const found = ({ path, text }: Pick<SourceFile, 'path' | 'text'>, type: 'link_open' | 'image'): Found[] => markdown.parse(text, {}).flatMap(({ children }) => (children ?? [])
  .filter(token => token.type === type).map(token => ({ path, address: String(token.attrGet(type === 'image' ? 'src' : 'href') ?? ''), words: token.content })))
const OUTSIDE = /^(https|mailto):/

const headingsIn = (text: string) => new Set([...headingsOf(markdown.parse(text, {})).values()].map(({ name }) => name))

/** @returns why the link leads nowhere; undefined for one that is right. */
function lost({ path, address }: Found): string | undefined {
  if (OUTSIDE.test(address)) return undefined
  if (address.startsWith('handbook:')) return handbookLink(address) ? undefined : 'the handbook has no such page'
  const [file = '', heading] = decodeURIComponent(address).split('#')
  const target = file === '' ? join(ROOT, path) : join(ROOT, dirname(path), file)
  if (!existsSync(target)) return 'no such file'
  return heading === undefined || headingsIn(readFileSync(target, 'utf8')).has(heading) ? undefined : 'no such heading'
}

describe('links', () => {
  const links = pages.flatMap(page => [...found(page, 'link_open'), ...found(page, 'image')])

  it('are many', () => expect(links.filter(({ address }) => !OUTSIDE.test(address)).length).toBeGreaterThan(150))

  it('lead to what is there', () => {
    expect(links.flatMap(link => { const why = lost(link); return why === undefined ? [] : [`${link.path}: ${link.address}: ${why}`] })).toEqual([])
  })

  it('that lead nowhere are told', () => {
    const at = (address: string) => lost({ path: 'docs/architecture.md', address, words: '' })
    expect([at('simulator.md'), at('../README.md#two-commands'), at('#lab-501-on-one-page'), at('handbook:405'), at('https://example.org/')]).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect([at('nowhere.md'), at('simulator.md#nowhere'), at('#nowhere'), at('handbook:999'), at('http://example.org/')]).toEqual(['no such file', 'no such heading', 'no such heading', 'the handbook has no such page', 'no such file'])
  })
})

describe('pictures', () => {
  it('of a page say in words what they show', () => {
    const pictures = pages.flatMap(page => found(page, 'image'))
    expect(pictures.length).toBeGreaterThan(0)
    expect(pictures.filter(({ words }) => !/\p{L}.*\s.*\p{L}/u.test(words))).toEqual([])
    expect(found({ path: 'a.md', text: '![](a.png) `![](b.png)`' }, 'image')).toEqual([{ path: 'a.md', address: 'a.png', words: '' }])
  })

  it('of the app have a text, or say that they need none', () => {
    const drawn = sourceFiles().filter(({ path }) => path.startsWith('renderer/') && path.endsWith('.vue')).flatMap(({ path, text }) => [...text.matchAll(/<(img|svg)\b[^>]*>/g)].map(([tag]) => ({ path, tag })))
    expect(drawn.length).toBeGreaterThan(10)
    expect(drawn.filter(({ tag }) => !(tag.startsWith('<img') ? /\s:?alt=/ : /\baria-hidden="true"|\brole="|\s:?aria-label(ledby)?=/).test(tag))).toEqual([])
  })
})
