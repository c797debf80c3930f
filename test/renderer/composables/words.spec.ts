import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CHECKS } from '../../../electron/model/decision.ts'
import { phrase, sayInEnglish, type Phrase } from '../../../electron/model/phrase.ts'
import { english, type PhraseId } from '../../../electron/model/phrases-en.ts'
import { words, writeNumber } from '../../../renderer/composables/useWords.ts'
import '../../../renderer/composables/useAllWords.ts'
import { LANGUAGES, pageInEnglish } from '../../../renderer/locales/languages.ts'

const en = await pageInEnglish()
const RENDERER = join(import.meta.dirname, '../../../renderer')
const translate = words.global.t as (id: string, values?: Record<string, unknown>, count?: number) => string
const blanksOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')

describe('the words', () => {
  it.each(Object.keys(english) as PhraseId[])('say %s as the core does', id => {
    const values: Phrase['values'] = Object.fromEntries(blanksOf(english[id]).map(name => [name, `‹${name} @ | {x}›`]))
    expect(translate(id, values)).toBe(sayInEnglish(phrase(id, values)))
  })

  it('leave no blank open and no braces behind', () => {
    for (const [id, text] of Object.entries(en)) {
      const values = Object.fromEntries(blanksOf(text).map(name => [name, 'x']))
      for (const count of [1, 2]) expect(translate(id, values, count), id).not.toMatch(/[{}]|^\s*$/)
    }
  })

  it('hold numbers as each language writes them', () => {
    for (const language of Object.keys(LANGUAGES)) {
      const writer = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
      for (const value of [...Array(1_100).keys(), -1, 0.44, 999.96, 12_345.6]) expect(writeNumber(language, value, 1), `${value} in ${language}`).toBe(writer.format(value))
    }
  })

  it('have a word for every check', () => {
    expect(CHECKS.filter(check => !Object.hasOwn(en, `check.${check}`))).toEqual([])
  })

  it('are in the second person and never beg or scold', () => {
    expect(Object.entries(en).filter(([, text]) => /\b(oops|please|invalid|sorry)\b/i.test(text))).toEqual([])
  })

  it('are all used, and no template speaks by itself', () => {
    const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter(file => /\.(vue|ts)$/.test(file))
    const source = files.map(file => readFileSync(join(RENDERER, file), 'utf8')).join('\n')
    const isUsed = (id: string) => source.includes(`'${id}'`) || [...id.matchAll(/[.-]/g)].some(({ index }) => source.includes(`\`${id.slice(0, index + 1)}$`))
    expect(Object.keys(en).filter(id => !isUsed(id))).toEqual([])
    const spoken = files.filter(file => file.endsWith('.vue')).flatMap(file => {
      const template = /<template>([\s\S]*)<\/template>/.exec(readFileSync(join(RENDERER, file), 'utf8'))?.[1] ?? ''
      return [...template.replace(/\{\{[\s\S]*?\}\}/g, '').matchAll(/>([^<>]*[A-Za-z]{2}[^<>]*)</g)].map(([, text]) => `${file}: ${text?.trim()}`)
    })
    expect(spoken.filter(line => !line.endsWith(': HTTP/1.1'))).toEqual([])
  })
})
