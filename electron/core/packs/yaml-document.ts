// YAML as packs may use it: plain values only, and every value with its place in the file.
import { Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, Parser } from 'yaml'
import type { Problem } from '../../model/problem.ts'
import { problemIn, type ProblemId } from '../../model/problems-en.ts'
import { readPlainYaml } from './plain-yaml.ts'
import { faultIn, TOO_DEEP } from './yaml-faults.ts'
import { MAX_TOKENS, tokensOf } from './yaml-tokens.ts'

export type Path = readonly (string | number)[]
export interface Place { readonly line: number; readonly column: number }

/** The value of a YAML file, and where each part of it stands. */
export interface YamlDocument {
  readonly value: unknown
  /** The place of the value at `path`, or of its key; of the nearest thing around it when it isn't there. */
  readonly placeOf: (path: Path, of?: 'key' | 'value') => Place
  /** The place of a line, from 1, of the text at `path`; of the whole text unless it stands below a `|`. */
  readonly placeOfLine: (path: Path, line: number) => Place
}

const MAX_ALIASES = 50

/**
 * Reads one YAML 1.2 document without tags, directives, doubled keys, keys that are no text, or costly aliases.
 * @param file the name to put into problems
 * @returns the document, or the first problem with it.
 */
export function readYaml(file: string, text: string): { document: YamlDocument } | { problem: Problem } {
  // No character makes more than two words, so in this much the library would not find too many.
  const value = text.length <= MAX_TOKENS / 2 ? readPlainYaml(text) : undefined
  if (value === undefined) return readWithPlaces(file, text)
  // Where things stand is asked only when something is wrong with them.
  let known: YamlDocument | undefined
  const places = (): YamlDocument => {
    if (known) return known
    const read = readWithPlaces(file, text)
    if ('problem' in read) throw new Error(`${file}: plain YAML is refused: ${read.problem.what}`)
    return known = read.document
  }
  return { document: { value, placeOf: (path, of) => places().placeOf(path, of), placeOfLine: (path, line) => places().placeOfLine(path, line) } }
}

/** Reads with the library, which knows the place of every word. @returns as above */
export function readWithPlaces(file: string, text: string): { document: YamlDocument } | { problem: Problem } {
  const lines = new LineCounter()
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const problem = (offset: number, what: string, mend: string) => ({ problem: { file, ...place(offset), what, mend } })
  try {
    const early = tokensOf(text)
    if ('fault' in early) {
      lines.lineStarts = lineStartsOf(text)
      return problem(early.fault.offset, early.fault.what, early.fault.mend)
    }
    // Doubled keys are found below: the parser's own search for them takes quadratic time.
    const composer = new Composer({ schema: 'core', version: '1.2', merge: false, uniqueKeys: false, logLevel: 'error' })
    const [document, second] = composer.compose(parsed(early.tokens, lines), true, text.length)
    if (!document) throw new Error('the composer gives one document at least')
    const error = document.errors[0] ?? (second && { code: 'MULTIPLE_DOCS', message: '', pos: [second.range[0]] })
    if (error && /call stack/i.test(error.message)) throw new RangeError(error.message)
    if (error) return problem(error.pos[0], SAYS[error.code] ?? problemIn('what.no-yaml', { why: lowerFirst(error.message) }), problemIn(MENDS[error.code] ?? 'mend.look-at-line'))
    const directives = document.directives
    if (directives?.yaml.explicit === true || Object.keys(directives?.tags ?? {}).length > 1) {
      return problem(0, problemIn('what.directive'), problemIn('mend.line-away'))
    }
    const fault = document.contents && faultIn(document.contents, text)
    if (fault) return problem(fault.offset, fault.what, fault.mend)
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
    const placeOf: YamlDocument['placeOf'] = (path, of = 'value') => place(offsetOf(document, path, of))
    const placeOfLine: YamlDocument['placeOfLine'] = (path, line) => {
      const start = placeOf(path)
      return text[offsetOf(document, path, 'value')] === '|' ? { line: start.line + line, column: 1 } : start
    }
    return { document: { value, placeOf, placeOfLine } }
  } catch (error) {
    if (error instanceof RangeError) return problem(0, TOO_DEEP.what, TOO_DEEP.mend)
    if (error instanceof ReferenceError) return problem(0, problemIn('what.aliases', { most: MAX_ALIASES }), problemIn('mend.write-all-out'))
    throw error
  }
}

function* parsed(tokens: readonly string[], lines: LineCounter): Generator<CST.Token, void> {
  lines.addNewLine(0)
  const parser = new Parser(lines.addNewLine)
  for (const token of tokens) yield* parser.next(token)
  yield* parser.end()
}

const SAYS: Readonly<Record<string, string>> = { MULTIPLE_DOCS: problemIn('what.several-documents') }

const MENDS: Readonly<Record<string, ProblemId>> = {
  TAB_AS_INDENT: 'mend.blanks',
  BAD_INDENT: 'mend.indentation',
  MULTIPLE_DOCS: 'mend.dashes',
  MISSING_CHAR: 'mend.close-quote',
  BLOCK_AS_IMPLICIT_KEY: 'mend.quote-colon',
  UNEXPECTED_TOKEN: 'mend.quote-special',
}

function offsetOf(document: Document, path: Path, of: 'key' | 'value'): number {
  let node = document.contents
  let offset = node?.range?.[0] ?? 0
  for (const [nth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null
    const last = nth === path.length - 1
    if (isSeq(node) && typeof step === 'number') {
      node = (node.items[step] as Node | undefined) ?? null
    } else if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && String(item.key.value) === String(step))
      const key = pair?.key as Node | undefined
      node = (pair?.value as Node | null | undefined) ?? null
      if (key && (last && of === 'key' || !node?.range)) return key.range?.[0] ?? offset
    } else {
      node = null
    }
    if (!node?.range) return offset
    offset = node.range[0]
  }
  return offset
}

/** @returns the offsets at which lines begin, as the parser would have noted them. */
function lineStartsOf(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '')
}
