// The site of the documentation has every page, and each link in it leads to a file and a name that are there.
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from '../architecture/source-files.ts'
import { addressOf, chapters, site } from './site.ts'

const files = site()
const htmlOf = (address: string) => String(files.get(address))
const links = [...files.keys()].filter(address => address.endsWith('.html')).flatMap(address => [...htmlOf(address).matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, to = '']) => ({ address, to })))

describe('the site', () => {
  it('has every page of docs once, and those of the root', () => {
    const pages = chapters().flatMap(one => one.pages)
    expect(new Set(pages).size).toBe(pages.length)
    expect(sourceFiles().map(({ path }) => path).filter(path => path.startsWith('docs/') && path.endsWith('.md') && !pages.includes(path))).toEqual([])
    for (const path of pages) expect(files.has(addressOf(path)), path).toBe(true)
  })

  it('leads nowhere but to itself and to what is named with https', () => {
    const lost = links.filter(({ address, to }) => {
      if (/^https:/.test(to)) return false
      const [file = '', name] = to.split('#')
      const target = file === '' ? address : posix.join(posix.dirname(address), file)
      return !files.has(target) || (name !== undefined && !htmlOf(target).includes(` id="${name}"`))
    })
    expect(links.length).toBeGreaterThan(1000)
    expect(lost).toEqual([])
  })

  it('runs nothing and fetches nothing from elsewhere', () => {
    for (const [address, text] of files) if (address.endsWith('.html')) expect(String(text), address).not.toMatch(/<script|style="|src="https?:|<link[^>]+href="https?:/)
  })
})
