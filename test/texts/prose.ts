// The sentences that a person reads: Markdown without its code, tables and headings, and the sentences among the values of YAML and JSON.
import MarkdownIt from 'markdown-it'
import { parse } from 'yaml'
import { fencesOf } from '../handbook/fences.ts'
import type { SourceFile } from '../architecture/source-files.ts'

const markdown = new MarkdownIt()
/** Fenced blocks that hold text. */
const TOLD = /^(aside|before|quiz|steps)\b/
/** A citation is looked at, not read. */
const CITATION = /\s*\((?:[^()]*\b(?:RFC \d+|§)[^()]*)\)|\bRFC \d+(?: §[\w.–]+)?(?:, §[\w.–]+)*/g

/** @returns each sentence; a semicolon is a place to rest too, and a piece of code counts as one word of one syllable. */
export function sentencesOf({ path, text }: SourceFile): string[] {
  if (path.endsWith('.md')) return told(text)
  const values = path.endsWith('.json') ? stringsOf(JSON.parse(text)) : path.endsWith('.yaml') ? stringsOf(parse(text)) : quotedIn(text)
  return values.filter(value => /\s\S+\s\S+\s/.test(value) && /[.?!:]$/.test(value.trim())).flatMap(told)
}

function told(text: string): string[] {
  const tokens = markdown.parse(text, {})
  const inner = fencesOf(text).filter(({ info }) => TOLD.test(info)).flatMap(({ content }) => told(content))
  return [...tokens.flatMap((token, at) => {
    if (token.type !== 'inline' || tokens[at - 1]?.type !== 'paragraph_open') return []
    const plain = (token.children ?? []).map(child => child.type === 'code_inline' ? 'Code' : child.type === 'softbreak' ? ' ' : child.content).join('')
    // The sources of a pack are looked up, not read.
    return plain.startsWith('Sources.') ? [] : sentences(plain)
  }), ...inner]
}

function sentences(plain: string): string[] {
  return plain.replaceAll(CITATION, '').split(/(?<=[.?!]["”)]?)\s+(?=[“"(]?[\p{Lu}\d])|(?<=;)\s+/u).map(one => one.trim()).filter(one => /\p{L}.*\s.*\p{L}/u.test(one))
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : []
}

/** The strings of a file of phrases: each stands on its line, in single quotes. */
function quotedIn(text: string): string[] {
  return [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'/g)].map(([, value = '']) => value.replaceAll(String.raw`\'`, '\''))
}
