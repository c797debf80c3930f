// Requests of an `.http` file in their order, with what is done to the topology between them: comments that begin with `@`.
import type { Control } from './control.ts'
import type { StructuredDraft } from './draft.ts'
import { HttpFileError, requestsFromHttpFile } from './http-file.ts'

export type ScriptStep =
  | { readonly kind: 'send'; readonly draft: StructuredDraft }
  | { readonly kind: 'control'; readonly control: Control }
  /** Real time passes. */
  | { readonly kind: 'wait'; readonly ms: number }

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const LONGEST_WAIT_MS = 10_000

const FORMS: Readonly<Record<string, string>> = {
  advance: '@advance 90s', deploy: '@deploy ORIGIN BUILD', toggle: '@toggle NAME on', drain: '@drain NAME', kill: '@kill NAME',
  restore: '@restore NAME', purge: '@purge CACHE', wait: '@wait 200ms',
}

/** @returns the steps in order. @throws HttpFileError for what is no request, and for a line with `@` that is none of those that there are */
export function scriptFromHttpFile(text: string): ScriptStep[] {
  return requestsFromHttpFile(text).flatMap(({ comments, draft }) => [
    ...comments.flatMap(comment => (comment.text.startsWith('@') ? [stepOf(comment.text, comment.line)] : [])),
    ...(draft ? [{ kind: 'send', draft } as const] : []),
  ])
}

function stepOf(text: string, line: number): ScriptStep {
  const [word = '', first, second, ...more] = text.slice(1).split(/\s+/)
  const form = FORMS[word]
  if (form === undefined) throw new HttpFileError(line, `"@${word}" is not known; there are: ${Object.values(FORMS).join(', ')}`)
  const wrong = () => new HttpFileError(line, `found "${text}" where ${form} is expected`)
  if (first === undefined || more.length > 0 || (second !== undefined) !== (word === 'deploy' || word === 'toggle')) throw wrong()
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

function durationOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? []
  const ms = Number(count) * (UNITS[unit ?? ''] ?? 0)
  return ms > 0 ? ms : undefined
}
