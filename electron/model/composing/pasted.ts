// What somebody pasted, as a draft: a curl command for any shell, or a request as an `.http` file holds it.
import type { StructuredDraft } from '../draft.ts'
import { HttpFileError, draftsFromHttpFile } from '../http-file.ts'
import { phrase, type Phrase } from '../phrase.ts'
import { draftFromCurl } from './curl-command.ts'
import { OpenQuote, shellOf, wordsOf } from './shell-words.ts'
import { isSamePlace, urlParts } from './url-parts.ts'

/** The draft with all that could not be taken over, or why there is none. */
export type Pasted = { readonly draft: StructuredDraft; readonly notes: readonly Phrase[] } | { readonly refused: Phrase }

/** Of a prompt that was copied along. */
const PROMPT = /^\s*(?:\$|>|PS [^>\n]*>)\s+(?=curl)/

/** @param authority where the composer sends to: what is meant for another host is said */
export function draftFromPasted(text: string, authority: string): Pasted {
  const bare = text.replace(PROMPT, '')
  if (/^\s*(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm|\$session\b)/i.test(bare)) return { refused: phrase('paste.web-request') }
  return /^\s*(?:&\s*\{[^]*?)?(?:[\w./\\:-]*[/\\])?curl(?:\.exe)?(?:\s|$)/i.test(bare) ? fromCurl(bare, authority) : fromHttp(bare, authority)
}

function fromCurl(text: string, authority: string): Pasted {
  try {
    const { words, endedBy, variables } = wordsOf(text, shellOf(text))
    const read = draftFromCurl(words.slice(1))
    if ('id' in read) return { refused: read }
    return {
      draft: read.draft, notes: [
        ...(isSamePlace(read.authority, authority) ? [] : [phrase('paste.host', { host: read.authority })]), ...read.notes,
        ...variables.map(name => phrase('paste.variable', { name })), ...(endedBy === undefined ? [] : [phrase('paste.rest', { sign: endedBy })]),
      ],
    }
  } catch (error) {
    if (!(error instanceof OpenQuote)) throw error
    return { refused: phrase('paste.open-quote') }
  }
}

function fromHttp(text: string, authority: string): Pasted {
  const filled = withVariables(text)
  try {
    const [draft, ...others] = draftsFromHttpFile(filled)
    if (!draft) return { refused: phrase('paste.nothing') }
    const url = /^https?:\/\//i.test(draft.target) && draft.method !== 'CONNECT' ? urlParts(draft.target, true) : undefined
    const left = [...new Set(filled.match(/\{\{(?!url\}\})[^}\n]*\}\}/g))]
    const [, file] = /^< +(\S+)\s*$/.exec(draft.content) ?? []
    return {
      draft: { ...draft, ...(url && { target: url.target }), ...(file !== undefined && { content: '' }) }, notes: [
        ...(url && !isSamePlace(url.authority, authority) ? [phrase('paste.host', { host: url.authority })] : []),
        ...(file === undefined ? [] : [phrase('paste.file', { file })]), ...left.map(name => phrase('paste.variable', { name })),
        ...(others.length > 0 ? [phrase('paste.others-in-file', { count: others.length + 1 })] : []),
      ],
    }
  } catch (error) {
    if (!(error instanceof HttpFileError)) throw error
    return { refused: /\s/.test(text.trim()) ? phrase('paste.http-line', { line: error.line, what: error.message }) : phrase('paste.nothing') }
  }
}

/** `@name = value` above the requests, and `{{name}}` in them. A line of its own is left empty, so that lines keep their numbers. */
function withVariables(text: string): string {
  const values = new Map<string, string>()
  const rest = text.replace(/^@([\w.-]+)[ \t]*=[ \t]*([^\r\n]*)/gm, (_, name: string, value: string) => {
    values.set(name, value.trim())
    return ''
  })
  return rest.replace(/\{\{([\w.-]+)\}\}/g, (whole, name: string) => values.get(name) ?? whole)
}
