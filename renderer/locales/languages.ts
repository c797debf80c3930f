// The languages of the interface. English is there from the start; another one comes when it is asked for.
import en from './en.json'

/** Each names itself. */
export const LANGUAGES = { en: 'English' } as const
export type Language = keyof typeof LANGUAGES
/** `pseudo` is English in a strange dress, for the test that finds texts which are in no catalogue. */
export type Spoken = Language | 'pseudo'
type Catalogue = Readonly<Record<string, string>>

const LOADED: Readonly<Record<string, () => Promise<{ readonly default: Catalogue }>>> = {}

/** @returns the language that a person's own list wants first and that there is; English if none */
export function languageFor(wanted: readonly string[]): Language {
  const known = Object.keys(LANGUAGES) as Language[]
  const fits = (tag: string) => known.find(one => one.toLowerCase() === tag.toLowerCase()) ?? known.find(one => one.split('-')[0] === tag.toLowerCase().split('-')[0])
  return wanted.map(fits).find(one => one !== undefined) ?? 'en'
}

/** @returns what a language says; what it leaves out is said in English */
export async function catalogueOf(language: Exclude<Spoken, 'en'>, english: Catalogue): Promise<Catalogue> {
  const load = LOADED[language]
  if (load) return (await load()).default
  return Object.fromEntries(Object.entries({ ...english, ...en }).map(([id, text]) => [id, text.split(' | ').map(inDisguise).join(' | ')]))
}

const ACCENTED: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', n: 'ñ', c: 'ç' }
/** Longer by a third, as German is, and between brackets, so that what is cut off shows. */
function inDisguise(text: string): string {
  const dressed = text.replace(/\{[^}]*\}|[aeiouncAEIOU]/g, part => ACCENTED[part] ?? part)
  return `⟦${dressed}${'·'.repeat(Math.ceil(text.length / 3))}⟧`
}
