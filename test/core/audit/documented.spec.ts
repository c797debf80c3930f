// The table of checks in docs/audit.md says what the program says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CHECKS } from '../../../electron/core/audit/conformance/report.ts'
import { checksEnglish } from '../../../electron/model/checks-en.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/audit.md'), 'utf8')

it('every check is in it, in order, with its level, its section and what is expected', () => {
  const rows = [...page.matchAll(/^\| `([\w.-]+)` \| (MUST|SHOULD|good) \| (RFC \d+ §[\d.]+) \| (.+) \|$/gm)].map(([, ...cells]) => cells)
  const level = { must: 'MUST', should: 'SHOULD', good: 'good' }
  expect(rows).toEqual(CHECKS.map(check => [check.id, level[check.level], check.section, checksEnglish[check.id].expected]))
})

it('every check says why and how in whole sentences', () => {
  for (const { why, mend } of Object.values(checksEnglish)) expect(`${why}\n${mend}`).toMatch(/^[A-Z1-5].*[.]\n[A-Z].*[.]$/)
})
