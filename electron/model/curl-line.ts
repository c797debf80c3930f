// A draft as one line of curl, quoted for the learner's own shell.
import { literalBytes, type Draft, type StructuredDraft } from './draft.ts'
import { TOKEN } from './scenario.ts'

export type Shell = 'sh' | 'cmd' | 'powershell'
/** Why a shell has no line for a draft. */
export type CurlObstacle = 'literal-bytes' | 'line-break'

type Quote = (word: string) => string

/** Targets that curl sends as they stand when they follow an authority. */
export const PLAIN_TARGET = /^\/(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9A-F]{2})*(?<!\?)$/
/** What a client resolves before it sends, unless it is told not to. */
export const DOT_SEGMENT = /(^|\/)\.{1,2}(\/|\?|$)/
/** From here on curl would ask with `Expect: 100-continue` first. */
const LONG_CONTENT = 1_000

const SAFE_IN_SH = /^[\w@%+=:,./-]+$/
const SAFE_IN_CMD = /^[\w+:./-]+$/
const SAFE_IN_POWERSHELL = /^[\w+:./-]+$/

const forSh: Quote = word => (SAFE_IN_SH.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)

/** How a program for Windows reads its own command line: a quote is escaped, and so are backslashes before one. */
const escapeQuotes = (word: string) => word.replace(/(\\*)"/g, '$1$1\\"')
const doubleLast = (word: string) => word.replace(/(\\+)$/, '$1$1')

/** Inside quotes cmd leaves all but `%` alone; where there is a quote inside, each of its signs is escaped instead. */
const forCmd: Quote = word => {
  if (SAFE_IN_CMD.test(word)) return word
  const quoted = `"${doubleLast(escapeQuotes(word))}"`
  return /["%]/.test(word) ? quoted.replace(/[()%!^"<>&|]/g, '^$&') : quoted
}

const forPowershell: Quote = word => {
  if (SAFE_IN_POWERSHELL.test(word)) return word
  return `'${escapeQuotes(word).replaceAll("'", "''")}'`
}

const QUOTES: Readonly<Record<Shell, Quote>> = { sh: forSh, cmd: forCmd, powershell: forPowershell }

/** What curl would refuse or change can only be sent literally. */
function isLiteral(draft: Draft): boolean {
  if (draft.kind === 'raw') return true
  const isOddField = ({ name, value }: { name: string; value: string }) => !TOKEN.test(name) || /[\0\r\n]/.test(value) || value !== value.trim()
  return !TOKEN.test(draft.method) || !/^[^\s\0]+$/.test(draft.target) || draft.fields.some(isOddField) || draft.content.includes('\0')
}

/** @returns why this shell has no line for the draft, or undefined when it has one. */
export function curlObstacle(draft: Draft, shell: Shell): CurlObstacle | undefined {
  if (shell === 'sh') return undefined
  if (draft.kind === 'raw' || isLiteral(draft)) return 'literal-bytes'
  if (shell === 'cmd') return /[\r\n]/.test(draft.content) ? 'line-break' : undefined
  // Whether PowerShell doubles a last backslash before its own quote depends on its version.
  return wordsOf(draft, '', undefined).some(word => /\s.*\\$/s.test(word)) ? 'literal-bytes' : undefined
}

/**
 * @param base where the lab answers, such as `http://127.0.0.1:4501`
 * @param caFile the certificate to trust where it speaks TLS
 * @returns a line to paste; where there is none for this shell, a comment of that shell which says what to do instead.
 */
export function curlLine(draft: Draft, base: string, shell: Shell, caFile?: string): string {
  const obstacle = curlObstacle(draft, shell)
  if (obstacle) return `${shell === 'cmd' ? 'REM' : '#'} ${WAYS_OUT[obstacle]}`
  if (draft.kind === 'raw' || isLiteral(draft)) return literalLine(draft, base, caFile)
  const words = wordsOf(draft, base, caFile)
  const line = words.map(QUOTES[shell]).join(' ')
  if (shell !== 'powershell') return `curl ${line}`
  // PowerShell 7.3 began to escape quotes by itself; the old way is the same in every version.
  const isQuoted = words.some(word => word.includes('"'))
  return isQuoted ? `& { $PSNativeCommandArgumentPassing = 'Legacy'; curl.exe ${line} }` : `curl.exe ${line}`
}

const WAYS_OUT: Readonly<Record<CurlObstacle, string>> = {
  'literal-bytes': 'curl cannot send exactly this from this shell: take the line for sh (Git Bash, WSL), or send it from the composer.',
  'line-break': 'This shell cannot hold a line break: take the line for PowerShell or sh, or send it from the composer.',
}

function wordsOf(draft: StructuredDraft, base: string, caFile: string | undefined): string[] {
  const { method, target, fields, content } = draft
  const has = (name: string) => fields.some(field => field.name.toLowerCase() === name)
  const isHead = method === 'HEAD' && content === ''
  const words = isHead ? ['--head'] : ['-i']
  // A proxy variable of the shell would carry the request away from the lab.
  words.push('--noproxy', '*')
  const isTls = base.startsWith('https:')
  if (isTls && caFile !== undefined) words.push('--cacert', caFile)
  // curl offers HTTP/2 by itself over TLS, and on a plain port only if it knows that it is there.
  if (draft.protocol === 'h2') words.push(isTls ? '--http2' : '--http2-prior-knowledge')
  else if (draft.protocol === 'http/1.0') words.push('--http1.0')
  else if (isTls) words.push('--http1.1')
  if (!isHead && method !== (content === '' ? 'GET' : 'POST')) words.push('-X', method)
  for (const { name, value } of fields) words.push('-H', value === '' ? `${name};` : `${name}: ${value}`)
  if (content !== '') {
    if (!has('content-type')) words.push('-H', 'Content-Type:')
    if (content.length >= LONG_CONTENT && !has('expect')) words.push('-H', 'Expect:')
    // A leading @ would name a file.
    words.push(content.startsWith('@') ? '--data-raw' : '--data-binary', content)
  }
  if (!PLAIN_TARGET.test(target)) return [...words, '--request-target', target, `${base}/`]
  if (DOT_SEGMENT.test(target)) words.push('--path-as-is')
  return [...words, base + target]
}

/** printf knows octal escapes in every sh; the pause keeps the connection open until the answer is there. */
function literalLine(draft: Draft, base: string, caFile: string | undefined): string {
  const authority = base.replace(/^https?:\/\//, '')
  const bytes = literalBytes(draft, authority)
  const text = Array.from(bytes, byte => PRINTF[byte] ?? (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : octal(byte))).join('')
  const spoken = `{ printf '${text.replace(/^-/, octal(0x2d))}'; sleep 1; }`
  if (base.startsWith('https:')) return `${spoken} | openssl s_client -quiet -connect ${authority}${caFile === undefined ? '' : ` -CAfile ${forSh(caFile)}`}`
  return `${spoken} | curl -s --noproxy '*' telnet://${authority}`
}

const octal = (byte: number) => `\\${byte.toString(8).padStart(3, '0')}`
const PRINTF: Readonly<Record<number, string>> = { 10: '\\n', 13: '\\r', 9: '\\t', 0x25: '%%', 0x5c: '\\\\', 0x27: String.raw`'\''` }
