// Requests of an `.http` file in their order, with what is done to the topology between them: comments that begin with `@`.
import { toBase64 } from './bytes.ts'
import type { Control } from './control.ts'
import { bytesFromRawText, type Draft } from './draft.ts'
import { HttpFileError, requestsFromHttpFile } from './http-file.ts'
import { TOKEN } from './token.ts'

export type ScriptStep =
  /** `isOutside`: by a client that is none of Lab 501's. */
  | { readonly kind: 'send'; readonly draft: Draft; readonly isOutside?: true }
  | { readonly kind: 'control'; readonly control: Control }
  /** Real time passes. */
  | { readonly kind: 'wait'; readonly ms: number }

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const LONGEST_WAIT_MS = 10_000

const FORMS: Readonly<Record<string, string>> = {
  advance: '@advance 90s', deploy: '@deploy ORIGIN BUILD', toggle: '@toggle NAME on', drain: '@drain NAME', kill: '@kill NAME',
  restore: '@restore NAME', purge: '@purge CACHE', wait: '@wait 200ms',
  edit: '@edit ORIGIN /path METHODS', outside: '@outside', raw: '@raw',
}
const OUTSIDE = '@outside'

/** @returns the steps in order. @throws HttpFileError for what is no request, and for a line with `@` that is none of those that there are */
export function scriptFromHttpFile(text: string): ScriptStep[] {
  return requestsFromHttpFile(text).flatMap(({ comments, draft, raw }): ScriptStep[] => {
    const outside = comments.find(comment => comment.text === OUTSIDE)
    const sent: Draft | undefined = raw ? { kind: 'raw', bytes: toBase64(bytesFromRawText(raw.text)) } : draft
    if (outside && !sent) throw new HttpFileError(outside.line, 'nothing stands below "@outside", and a request is expected')
    return [
      ...comments.flatMap(comment => (comment.text.startsWith('@') && comment !== outside ? [stepOf(comment.text, comment.line)] : [])),
      ...(sent ? [{ kind: 'send' as const, draft: sent, ...(outside && { isOutside: true as const }) }] : []),
    ]
  })
}

function stepOf(text: string, line: number): ScriptStep {
  const [word = '', first, second, ...more] = text.slice(1).split(/\s+/)
  if (word === 'edit') return editOf([first, second, ...more].filter(one => one !== undefined), () => new HttpFileError(line, `found "${text}" where ${FORMS['edit'] ?? ''} is expected, with * in place of the path for what the server implements`))
  const form = FORMS[word]
  if (form === undefined) throw new HttpFileError(line, `"@${word}" is not known; there are: ${Object.values(FORMS).join(', ')}`)
  const wrong = () => new HttpFileError(line, `found "${text}" where ${form} is expected`)
  if (word === 'outside' || word === 'raw' || first === undefined || more.length > 0 || (second !== undefined) !== (word === 'deploy' || word === 'toggle')) throw wrong()
  switch (word) {
    case 'advance':
    case 'wait': {
      const ms = durationOf(first)
      if (ms === undefined || (word === 'wait' && ms > LONGEST_WAIT_MS)) throw wrong()
      return word === 'wait' ? { kind: 'wait', ms } : { kind: 'control', control: { kind: 'advance', ms } }
    }
    case 'deploy': return { kind: 'control', control: { kind: 'deploy', participant: first, build: second ?? '' } }
    case 'toggle':
      if (second !== 'on' && second !== 'off') throw wrong()
      return { kind: 'control', control: { kind: 'toggle', toggle: first, on: second === 'on' } }
    default: return { kind: 'control', control: { kind: word as 'drain' | 'kill' | 'restore' | 'purge', participant: first } }
  }
}

/** The star stands for the server as a whole, as it does for OPTIONS (RFC 9110 §9.3.7). */
function editOf([participant, row, ...methods]: readonly string[], wrong: () => HttpFileError): ScriptStep {
  if (participant === undefined || row === undefined || !(row === '*' || row.startsWith('/'))) throw wrong()
  if (methods.some(method => !TOKEN.test(method))) throw wrong()
  return { kind: 'control', control: { kind: 'edit', participant, ...(row === '*' ? { implements: methods } : { takes: { [row]: methods } }) } }
}

function durationOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? []
  const ms = Number(count) * (UNITS[unit ?? ''] ?? 0)
  return ms > 0 ? ms : undefined
}
