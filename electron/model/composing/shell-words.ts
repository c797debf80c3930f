// A command as a person copied it, cut into the words that the program would get: in sh, in cmd, in PowerShell.
import type { Shell } from '../curl-line.ts'

export interface Words {
  readonly words: readonly string[]
  /** What ended the command before the end of the text, such as a pipe. */
  readonly endedBy?: string
  /** Variables that only the shell could have filled in. */
  readonly variables: readonly string[]
}

/** A quote that is never closed. */
export class OpenQuote extends Error {}

/** @returns the shell that the text looks as if it was copied for */
export function shellOf(text: string): Shell {
  // Inside quotes these signs mean nothing.
  const [sign = ''] = [...text.matchAll(/\\[^]|"(?:[^"\\]|\\[^])*"|'[^']*'|\^(?:"|\r?\n)|`\r?\n/g)].map(([piece]) => piece[0] ?? '').filter(first => first === '^' || first === '`')
  if (sign === '^') return 'cmd'
  return sign === '`' || /^\s*&\s*\{|^\s*curl\.exe\b/i.test(text) ? 'powershell' : 'sh'
}

/** @throws OpenQuote */
export function wordsOf(text: string, shell: Shell): Words {
  if (shell === 'sh') return sh(text)
  if (shell === 'cmd') return { words: argvOf(afterCmd(text)), variables: variablesIn(text, /%[A-Za-z_]\w*%/g) }
  return powershell(text)
}

const variablesIn = (text: string, pattern: RegExp) => [...new Set(text.match(pattern))]
const ANSI: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', e: '\x1b', f: '\f', v: '\v', '\\': '\\', "'": "'", '"': '"', '?': '?' }

/** Quotes of the POSIX shell, and `$'…'` of bash, as browsers write it. */
function sh(text: string): Words {
  const words: string[] = []
  const variables = new Set<string>()
  let word: string | undefined
  const pieces = text.matchAll(/\\\r?\n|\\([^])|'([^']*)'|\$'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"|(\$\{?\w+\}?|\$\(|`)|(\s+)|(#[^\n]*)|([|;&<>])|([^])/g)
  for (const [whole, escaped, single, ansi, double, variable, blank, comment, operator, plain] of pieces) {
    if (blank !== undefined || (comment !== undefined && word === undefined)) {
      if (word !== undefined) words.push(word)
      word = undefined
      if (blank?.includes('\n') && words.length > 0) return { words, variables: [...variables] }
      continue
    }
    if (operator !== undefined) return { words: word === undefined ? words : [...words, word], endedBy: operator, variables: [...variables] }
    if (plain === "'" || plain === '"') throw new OpenQuote()
    if (/^\\\r?\n$/.test(whole)) continue
    for (const name of (double ?? '').match(/(?<!\\)\$\{?\w+\}?/g) ?? []) variables.add(name)
    if (variable !== undefined) variables.add(variable)
    word = (word ?? '') + (escaped ?? single ?? (ansi === undefined ? undefined : fromAnsi(ansi)) ?? double?.replace(/\\(\r?\n)/g, '').replace(/\\([$`"\\])/g, '$1') ?? whole)
  }
  return { words: word === undefined ? words : [...words, word], variables: [...variables] }
}

function fromAnsi(text: string): string {
  const octets = (hex: string, base: number) => String.fromCodePoint(Math.min(Number.parseInt(hex, base), 0x10ffff))
  return text.replace(/\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|([^]))/g, (whole, hex?: string, short?: string, long?: string, octal?: string, sign?: string) => {
    const code = hex ?? short ?? long
    if (code !== undefined) return octets(code, 16)
    return octal === undefined ? ANSI[sign ?? ''] ?? whole : octets(octal, 8)
  })
}

/** Outside quotes a caret keeps the next sign from meaning anything, a line break too. */
function afterCmd(text: string): string {
  const line = text.trim()
  let out = ''
  let quoted = false
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? ''
    if (sign === '"') quoted = !quoted
    if (sign === '^' && !quoted) {
      const [broken = ''] = /^\r?\n/.exec(line.slice(at + 1)) ?? []
      at += broken.length + 1
      out += line[at] ?? ''
    } else if (/[\r\n]/.test(sign) && !quoted) break
    else out += sign
  }
  return out
}

/** How a program for Windows cuts its own command line: backslashes count only before a quote. */
function argvOf(line: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quoted = false
  for (const [whole, slashes, quote] of line.matchAll(/(\\*)(")|\\+|[^]/g)) {
    if (quote !== undefined) {
      word = (word ?? '') + '\\'.repeat(Math.floor((slashes ?? '').length / 2))
      if ((slashes ?? '').length % 2 === 1) word += '"'
      else quoted = !quoted
    } else if (!quoted && /\s/.test(whole)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + whole
  }
  if (quoted) throw new OpenQuote()
  return word === undefined ? words : [...words, word]
}

const BACKTICKS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', a: '\x07', b: '\b', f: '\f', v: '\v' }

function powershell(text: string): Words {
  const block = /^\s*&\s*\{([^]*)\}\s*$/.exec(text)?.[1]
  const isLegacy = /\$PSNativeCommandArgumentPassing\s*=\s*'Legacy'\s*;/.test(block ?? '')
  const { words, ...rest } = powershellWords((block ?? text).replace(/^[^]*\$PSNativeCommandArgumentPassing\s*=\s*'\w+'\s*;/, ''))
  // Before 7.3 quotes inside had to be escaped by hand, and what is copied from somewhere mostly is.
  if (!isLegacy && !words.some(word => word.includes('\\"'))) return { words, ...rest }
  return { words: argvOf(words.map(word => (/\s/.test(word) || word === '' ? `"${word}"` : word)).join(' ')), ...rest }
}

function powershellWords(text: string): Words {
  const words: string[] = []
  const variables = new Set<string>()
  let word: string | undefined
  const pieces = text.matchAll(/`\r?\n|`([^])|'((?:[^']|'')*)'|"((?:[^"`]|`[^]|"")*)"|(\$\{?[A-Za-z_]\w*\}?)|(\s+)|([|;&])|([^])/g)
  const unquoted = (sign: string) => BACKTICKS[sign] ?? sign
  for (const [whole, escaped, single, double, variable, blank, operator, plain] of pieces) {
    if (blank !== undefined) {
      if (word !== undefined) words.push(word)
      word = undefined
      if (blank.includes('\n') && words.length > 0) break
      continue
    }
    if (operator !== undefined) return { words: word === undefined ? words : [...words, word], endedBy: operator, variables: [...variables] }
    if (plain === "'" || plain === '"') throw new OpenQuote()
    if (/^`\r?\n$/.test(whole)) continue
    for (const name of (double ?? '').match(/(?<!`)\$\{?[A-Za-z_]\w*\}?/g) ?? []) variables.add(name)
    if (variable !== undefined) variables.add(variable)
    const inner = double?.replace(/`([^])|""/g, (_, sign?: string) => (sign === undefined ? '"' : unquoted(sign)))
    word = (word ?? '') + (escaped === undefined ? single?.replaceAll("''", "'") ?? inner ?? whole : unquoted(escaped))
  }
  return { words: word === undefined ? words : [...words, word], variables: [...variables] }
}
