// Markdown of a pack, which is hostile until shown otherwise: no raw HTML, no pictures, only https links, and those go outside.
import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'
import type { StructuredDraft } from '../../electron/model/draft.ts'
import { draftsFromHttpFile } from '../../electron/model/http-file.ts'

export interface DraftCard { readonly kind: 'request'; readonly text: string; readonly draft: StructuredDraft }
export interface Prose { readonly kind: 'prose'; readonly fragment: DocumentFragment }

const HTTPS = /^https:\/\//i
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable('image')
// Said twice, here and to the sanitizer: neither has to be trusted alone.
markdown.validateLink = address => HTTPS.test(address)
const TAGS = ['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'em', 'strong', 's', 'code', 'pre', 'blockquote', 'hr', 'br', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td']

function clean(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS, ALLOWED_ATTR: ['href', 'start'], ALLOWED_URI_REGEXP: HTTPS, RETURN_DOM_FRAGMENT: true,
  })
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank'
    link.rel = 'noopener noreferrer'
  }
  return fragment
}

function draftOf(text: string): StructuredDraft | undefined {
  try {
    return draftsFromHttpFile(text)[0]
  } catch {
    return undefined
  }
}

/** @returns prose cut where a fenced block of kind `http` stands, which becomes a card for the composer. */
export function renderMarkdown(text: string, fill: <T>(value: T) => T): (Prose | DraftCard)[] {
  const tokens = markdown.parse(text, {})
  const parts: (Prose | DraftCard)[] = []
  let from = 0
  const flush = (to: number) => {
    if (to > from) parts.push({ kind: 'prose', fragment: clean(fill(markdown.renderer.render(tokens.slice(from, to), markdown.options, {}))) })
    from = to + 1
  }
  tokens.forEach((token, at) => {
    if (token.type !== 'fence' || token.level > 0 || token.info.trim() !== 'http') return
    const draft = draftOf(token.content)
    if (!draft) return
    flush(at)
    parts.push({ kind: 'request', text: fill(token.content.replaceAll(/^(\S+ ){{url}}/gm, '$1').trimEnd()), draft: fill(draft) })
  })
  flush(tokens.length)
  return parts
}
