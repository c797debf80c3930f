// An author's Markdown on paper: as the page shows it, but what can only be done on a screen is left out, and what can be done by hand has room.
import MarkdownIt from 'markdown-it'
import type { Matrix } from '../../model/capability.ts'
import { pictureOf, readBlock } from '../../model/block.ts'
import { handbookLink } from '../../model/handbook.ts'
import type { Say } from './kit-words.ts'
import { escapeHtml } from './printed-page.ts'

export interface TextOptions {
  readonly say: Say
  /** What the server declares, in the order of the blocks that show it. */
  readonly matrices?: readonly Matrix[]
  /** @returns a picture of the lab as a `data:` address, or undefined */
  readonly picture?: (name: string) => string | undefined
}

const HTTPS = /^https:\/\//i
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable('image')
markdown.validateLink = address => HTTPS.test(address) || handbookLink(address) !== undefined
type Token = ReturnType<typeof markdown.parse>[number]

/** On paper nothing leads into the handbook: its words stand alone. */
function onPaper(tokens: Token[]): Token[] {
  for (const token of tokens) {
    // A style in an attribute is what the page's own policy refuses.
    if (token.type === 'th_open' || token.type === 'td_open') token.attrs = String(token.attrGet('style') ?? '').includes('right') ? [['class', 'number']] : null
    let isInside = false
    token.children = token.children?.filter(child => {
      if (child.type === 'link_open') isInside = !HTTPS.test(String(child.attrGet('href')))
      return !(isInside && (child.type === 'link_open' || child.type === 'link_close'))
    }) ?? null
  }
  return tokens
}

const rendered = (tokens: Token[]): string => markdown.renderer.render(onPaper(tokens), markdown.options, {})

/** @returns one line of an author's as HTML */
export function printedLine(text: string): string {
  return rendered(markdown.parseInline(text, {}))
}

/** @returns a text of an author's as HTML */
export function printedText(text: string, options: TextOptions): string {
  const tokens = markdown.parse(text, {})
  const parts: string[] = []
  let from = 0
  let matrices = 0
  const put = (at: number, next: number, html: string) => {
    parts.push(rendered(tokens.slice(from, at)), html)
    from = next
  }
  for (const [at, token] of tokens.entries()) {
    const picture = token.type === 'paragraph_open' && token.level === 0 ? pictureOf(tokens[at + 1]?.content ?? '') : undefined
    if (picture) put(at, at + 3, printedPicture(picture, options))
    if (token.type !== 'fence' || token.level > 0) continue
    const read = readBlock(token.info, token.content)
    const block = 'block' in read ? read.block : { kind: 'code' as const }
    if (block.kind === 'matrix' && block.from === 'scenario') matrices += 1
    const html = block.kind === 'code' ? undefined : printedBlock(block, options, matrices)
    if (html !== undefined) put(at, at + 1, html)
  }
  put(tokens.length, tokens.length, '')
  return parts.join('')
}

type Block = Extract<ReturnType<typeof readBlock>, { block: unknown }>['block']

function printedBlock(block: Exclude<Block, { kind: 'code' }>, options: TextOptions, nth: number): string {
  const { say, matrices = [] } = options
  switch (block.kind) {
    case 'request': return request(block.text, say('try'))
    case 'aside': return `<aside><p class="quiet">${escapeHtml(block.source)}</p>${rendered(markdown.parse(block.text, {}))}</aside>`
    case 'ladder': return block.lines.length === 0 ? '' : `<ol>${block.lines.map(line => `<li>${escapeHtml(line.kind === 'note' ? `${line.at}: ${line.words}` : `${line.from} → ${line.to}: ${line.words}`)}</li>`).join('')}</ol>`
    case 'matrix':
      if (block.from === 'scenario') return grid(matrices[nth - 1])
      return block.from === 'probes' ? `<p>${escapeHtml(say('fill-in'))}</p>${grid({ participant: '', methods: [...block.methods], targets: [...block.targets], cells: [] })}` : ''
    // These live on a screen; what they show of the task stands below the text.
    case 'expectation':
    case 'question':
    case 'hint':
    case 'exchange': return ''
  }
}

/** @param of what it is for */
export function request(text: string, of: string): string {
  return `<p class="quiet">${escapeHtml(of)}</p><pre>${escapeHtml(text.replaceAll(/^(\S+ ){{url}}/gm, '$1').trimEnd())}</pre>`
}

function grid(matrix: Matrix | undefined): string {
  if (!matrix || matrix.methods.length === 0) return ''
  const cell = (status: number | undefined) => `<td class="number">${status === undefined ? '' : status === 0 ? '…' : status}</td>`
  const rows = matrix.targets.map((target, row) => `<tr><th scope="row"><code>${escapeHtml(target)}</code></th>${matrix.methods.map((_, column) => cell(matrix.cells[row]?.[column])).join('')}</tr>`)
  return `<table class="grid"><tr><td></td>${matrix.methods.map(method => `<th scope="col">${escapeHtml(method)}</th>`).join('')}</tr>${rows.join('')}</table>`
}

function printedPicture({ name, text }: { readonly name: string; readonly text: string }, { picture }: TextOptions): string {
  const address = picture?.(name)
  return address === undefined ? `<p>${escapeHtml(text)}</p>` : `<p><img src="${escapeHtml(address)}" alt="${escapeHtml(text)}"></p>`
}
