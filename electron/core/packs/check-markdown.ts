// What an author's Markdown must not hold: anything that does something by itself. The page drops it too; here its author is told.
import MarkdownIt from 'markdown-it'
import type { Problem } from '../../model/problem.ts'
import type { PackFiles } from './pack-files.ts'

// HTML and every link are read as such here, so that they can be found; the page reads neither.
const reader = new MarkdownIt({ html: true, linkify: false })
reader.validateLink = () => true

type Token = ReturnType<typeof reader.parse>[number]
const PICTURE = /^(?!\/)[\w./-]+\.(png|jpe?g|webp)$/i
const MOST = 100
/** Characters: reading can take quadratic time, and this many a third of a second. */
const LONGEST = 100_000

/** @param files those beside the text, where its pictures are @returns the HTML, the links and the pictures that a pack may not have */
export function checkMarkdown(file: string, text: string, files: PackFiles): Problem[] {
  if (text.length > LONGEST) return [{ file, what: `the text has more than ${LONGEST} characters`, mend: 'Cut the lab into several.' }]
  const problems: Problem[] = []
  let line = 1
  const look = (token: Token): void => {
    if (problems.length >= MOST) return
    if (token.map) line = token.map[0] + 1
    const fault = faultOf(token, files)
    if (fault) problems.push({ file, line, column: 1, ...fault })
    for (const child of token.children ?? []) look(child)
  }
  for (const token of reader.parse(text, {})) look(token)
  return problems
}

function faultOf(token: Token, files: PackFiles): { what: string; mend: string } | undefined {
  switch (token.type) {
    case 'html_block':
    case 'html_inline': return { what: `found HTML, ${shown(token.content)}`, mend: 'Take it away; put what shall be read as text between ` and `.' }
    case 'link_open': return faultOfLink(String(token.attrGet('href') ?? ''))
    case 'image': return faultOfPicture(String(token.attrGet('src') ?? ''), files)
    default: return undefined
  }
}

function faultOfLink(address: string): { what: string; mend: string } | undefined {
  if (/^https:\/\/[^/]/i.test(address)) return undefined
  return { what: `a link leads to ${shown(address)}`, mend: 'Write an address that begins with https://, or take the link away.' }
}

function faultOfPicture(address: string, files: PackFiles): { what: string; mend: string } | undefined {
  if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(address)) return { what: `a picture comes from ${shown(address)}`, mend: 'Put the picture beside the text, and write its name.' }
  if (!PICTURE.test(address) || address.split('/').some(word => word === '..' || word === '.')) {
    return { what: `${shown(address)} is no picture of this lab`, mend: 'Put a picture (.png, .jpg, .webp) into the lab\'s folder, and write its name.' }
  }
  return files.has(address) ? undefined : { what: `there is no picture ${shown(address)}`, mend: 'Put it into the lab\'s folder, or correct the name.' }
}

function shown(text: string): string {
  const [first = ''] = text.trim().split('\n', 1)
  return JSON.stringify(first.length > 60 ? `${first.slice(0, 57)}…` : first)
}
