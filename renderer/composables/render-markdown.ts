// Markdown of a pack, which is hostile until shown otherwise: no raw HTML, only links into the handbook and https ones, which go outside. Of pictures and blocks
// only names and texts come out of here; what stands for them is a component of ours.
import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'
import { type Block, type BlockOf, pictureOf, readBlock } from '../../electron/model/block.ts'
import type { StructuredDraft } from '../../electron/model/draft.ts'
import { handbookLink } from '../../electron/model/handbook.ts'
import { handbookAddress } from './handbook-address.ts'
import { draftsFromHttpFile } from '../../electron/model/http-file.ts'

export interface DraftCard { readonly kind: 'request'; readonly text: string; readonly draft: StructuredDraft }
export interface Prose { readonly kind: 'prose'; readonly fragment: DocumentFragment }
export interface Picture { readonly kind: 'picture'; readonly name: string; readonly text: string }
export interface Aside { readonly kind: 'aside'; readonly source: string; readonly fragment: DocumentFragment }
/** `nth` counts the matrices of the text that show what the server declares: the core has made them in this order. */
export type PlacedMatrix = BlockOf<'matrix'> & { readonly nth: number }
export type Part = Prose | DraftCard | Picture | Aside | PlacedMatrix | Exclude<Block, { kind: 'request' | 'code' | 'aside' | 'matrix' }>

const HTTPS = /^https:\/\//i
const HTTPS_OR_HANDBOOK = /^(?:https:\/\/|handbook:)/i
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable('image')
// Said twice, here and to the sanitizer: neither has to be trusted alone.
markdown.validateLink = address => HTTPS.test(address) || handbookLink(address) !== undefined
const TAGS = ['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'em', 'strong', 's', 'code', 'pre', 'blockquote', 'hr', 'br', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td']
type Fill = <T>(value: T) => T
type Token = ReturnType<typeof markdown.parse>[number]

function clean(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS, ALLOWED_ATTR: ['href', 'start'], ALLOWED_URI_REGEXP: HTTPS_OR_HANDBOOK, RETURN_DOM_FRAGMENT: true,
  })
  for (const link of fragment.querySelectorAll('a')) {
    const inside = handbookLink(link.getAttribute('href') ?? '')
    if (inside) {
      link.setAttribute('href', handbookAddress(inside))
      continue
    }
    link.target = '_blank'
    link.rel = 'noopener noreferrer'
  }
  // In a table whose corner is empty, the first of each row names the row: who hears a cell has to hear of what it is.
  for (const table of fragment.querySelectorAll('table')) {
    if (table.querySelector('th')?.childNodes.length !== 0) continue
    for (const { firstElementChild: first } of table.querySelectorAll('tbody tr')) first?.replaceWith(rowHeader(first))
  }
  // Markdown has no other way to leave the corner of a table empty; a header that says nothing is none.
  for (const header of fragment.querySelectorAll('th')) if (header.childNodes.length === 0) header.replaceWith(document.createElement('td'))
  return fragment
}

function rowHeader(cell: Element): HTMLElement {
  const header = document.createElement('th')
  header.scope = 'row'
  header.append(...cell.childNodes)
  return header
}

function draftOf(text: string): StructuredDraft | undefined {
  try {
    return draftsFromHttpFile(text)[0]
  } catch {
    return undefined
  }
}

/** @returns prose cut where a block or a picture stands at the margin. A block that does not read is the code that it is. */
export function renderMarkdown(text: string, fill: Fill): Part[] {
  const tokens = markdown.parse(text, {})
  const parts: Part[] = []
  let from = 0
  let matrices = 0
  const flush = (to: number, resume: number) => {
    if (to > from) parts.push({ kind: 'prose', fragment: clean(fill(markdown.renderer.render(tokens.slice(from, to), markdown.options, {}))) })
    from = resume
  }
  tokens.forEach((token, at) => {
    const picture = token.type === 'paragraph_open' && token.level === 0 ? pictureOf(tokens[at + 1]?.content ?? '') : undefined
    if (picture) {
      flush(at, at + 3)
      parts.push({ kind: 'picture', ...fill(picture) })
    }
    const part = token.type === 'fence' && token.level === 0 ? partOf(token, fill, matrices) : undefined
    if (!part) return
    if (part.kind === 'matrix' && part.from === 'scenario') matrices += 1
    flush(at, at + 1)
    parts.push(part)
  })
  flush(tokens.length, tokens.length)
  return parts
}

function partOf({ info, content }: Token, fill: Fill, matrices: number): Part | undefined {
  const read = readBlock(info, content)
  if (!('block' in read)) return undefined
  const { block } = read
  switch (block.kind) {
    case 'code': return undefined
    case 'request': {
      const draft = draftOf(block.text)
      return draft && { kind: 'request', text: fill(block.text.replaceAll(/^(\S+ ){{url}}/gm, '$1').trimEnd()), draft: fill(draft) }
    }
    case 'aside': return { kind: 'aside', source: block.source, fragment: clean(fill(markdown.render(block.text))) }
    case 'matrix': return { ...block, nth: matrices }
    default: return fill(block)
  }
}
