// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { english } from '../../../electron/model/phrases-en.ts'
import { speak, words } from '../../../renderer/composables/useWords.ts'
import { catalogueOf, languageFor } from '../../../renderer/locales/languages.ts'

describe('the language of the interface', () => {
  it.each([[['en-GB', 'de'], 'en'], [['EN'], 'en'], [['tlh', 'en-US'], 'en'], [['tlh'], 'en'], [[], 'en']] as const)('for %j is %s', (wanted, language) => {
    expect(languageFor(wanted)).toBe(language)
  })

  it('in its strange dress keeps blanks, literal signs and forms, and says all that English says', async () => {
    const pseudo = await catalogueOf('pseudo', english)
    expect(Object.keys(pseudo).length).toBeGreaterThan(1_000)
    const blanks = (text: string) => [...text.matchAll(/\{[^}]*\}/g)].map(([blank]) => blank).sort()
    for (const [id, text] of Object.entries(english)) {
      expect(blanks(pseudo[id] ?? ''), id).toEqual(blanks(text))
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
    await speak('en')
  })
})
