import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CASES } from './rfc9111/cases.ts'

const page = readFileSync(new URL('../../docs/cache.md', import.meta.url), 'utf8')

it.each(['MUST', 'SHOULD', 'MAY'])('docs/cache.md gives the number of our cases: %s', level => {
  expect(page).toContain(`| ${level} | ${CASES.filter(each => each.level === level).length} |`)
})

it('each case says something of its own', () => {
  expect(new Set(CASES.map(({ section, says }) => `${section} ${says}`)).size).toBe(CASES.length)
})
