// What is said of a request before it is sent: where it stands, what is odd, and where the specification says so. It never keeps anybody from sending.
import type { Phrase } from '../phrase.ts'

/** Where a warning is shown. Fields are counted from 0. */
export type Place = { readonly part: 'method' | 'target' | 'content' | 'pieces' } | { readonly part: 'raw'; readonly line?: number } | { readonly part: 'name' | 'value'; readonly field: number }

export interface Warning { readonly at: Place; readonly says: Phrase; readonly section: string }

/** What is wrong, and where the specification says so. */
export type Fault = readonly [says: Phrase, section: string]

const NAMED: Readonly<Record<string, string>> = { ' ': 'a blank', '\t': 'a tab', '\r': 'CR', '\n': 'LF', '\0': 'NUL' }

/** @returns a word for a sign that may not be seen */
export function signNamed(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  return NAMED[sign] ?? (code < 0x21 || (code >= 0x7f && code < 0xa1) ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : `"${sign}"`)
}

/** @returns the first sign of `text` that does not fit `allowed` */
export function firstOdd(text: string, allowed: RegExp): string | undefined {
  return [...text].find(sign => !allowed.test(sign))
}
