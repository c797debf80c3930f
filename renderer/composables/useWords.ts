// Every sentence of the interface by its name, the page's own and those of the core, in one catalogue.
import { createI18n, useI18n } from 'vue-i18n'
import { nameOfAction, type ActionId } from '../../electron/model/action.ts'
import type { Phrase } from '../../electron/model/phrase.ts'
import { english } from '../../electron/model/phrases-en.ts'
import { catalogueOf, literally, type Spoken } from '../locales/languages.ts'
import en from '../locales/en.json'
import { halfSentence } from './half-sentences.ts'

export type WordId = keyof typeof en
export type Blanks = Readonly<Record<string, string | number>>

const messages: Record<string, Record<string, string>> = { en: { ...literally(english), ...en } }

/** Names hold dots and hyphens, so the catalogue is flat and looked up by own key. */
export const words = createI18n({
  legacy: false,
  locale: 'en',
  messages,
  fallbackLocale: 'en',
  missingWarn: false,
  fallbackWarn: false,
  messageResolver: (messages, path) => (Object.hasOwn(messages as object, path) ? (messages as Record<string, string>)[path] ?? null : null),
})

let wanted: Spoken = 'en'
/** Has the interface speak another language, as soon as its catalogue is here. What cannot be loaded leaves it as it was. */
export async function speak(language: Spoken): Promise<void> {
  wanted = language
  const { global } = words
  if (language !== 'en' && !global.availableLocales.includes(language)) {
    const catalogue = await catalogueOf(language, english).catch(() => undefined)
    if (!catalogue) return
    global.setLocaleMessage(language, { ...catalogue })
  }
  // Another one may have been chosen meanwhile.
  if (wanted !== language) return
  global.locale.value = language
  document.documentElement.lang = language === 'pseudo' ? 'en' : language
}

/** Blanks in which the core says something in half a sentence, or names parts of a request, with commas between them. */
const TOLD = new Set(['what', 'why', 'which'])
/** Blanks that hold how much or how many; a status, a port and a place in a row are written as they are. */
const QUANTITIES = new Set(['count', 'octets', 'length', 'limit', 'most', 'of', 'done', 'shown', 'times', 'ms', 'seconds', 'longest', 'age'])

/** A person's own habits of writing dates and numbers, if they are of this language. */
function habitsOf(language: string): string {
  const base = language === 'pseudo' ? 'en' : language
  return navigator.languages.find(tag => tag.toLowerCase().startsWith(base.toLowerCase().split('-')[0] ?? base)) ?? base
}

/** Making one takes longer than writing many numbers with it, and each row of a list writes one. */
const writers = new Map<string, Intl.NumberFormat>()
/** Below this, whole numbers are written alike in each language of the interface, and the browser's first writer takes as long as a fifth of an empty page. */
const GROUPED_FROM = 1_000

/** @returns a number as a person of this language writes it */
export function writeNumber(language: string, value: number, maximumFractionDigits: number): string {
  if (Number.isInteger(value) && value >= 0 && value < GROUPED_FROM) return String(value)
  const name = `${language} ${maximumFractionDigits}`
  const writer = writers.get(name) ?? new Intl.NumberFormat(habitsOf(language), { maximumFractionDigits })
  writers.set(name, writer)
  return writer.format(value)
}

/** @returns what the core says in English, in the language of the interface; anything else as it is. */
export function retell(text: string): string {
  const { locale, t } = words.global
  const found = locale.value === 'en' ? undefined : halfSentence(text)
  return found ? t(found.id, mapped(found.values, retell)) : text
}

export function useWords() {
  const { t: translate, locale } = useI18n({ useScope: 'global' })

  const number = (value: number): string => writeNumber(locale.value, value, 3)
  /** @returns the blanks as this language writes them: numbers, and what the core says in them. */
  const retold = (blanks: Blanks): Blanks => mapped(blanks, (value, name) => {
    if (typeof value === 'number') return QUANTITIES.has(name) ? number(value) : value
    if (!TOLD.has(name)) return value
    const whole = retell(value)
    return whole === value ? value.split(', ').map(retell).join(', ') : whole
  })

  /** `count` chooses between the forms for one and for many. */
  const t = (id: WordId, blanks: Blanks = {}, count = 1): string => translate(id, { ...retold(blanks) }, count)
  const say = ({ id, values }: Phrase): string => translate(id, { ...retold(values) })
  const nameOf = (id: ActionId): string => say(nameOfAction(id))
  const clock = (wallMs: number, timeStyle: 'short' | 'medium' = 'short'): string => new Intl.DateTimeFormat(habitsOf(locale.value), { timeStyle }).format(wallMs)
  const day = (wallMs: number): string => new Intl.DateTimeFormat(habitsOf(locale.value), { dateStyle: 'medium' }).format(wallMs)
  /** A moment of the lab's clock. */
  const instant = (ms: number): string => t('time.utc', { time: new Intl.DateTimeFormat(habitsOf(locale.value), { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' }).format(ms) })
  /** Tenths below ten, so that 0.4 ms and 2.1 ms can be told apart. */
  const milliseconds = (ms: number): string => t('time.ms', { ms: writeNumber(locale.value, ms, ms < 10 ? 1 : 0) })

  return { t, say, retold, nameOf, clock, day, instant, number, milliseconds }
}

function mapped<One, Other>(all: Readonly<Record<string, One>>, change: (one: One, name: string) => Other): Record<string, Other> {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one, name)]))
}
