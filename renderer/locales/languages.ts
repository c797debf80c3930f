// The languages of the interface. English is there from the start; a file of another one comes when somebody wants to read it.

/** Each names itself. Another one is a line here and a folder of its name beside `en.json`, with a file for each book. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', 'zh-CN': '简体中文' } as const
export type Language = keyof typeof LANGUAGES
/** `pseudo` is English in a strange dress, for the test that finds texts which are in no catalogue. */
export type Spoken = Language | 'pseudo'
/** What the page says by itself, what the core says, what is read about rules, checks and parts of messages, what the desktop says around the page, what does not fit in a drawing, and what is found out about a seat. */
export const BOOKS = ['page', 'core', 'rules', 'checks', 'explained', 'shell', 'problems', 'seat'] as const
export type BookName = (typeof BOOKS)[number]
type Catalogue = Readonly<Record<string, string>>

/** @returns all that the page says by itself in English */
export async function pageInEnglish(): Promise<Catalogue> {
  const [first, late] = await Promise.all([import('./en.json'), import('./en-late.json')])
  return { ...first.default, ...late.default }
}

const FILES = import.meta.glob<unknown>('./*/*.json', { import: 'default' })

/** @returns the language that a person's own list wants first and that there is; English if none */
export function languageFor(wanted: readonly string[]): Language {
  const known = Object.keys(LANGUAGES) as Language[]
  const fits = (tag: string) => known.find(one => one.toLowerCase() === tag.toLowerCase()) ?? known.find(one => one.split('-')[0] === tag.toLowerCase().split('-')[0])
  return wanted.map(fits).find(one => one !== undefined) ?? 'en'
}

/** `@` and `|` have a meaning in the page's catalogue that the core's phrases know nothing of. */
export function literally(phrases: Catalogue): Catalogue {
  return Object.fromEntries(Object.entries(phrases).map(([id, text]) => [id, text.replace(/[@|]/g, "{'$&'}")]))
}

/** @returns a book in a language, which has the shape of the English one; undefined where it is not there, or cannot be had now */
export async function bookIn<Book>(language: Exclude<Spoken, 'en'>, name: BookName, english: Book): Promise<Book | undefined> {
  if (language === 'pseudo') return inDisguise(english) as Book
  return await FILES[`./${language}/${name}.json`]?.().catch(() => undefined) as Book | undefined
}

/** @returns what a language says, of the page and of the core; what it leaves out is said in English */
export async function catalogueOf(language: Exclude<Spoken, 'en'>, phrases: Catalogue): Promise<Catalogue> {
  const [page, core] = await Promise.all([bookIn(language, 'page', await pageInEnglish()), bookIn(language, 'core', phrases)])
  if (!page) throw new Error(`The texts in ${language} cannot be had.`)
  return { ...literally(core ?? {}), ...page }
}

const ACCENTED: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', n: 'ñ', c: 'ç' }
/** Longer by a third, as German is, and between brackets, so that what is cut off shows. */
function inDisguise(texts: unknown): unknown {
  if (typeof texts === 'string') return texts.split(' | ').map(dressed).join(' | ')
  return Object.fromEntries(Object.entries(texts as object).map(([id, text]) => [id, inDisguise(text)]))
}

function dressed(text: string): string {
  const accented = text.replace(/\{[^}]*\}|[aeiouncAEIOU]/g, part => ACCENTED[part] ?? part)
  return `⟦${accented}${'·'.repeat(Math.ceil(text.length / 3))}⟧`
}
