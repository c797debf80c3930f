// A first look at YAML, word by word and without building anything: what would be refused anyway is refused before it costs time.
// The words are kept for the parser, since finding them is a quarter of what reading costs.
import { CST, Lexer } from 'yaml'
import { problemIn } from '../../model/problems-en.ts'
import { type Fault, faultOfTag, MAX_DEPTH, TOO_DEEP } from './yaml-faults.ts'

/** 256 KiB of a real lab have half as many. Reading costs by the word, not by the octet. */
export const MAX_TOKENS = 150_000

/** @returns the words; or the first tag, the first bracket that is too deep, or that there are too many words. All else is found later. */
export function tokensOf(text: string): { tokens: readonly string[] } | { fault: Fault } {
  const tokens: string[] = []
  let offset = 0
  let depth = 0
  let isText = false
  for (const token of new Lexer().lex(text)) {
    // What follows this mark is text, whatever it looks like. The marks themselves stand for no octet of the file.
    const type: string | null = isText ? 'text' : CST.tokenType(token)
    isText = type === 'scalar'
    if (type === 'tag') return { fault: faultOfTag(token, offset) }
    if (type === 'flow-map-start' || type === 'flow-seq-start') depth += 1
    if (type === 'flow-map-end' || type === 'flow-seq-end') depth -= 1
    if (depth > MAX_DEPTH) return { fault: { offset, ...TOO_DEEP } }
    tokens.push(token)
    if (tokens.length > MAX_TOKENS) return { fault: { offset: 0, what: problemIn('what.many-words', { most: MAX_TOKENS }), mend: problemIn('mend.smaller-parts') } }
    if (!MARKS.has(type ?? '')) offset += token.length
  }
  return { tokens }
}

const MARKS: ReadonlySet<string> = new Set(['doc-mode', 'flow-error-end', 'scalar'])
