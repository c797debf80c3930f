// A book of texts beside the catalogue, in the language of the interface: English until that of another language is here, and where it is not.
import { computed, shallowReactive, watch, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { bookIn, type BookName, type Spoken } from '../locales/languages.ts'

/** Language and name → the book, or the way to it. */
const here = shallowReactive(new Map<string, object>())
const coming = new Map<string, Promise<void>>()

/** @returns undefined only until the English one is here. */
export function useBook<Book extends object>(name: BookName, english: () => Promise<Book>): ComputedRef<Book | undefined> {
  const { locale } = useI18n({ useScope: 'global' })
  const keyOf = (language: string) => `${language}/${name}`

  async function fetch(language: Spoken): Promise<void> {
    const own = await english()
    const book = language === 'en' ? own : await bookIn(language, name, own)
    if (book) here.set(keyOf(language), book)
    else coming.delete(keyOf(language))
  }
  watch(locale, language => {
    for (const each of new Set<Spoken>(['en', language as Spoken])) {
      const key = keyOf(each)
      if (!coming.has(key)) coming.set(key, fetch(each).catch(() => { coming.delete(key) }))
    }
  }, { immediate: true })

  return computed(() => (here.get(keyOf(locale.value)) ?? here.get(keyOf('en'))) as Book | undefined)
}
