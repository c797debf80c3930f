// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { checksEnglish, reasonsEnglish } from '../../../electron/model/checks-en.ts'
import { english } from '../../../electron/model/phrases-en.ts'
import { problemsEnglish } from '../../../electron/model/problems-en.ts'
import { refusalsEnglish } from '../../../electron/model/refusals-en.ts'
import { rulesEnglish } from '../../../electron/model/rules-en.ts'
import { seatEnglish } from '../../../electron/model/seat-en.ts'
import { shellEnglish } from '../../../electron/model/shell-en.ts'
import { inEnglish } from '../../../renderer/composables/useExplained.ts'
import { speak, words } from '../../../renderer/composables/useWords.ts'
import { bookIn, BOOKS, catalogueOf, LANGUAGES, languageFor, literally, pageInEnglish, type BookName, type Language } from '../../../renderer/locales/languages.ts'

const ENGLISH: Readonly<Record<BookName, object>> = { page: await pageInEnglish(), core: english, rules: rulesEnglish, checks: { checks: checksEnglish, reasons: reasonsEnglish }, explained: await inEnglish(), shell: shellEnglish, problems: { ...problemsEnglish, ...refusalsEnglish }, seat: seatEnglish }
/** Texts that are the same in every language, and words that another language has taken from English, or from where English has them. */
const SAME: Readonly<Record<Exclude<Language, 'en'> | 'all', readonly string[]>> = {
  all: [
    'Lab 501', '{page} · Lab 501', 'HTTP/1.0', 'HTTP/1.1', 'HTTP/2', 'HAR 1.2', 'CSV', 'Markdown', 'JSON', '.http', 'Hurl', 'JUnit', 'xAPI', 'MUST', 'SHOULD', 'sh', 'cmd', 'PowerShell', 'Enter', 'Esc',
    'Content-Type', 'Retry-After', 'Cache-Control', 'max-age=60', 'text/html', 'status:501 method:PATCH', '{digit}xx', 'ms', '{ms} ms', '{count} min', '{time} UTC', 'Content-Encoding: identity', 'Vary: *',
  ],
  de: ['Audit', 'Cache', 'Caching', 'Cookies', 'Chunk {nth}', 'Gateway', 'Hex', 'Idempotent', 'idempotent', 'Name', 'Persona', 'Route {nth}', 'Shell', 'Status', 'Status {code}', 'System', 'Text', 'Version', 'Version {version}'],
  'zh-CN': ['Shell', 'token', 'Ctrl', 'Shift'],
}

type Texts = readonly (readonly [id: string, text: string])[]
const textsOf = (book: object): Texts => Object.entries(book as Record<string, object | string>).flatMap(([id, text]) => (typeof text === 'string' ? [[id, text] as const] : textsOf(text).map(([inner, one]) => [`${id}.${inner}`, one] as const)))
const blanksOf = (text: string) => [...text.matchAll(/\{[^}]*\}/g)].map(([blank]) => blank).sort().join(' ')
const formsOf = (text: string) => text.split(' | ').map(blanksOf)
/** Where a language has one form for any number, it may say all with the one for many. */
const hasTheForms = (said: string, text: string, language: string) => {
  const [own, english] = [formsOf(said), formsOf(text)]
  const wanted = own.length === 1 && new Intl.PluralRules(language).resolvedOptions().pluralCategories.length === 1 ? english.slice(-1) : english
  return own.join(' | ') === wanted.join(' | ')
}

afterEach(() => speak('en'))

describe('the language of the interface', () => {
  it.each([[['en-GB', 'de'], 'en'], [['EN'], 'en'], [['tlh', 'en-US'], 'en'], [['de-AT', 'en'], 'de'], [['tlh', 'DE'], 'de'], [['zh'], 'zh-CN'], [['zh-Hans-CN', 'en'], 'zh-CN'], [['tlh'], 'en'], [[], 'en']] as const)('for %j is %s', (wanted, language) => {
    expect(languageFor(wanted)).toBe(language)
  })

  it('in its strange dress keeps blanks, literal signs and forms, and says all that English says', async () => {
    const pseudo = await catalogueOf('pseudo', english)
    expect(Object.keys(pseudo).length).toBeGreaterThan(1_000)
    for (const [id, text] of Object.entries(literally(english))) {
      expect(blanksOf(pseudo[id] ?? ''), id).toEqual(blanksOf(text))
      expect((pseudo[id] ?? '').split(' | ').every(form => form.startsWith('⟦') && form.endsWith('⟧')), id).toBe(true)
    }
  })

  it('is the one that was asked for last', async () => {
    const first = speak('pseudo')
    await speak('en')
    await first
    expect(words.global.locale.value).toBe('en')
    await speak('pseudo')
    expect(words.global.t('theme.dark')).toMatch(/^⟦/)
  })
})

const others = Object.keys(LANGUAGES).filter(language => language !== 'en') as Exclude<Language, 'en'>[]
describe.each(others)('%s', language => {
  it.each(BOOKS)('says all that English says: %s', async name => {
    const book = await bookIn(language, name, ENGLISH[name]) ?? {}
    const [own, original] = [new Map(textsOf(book)), new Map(textsOf(ENGLISH[name]))]
    expect([...own.keys()].sort()).toEqual([...original.keys()].sort())
    const odd = [...original].filter(([id, text]) => {
      const said = own.get(id) ?? ''
      const isSame = said === text && /\p{L}{2}/u.test(text.replace(/\{[^}]*\}/g, '')) && ![...SAME.all, ...SAME[language]].includes(text)
      return said.trim() === '' || isSame || !hasTheForms(said, text, language)
    })
    expect(odd.map(([id, text]) => [id, text, own.get(id)])).toEqual([])
  })

  it('leaves no blank open and no braces behind', async () => {
    await speak(language)
    const translate = words.global.t as (id: string, values?: Record<string, unknown>, count?: number) => string
    for (const [id, text] of Object.entries({ ...english, ...ENGLISH.page })) {
      const values = Object.fromEntries([...text.matchAll(/\{(\w+)\}/g)].map(([, blank]) => [blank, 'x']))
      for (const count of [1, 2]) expect(translate(id, values, count), id).not.toMatch(/[{}]|^\s*$/)
    }
  })

  it('scolds and begs nobody', async () => {
    const page = await catalogueOf(language, english)
    expect(Object.entries(page).filter(([, text]) => /\b(ups|bitte|ungültig|leider|Sie können)\b|请(?!求)|抱歉|无效/iu.test(text))).toEqual([])
  })
})
