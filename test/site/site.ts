// The documentation as a small site: the same Markdown, one page each, with a list of all pages; no script, nothing from elsewhere.
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import MarkdownIt from 'markdown-it'
import { headingsOf } from '../texts/headings.ts'
import { SITE_STYLE } from './style.ts'

const ROOT = join(import.meta.dirname, '../..')
const OUTSIDE = /^(https|mailto):/
/** In the order in which the list of pages has them; what a folder holds besides comes by its name. */
const CHAPTERS: readonly { readonly title: string; readonly first: readonly string[]; readonly folder?: string }[] = [
  { title: 'Lab 501', first: ['README.md', 'docs/workshop.md', 'CHANGELOG.md'] },
  { title: 'Writing labs', first: ['docs/authoring/README.md', 'docs/authoring/tutorial.md', 'docs/lab-format.md'], folder: 'docs/authoring' },
  { title: 'Looking closely', first: ['docs/simulator.md', 'docs/cache.md', 'docs/inspector.md', 'docs/audit.md', 'docs/captures.md', 'docs/survey.md'], folder: 'docs' },
  { title: 'Carrying on', first: ['CONTRIBUTING.md', 'docs/architecture.md', 'electron/README.md', 'renderer/README.md'], folder: 'docs/decisions' },
]

export interface Chapter { readonly title: string; readonly pages: readonly string[] }

/** @returns every page once, chapter by chapter, as paths from the root of the project */
export function chapters(): Chapter[] {
  const taken = new Set(CHAPTERS.flatMap(({ first }) => first))
  return CHAPTERS.map(({ title, first, folder }) => ({
    title,
    pages: [...first, ...folder === undefined ? [] : readdirSync(join(ROOT, folder)).filter(name => name.endsWith('.md')).toSorted().map(name => `${folder}/${name}`).filter(path => !taken.has(path))],
  }))
}

/** Where a page stands in the site. */
export const addressOf = (path: string): string => (path === 'README.md' ? 'index.html' : path.replace(/\.md$/, '.html').replace(/README\.html$/, 'index.html'))
const { escapeHtml } = new MarkdownIt().utils
const between = (from: string, to: string): string => posix.relative(posix.dirname(addressOf(from)), to)

/** @returns the site: for each file its address and what is in it */
export function site(): Map<string, string | Buffer> {
  const all = chapters()
  const pages = new Set(all.flatMap(one => one.pages))
  const titles = new Map([...pages].map(path => [path, /^# (.+)$/m.exec(readFileSync(join(ROOT, path), 'utf8'))?.[1]?.replaceAll('`', '') ?? path]))
  const files = new Map<string, string | Buffer>([['style.css', SITE_STYLE]])

  for (const path of pages) {
    const markdown = new MarkdownIt()
    const tokens = markdown.parse(readFileSync(join(ROOT, path), 'utf8'), {})
    for (const [at, { name }] of headingsOf(tokens)) tokens[at]?.attrSet('id', name)
    // A style in an attribute is what the page's own policy refuses.
    for (const cell of tokens.filter(({ type }) => type === 'th_open' || type === 'td_open')) if (cell.attrGet('style') !== null) cell.attrs = [['class', 'number']]
    /** Pages become pages; pictures and tables that stand beside come along; what is only in the source is a path. */
    const lead = (address: string): string | undefined => {
      if (OUTSIDE.test(address) || address.startsWith('#')) return address
      const [file = '', heading] = address.split('#')
      const target = posix.join(posix.dirname(path), file)
      if (pages.has(target)) return between(path, addressOf(target)) + (heading === undefined ? '' : `#${heading}`)
      if (!/\.(png|txt|json)$/.test(target)) return undefined
      files.set(target, readFileSync(join(ROOT, target)))
      return between(path, target)
    }
    for (const child of tokens.flatMap(({ children }) => children ?? [])) {
      const name = child.type === 'link_open' ? 'href' : child.type === 'image' ? 'src' : undefined
      if (name === undefined) continue
      const to = lead(decodeURIComponent(String(child.attrGet(name) ?? '')))
      if (to === undefined) child.attrs = child.attrs?.filter(([attribute]) => attribute !== name) ?? []
      else child.attrSet(name, to)
    }
    const list = all.map(({ title, pages: those }) => `<h2>${escapeHtml(title)}</h2><ul>${those.map(one => `<li><a href="${between(path, addressOf(one))}"${one === path ? ' aria-current="page"' : ''}>${escapeHtml(titles.get(one) ?? one)}</a></li>`).join('')}</ul>`).join('')
    files.set(addressOf(path), `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'">
<title>${escapeHtml(titles.get(path) ?? path)} · Lab 501</title>
<link rel="stylesheet" href="${between(path, 'style.css')}">
</head>
<body>
<a class="skip" href="#text">Go to the text</a>
<nav aria-label="Pages">${list}</nav>
<main id="text">
${markdown.renderer.render(tokens, markdown.options, {})}</main>
</body>
</html>
`)
  }
  return files
}
