// The learner's text of a lab: `brief.md`, cut at its `## step-id` headings.
import { keepSeeds, unknownBlanks } from '../../model/blanks.ts'

export interface Section { readonly id: string; readonly line: number; readonly text: string }
export interface Brief {
  /** What stands before the first heading. */
  readonly intro: string
  readonly sections: readonly Section[]
  /** The fenced blocks marked `http`, each a request for the composer; `line` is that of its first line. */
  readonly cards: readonly { readonly line: number; readonly text: string }[]
  /** The blanks that nobody fills. */
  readonly blanks: readonly { readonly line: number; readonly column: number; readonly name: string }[]
}

/** @returns the parts of the Markdown text; a heading inside a fenced block is none (CommonMark §4.5). */
export function readBrief(markdown: string): Brief {
  const parts: { id: string; line: number; lines: string[] }[] = [{ id: '', line: 1, lines: [] }]
  const cards: { line: number; lines: string[] }[] = []
  let fence: { mark: string; http: boolean } | undefined
  const lines = markdown.split(/\r?\n/)
  const blanks = lines.flatMap((text, nth) => unknownBlanks(text).map(({ name, at }) => ({ line: nth + 1, column: at + 1, name })))
  for (const [nth, text] of lines.map(keepSeeds).entries()) {
    const [, mark, info] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(text) ?? []
    const heading = headingOf(text)
    if (!fence && heading !== undefined) {
      parts.push({ id: heading, line: nth + 1, lines: [] })
      continue
    }
    parts.at(-1)?.lines.push(text)
    if (fence) {
      if (mark?.startsWith(fence.mark) && info?.trim() === '') fence = undefined
      else if (fence.http) cards.at(-1)?.lines.push(text)
    } else if (mark !== undefined) {
      fence = { mark, http: info?.trim() === 'http' }
      if (fence.http) cards.push({ line: nth + 2, lines: [] })
    }
  }
  const [intro, ...sections] = parts.map(({ id, line, lines }) => ({ id, line, text: lines.join('\n').trim() }))
  return { intro: intro?.text ?? '', sections, cards: cards.map(({ line, lines }) => ({ line, text: lines.join('\n') })), blanks }
}

/** @returns the words of a `##` heading without its closing marks (CommonMark §4.2), in linear time whatever the line holds. */
function headingOf(line: string): string | undefined {
  const words = /^ {0,3}##[ \t](.*)$/.exec(line)?.[1]?.trim()
  if (words === undefined) return undefined
  let end = words.length
  while (words[end - 1] === '#') end -= 1
  return words.slice(0, end).trimEnd()
}
