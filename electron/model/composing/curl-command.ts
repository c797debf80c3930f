// A curl command as a draft: what curl would send, and what of it could not be taken over.
import { toBase64 } from '../bytes.ts'
import type { StructuredDraft } from '../draft.ts'
import { phrase, type Phrase } from '../phrase.ts'
import { CURL_OPTIONS, type CurlOption, type Does } from './curl-options.ts'
import { urlParts } from './url-parts.ts'

export interface CurlRead {
  readonly draft: StructuredDraft
  readonly notes: readonly Phrase[]
  /** Host and port of the URL. */
  readonly authority: string
}

type Field = StructuredDraft['fields'][number]
interface Given { readonly option: string; readonly does: Does; readonly value: string }

/** @param words those after the program's name @returns the draft, or why there is none */
export function draftFromCurl(words: readonly string[]): CurlRead | Phrase {
  const notes: Phrase[] = []
  const given = optionsIn(words, notes)
  if ('id' in given) return given
  const next = given.findIndex(({ does }) => does === 'next')
  const first = next < 0 ? given : given.slice(0, next)
  const urls = first.filter(({ does }) => does === 'url')
  if (urls.length > 1 || first.length < given.length) notes.push(phrase('paste.others'))
  const [url] = urls
  if (!url) return phrase('paste.no-url')
  const has = (...does: readonly Does[]) => first.some(one => does.includes(one.does))
  const last = (does: Does) => first.findLast(one => one.does === does)?.value
  if (has('form')) return phrase('paste.form')
  const parts = urlParts(url.value, has('as-is'))
  if (!parts) return phrase('paste.no-url')

  const data = first.flatMap(one => dataOf(one, notes))
  const content = first.some(({ does }) => does === 'json') ? data.join('') : data.join('&')
  const isPosted = data.length > 0 && !has('get')
  const query = [...first.filter(({ does }) => does === 'query').map(({ value }) => (value.startsWith('+') ? value.slice(1) : urlEncoded(value, notes))), ...(has('get') && content !== '' ? [content] : [])].join('&')
  const target = last('target') ?? (query === '' ? parts.target : `${parts.target}${parts.target.includes('?') ? '&' : '?'}${query}`)
  const [globbed] = has('no-glob') ? [] : /\{[^}]*\}|\[\w+-\w+[^\]]*\]/.exec(url.value.replace(/\[[0-9A-Fa-f:.]+\]/, '')) ?? []
  if (globbed !== undefined) notes.push(phrase('paste.globbing', { found: globbed }))
  return {
    authority: parts.authority,
    draft: {
      kind: 'structured', method: last('method') ?? (has('head') ? 'HEAD' : has('upload') ? 'PUT' : isPosted ? 'POST' : 'GET'), target,
      fields: fieldsOf(first, parts.user, isPosted, notes), content: isPosted ? content : '', ...protocolOf(first),
    },
    notes: [...notes, ...first.flatMap(noteOf)],
  }
}

/** Short options may stand together, and the value of the last right behind it: `-sXPOST`. */
function optionsIn(words: readonly string[], notes: Phrase[]): Given[] | Phrase {
  const given: Given[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (!word.startsWith('-') || word === '-') {
      given.push({ option: word, does: 'url', value: word })
      continue
    }
    for (const [option, known, rest] of word.startsWith('--') ? [[word, optionNamed(word), ''] as const] : shortOptions(word)) {
      if (!known) notes.push(phrase('paste.unknown', { option }))
      else if (!known.wantsValue) given.push({ option, does: known.does, value: '' })
      else if (rest !== '') given.push({ option, does: known.does, value: rest })
      else {
        at += 1
        const value = words[at]
        if (value === undefined) return phrase('paste.wants-value', { option })
        given.push({ option, does: known.does, value })
      }
    }
  }
  return given
}

/** What is switched off by `--no-` does nothing. */
function optionNamed(word: string): CurlOption | undefined {
  const known = CURL_OPTIONS.get(word)
  if (known || !word.startsWith('--no-')) return known
  return CURL_OPTIONS.get(`--${word.slice(5)}`) && { does: 'nothing', wantsValue: false }
}

function* shortOptions(word: string): Generator<readonly [option: string, known: CurlOption | undefined, rest: string]> {
  for (let at = 1; at < word.length; at += 1) {
    const option = `-${word[at] ?? ''}`
    const known = CURL_OPTIONS.get(option)
    yield [option, known, known?.wantsValue ? word.slice(at + 1) : '']
    if (known?.wantsValue) return
  }
}

function dataOf({ does, value }: Given, notes: Phrase[]): string[] {
  if (does === 'data-raw') return [value]
  if (does === 'data-urlencode') return [urlEncoded(value, notes)]
  if (does !== 'data' && does !== 'data-binary' && does !== 'json') return []
  if (!value.startsWith('@')) return [value]
  notes.push(phrase('paste.file', { file: value.slice(1) }))
  return ['']
}

/** `content`, `=content`, `name=content`, or with `@` the name of a file. */
function urlEncoded(value: string, notes: Phrase[]): string {
  const [, name = '', sign, content = ''] = /^([^=@]*)([=@])([^]*)$/.exec(value) ?? []
  if (sign === undefined) return percentEncoded(value)
  if (sign === '@') notes.push(phrase('paste.file', { file: content }))
  return (name === '' ? '' : `${name}=`) + (sign === '@' ? '' : percentEncoded(content))
}

/** All but what a URI may hold everywhere (RFC 3986 §2.3); a blank as forms have it. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%20', '+')
}

/** In the order in which curl sends them; a field that is given by hand takes the place of curl's own. */
function fieldsOf(given: readonly Given[], userOfUrl: string | undefined, isPosted: boolean, notes: Phrase[]): Field[] {
  const last = (does: Does) => given.findLast(one => one.does === does)?.value
  const lines = given.filter(({ does }) => does === 'field').map(({ value }) => value)
  const own = lines.flatMap(line => fieldOf(line, notes))
  const isGiven = (name: string) => lines.some(line => line.toLowerCase().startsWith(`${name.toLowerCase()}:`) || line.toLowerCase() === `${name.toLowerCase()};`)
  const user = last('user') ?? userOfUrl
  if (user !== undefined && !user.includes(':')) notes.push(phrase('paste.no-password', { user }))
  const [bearer, range, cookie] = [last('bearer'), last('range'), last('cookie')]
  const isJson = given.some(({ does }) => does === 'json')
  if (cookie !== undefined && !cookie.includes('=')) notes.push(phrase('paste.file', { file: cookie }))
  const added: readonly (readonly [string, string | undefined])[] = [
    ['Authorization', bearer === undefined ? (user === undefined ? undefined : `Basic ${toBase64(new TextEncoder().encode(user.includes(':') ? user : `${user}:`))}`) : `Bearer ${bearer}`],
    ['Range', range === undefined ? undefined : `bytes=${range}`], ['User-Agent', last('agent')],
    ['Accept-Encoding', given.some(({ does }) => does === 'compressed') ? 'deflate, gzip, br, zstd' : undefined], ['Referer', last('referer')?.replace(/;auto$/, '')],
    ['Cookie', cookie?.includes('=') ? cookie : undefined],
  ]
  const after: readonly (readonly [string, string | undefined])[] = isJson
    ? [['Content-Type', 'application/json'], ['Accept', 'application/json']] : [['Content-Type', isPosted ? 'application/x-www-form-urlencoded' : undefined]]
  const fresh = (list: typeof added) => list.flatMap(([name, value]) => (value === undefined || value === '' || isGiven(name) ? [] : [{ name, value }]))
  return [...fresh(added), ...own, ...fresh(after)]
}

/** `Name: value`, `Name;` for an empty one; `Name:` only takes curl's own field away. */
function fieldOf(line: string, notes: Phrase[]): Field[] {
  if (line.startsWith('@')) {
    notes.push(phrase('paste.file', { file: line.slice(1) }))
    return []
  }
  const [, emptied] = /^([^:;]+);\s*$/.exec(line) ?? []
  if (emptied !== undefined) return [{ name: emptied, value: '' }]
  const [, name, value = ''] = /^([^:]+):\s*([^]*?)\s*$/.exec(line) ?? []
  return name === undefined || value === '' ? [] : [{ name, value }]
}

function protocolOf(given: readonly Given[]): Pick<StructuredDraft, 'protocol'> {
  const version = given.findLast(({ does }) => does === 'http1.0' || does === 'http1.1' || does === 'h2')?.does
  return version === 'http1.0' ? { protocol: 'http/1.0' } : version === 'h2' ? { protocol: 'h2' } : {}
}

const NOTES = { insecure: 'paste.insecure', location: 'paste.location', proxy: 'paste.proxy', auth: 'paste.auth', http3: 'paste.http3', 'left-out': 'paste.left-out' } as const

function noteOf({ option, does, value }: Given): Phrase[] {
  if (does === 'upload') return [phrase('paste.file', { file: value })]
  return Object.hasOwn(NOTES, does) ? [phrase(NOTES[does as keyof typeof NOTES], { option })] : []
}
