// Every rule speaks where it should and is silent where it looks alike; a rule without examples does not compile.
import { describe, expect, it, test } from 'vitest'
import { EXAMPLES } from '../../../electron/core/inspector/examples.ts'
import { inspect, ruleSummaries } from '../../../electron/core/inspector/inspect.ts'
import { RULES } from '../../../electron/core/inspector/rules.ts'
import { exchangesOf } from '../../../electron/core/notes/read-example.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { Finding, findingInEnglish, ruleInEnglish, RuleSummary } from '../../../electron/model/inspection.ts'
import { citedBy } from '../../../electron/model/references.ts'
import { rulesEnglish } from '../../../electron/model/rules-en.ts'

const ofRule = (findings: readonly Finding[], id: string) => findings.filter(({ rule }) => rule === id)
const shown = (exchanges: readonly Exchange[]) => exchanges.map(({ requestBytes, responseBytes }) => [requestBytes, responseBytes].map(text => Buffer.from(text, 'base64').toString('latin1')))

test.each(Object.entries(EXAMPLES))('%s', (id, { yes, no }) => {
  expect([yes.length, no.length].every(count => count > 0)).toBe(true)
  for (const example of yes) {
    const exchanges = exchangesOf(example)
    const findings = ofRule(inspect(exchanges), id)
    expect(findings, `silent about ${JSON.stringify(shown(exchanges))}`).not.toEqual([])
    for (const finding of findings) {
      expect(Finding.safeParse(finding).success).toBe(true)
      expect(findingInEnglish(finding)).not.toMatch(/\{\w+\}/)
      for (const { exchange, side, range } of finding.evidence) {
        const bytes = Buffer.from(exchanges.find(each => each.id === exchange)?.[side === 'request' ? 'requestBytes' : 'responseBytes'] ?? '', 'base64')
        expect([range.start <= range.end, range.end <= bytes.length], `${JSON.stringify(range)} of ${bytes.length}`).toEqual([true, true])
      }
    }
  }
  for (const example of no) expect(ofRule(inspect(exchangesOf(example)), id), `speaks about ${JSON.stringify(shown(exchangesOf(example)))}`).toEqual([])
})

describe('the catalogue of rules', () => {
  it('has texts for every rule, and no text without a rule', () => {
    expect(RULES.map(({ id }) => id).sort()).toEqual(Object.keys(rulesEnglish).sort())
    expect(RULES.length).toBeGreaterThanOrEqual(60)
  })

  it('names a section for each, as it is written everywhere', () => {
    for (const summary of ruleSummaries()) {
      expect(RuleSummary.parse(summary)).toEqual(summary)
      // Browsers follow specifications that are no RFC.
      expect(summary.section).toMatch(summary.theme === 'browsers' || summary.theme === 'cookies' ? /^(?:RFC \d{4,5} §\d+(\.\d+)*|Fetch|HTML|W3C [A-Z][\w ]+|draft-[\w-]+)$/ : /^RFC \d{4,5} §(?:\d+(\.\d+)*|[A-Z])$/)
      expect(citedBy(summary.section)?.specification).toBeDefined()
      expect(summary.id).toMatch(/^[a-z0-9][a-z0-9.-]*$/)
    }
  })

  it('explains each in whole sentences', () => {
    for (const { id } of RULES) {
      const { title, seen = `${title}.`, why, fix } = ruleInEnglish(id)
      expect([id, /[.!]$/.test(title), /\{/.test(title + why + fix)]).toEqual([id, false, false])
      for (const text of [seen, why, fix]) expect([id, text]).toEqual([id, expect.stringMatching(/^["{\dA-Za-z].*\.$/)])
      expect([id, /!/.test(title + seen + why + fix)]).toEqual([id, false])
    }
  })
})
