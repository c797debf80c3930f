// What an author's Markdown must not hold: anything that does something by itself. The page drops it too; here its author is told.
import MarkdownIt from 'markdown-it'
import { pictureOf } from '../../model/block.ts'
import { handbookLink, HANDBOOK_PAGES } from '../../model/handbook.ts'
import type { Problem } from '../../model/problem.ts'
import type { PackFiles } from './pack-files.ts'
import { readPicture } from './read-picture.ts'

// HTML and every link are read as such here, so that they can be found; the page reads neither.
const reader = new MarkdownIt({ html: true, linkify: false })
reader.validateLink = () => true

type Token = ReturnType<typeof reader.parse>[number]
/** A fenced block; `line` is that of its opening fence, from 1. */
export interface Fence { readonly line: number; readonly info: string; readonly content: string; readonly isNested: boolean }
const MOST = 100
/** Characters: reading can take quadratic time, and this many a third of a second. */
const LONGEST = 100_000

/** @param files those beside the text, where its pictures are @returns the HTML, the links and the pictures that a pack may not have, and the fenced blocks */
export function checkMarkdown(file: string, text: string, files: PackFiles): { problems: Problem[]; fences: Fence[] } {
  if (text.length > LONGEST) return { problems: [{ file, what: `the text has more than ${LONGEST} characters`, mend: 'Cut the lab into several.' }], fences: [] }
  const problems: Problem[] = []
  const fences: Fence[] = []
  let line = 1
  const look = (token: Token): void => {
    if (problems.length >= MOST) return
    if (token.map) line = token.map[0] + 1
    const fault = faultOf(token)
    if (fault) problems.push({ file, line, column: 1, ...fault })
    if (token.type === 'fence' && fences.length < MOST) fences.push({ line, info: token.info, content: token.content, isNested: token.level > 0 })
    // A picture stands alone in its paragraph; the page knows no other.
    if (token.type === 'inline' && token.children?.some(({ type }) => type === 'image')) {
      const wrong = faultOfPictures(token, files)
      if (wrong) problems.push({ file, line, column: 1, ...wrong })
    }
    for (const child of token.children ?? []) look(child)
  }
  for (const token of reader.parse(text, {})) look(token)
  return { problems, fences }
}

function faultOf(token: Token): { what: string; mend: string } | undefined {
  switch (token.type) {
    case 'html_block':
    case 'html_inline': return { what: `found HTML, ${shown(token.content)}`, mend: 'Take it away; put what shall be read as text between ` and `.' }
    case 'link_open': return faultOfLink(String(token.attrGet('href') ?? ''))
    default: return undefined
  }
}

function faultOfLink(address: string): { what: string; mend: string } | undefined {
  if (/^https:\/\/[^/]/i.test(address) || handbookLink(address)) return undefined
  if (/^handbook:/i.test(address)) return { what: `the handbook has no page ${shown(address)}`, mend: `Write handbook: and one of ${HANDBOOK_PAGES.join(', ')}.` }
  return { what: `a link leads to ${shown(address)}`, mend: 'Write an address that begins with https://, a page of the handbook such as handbook:405, or take the link away.' }
}

function faultOfPictures(paragraph: Token, files: PackFiles): { what: string; mend: string } | undefined {
  for (const image of paragraph.children?.filter(({ type }) => type === 'image') ?? []) {
    const address = String(image.attrGet('src') ?? '')
    if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(address)) return { what: `a picture comes from ${shown(address)}`, mend: 'Put the picture beside the text, and write its name.' }
    const picture = pictureOf(`![](${address})`)
    if (!picture) return { what: `${shown(address)} is no picture of this lab`, mend: 'Put a picture (.png, .jpg, .webp) into the lab\'s folder, and write its name.' }
    if (!files.has(picture.name)) return { what: `there is no picture ${shown(address)}`, mend: 'Put it into the lab\'s folder, or correct the name.' }
  }
  const alone = paragraph.level === 1 ? pictureOf(paragraph.content) : undefined
  if (!alone) return { what: 'a picture stands in the middle of a text', mend: 'Put it between two paragraphs, at the left margin: ![what it shows](picture.png).' }
  return alone.text === '' ? { what: `the picture ${shown(alone.name)} has no text`, mend: 'Say between [ and ] what it shows, for those who don\'t see it.' } : faultOfBytes(alone.name, files)
}

/** A folder's pictures are held to the bounds of an archive's, which were checked when it was opened. */
function faultOfBytes(name: string, files: PackFiles): { what: string; mend: string } | undefined {
  const read = readPicture(files, name)
  return 'fault' in read ? { what: `${shown(name)}: ${read.fault.what}`, mend: read.fault.mend } : undefined
}

function shown(text: string): string {
  const [first = ''] = text.trim().split('\n', 1)
  return JSON.stringify(first.length > 60 ? `${first.slice(0, 57)}…` : first)
}
