// What is said of a running attempt is what the inspector says of the whole, however it came.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXAMPLES } from '../../../electron/core/inspector/examples.ts'
import { x, type Example, type Written } from '../../../electron/core/inspector/examples/written.ts'
import { inspect, ruleSummaries } from '../../../electron/core/inspector/inspect.ts'
import { AttemptNotes } from '../../../electron/core/notes/attempt-notes.ts'
import { exchangesOf } from '../../../electron/core/notes/read-example.ts'
import { examplesOf } from '../../../electron/core/notes/rule-pages.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { Severity, type Finding } from '../../../electron/model/inspection.ts'
import { markOf, RuleExamples } from '../../../electron/model/notes.ts'

/** A capture that grows. @param changes the numbers of the exchanges after which something was done */
function growing(exchanges: readonly Exchange[] = [], changes: readonly number[] = []) {
  const all = [...exchanges]
  return { all, notes: new AttemptNotes({ readFor: () => true, all: () => all, changedAfter: () => changes }) }
}
const counts = (findings: readonly Finding[]) => Object.fromEntries([...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, { length }]) => [rule, length]))
const told = async (notes: AttemptNotes) => Object.fromEntries((await notes.summary()).groups.map(({ rule, count }) => [rule, count]))
const written = (example: Example): readonly Written[] => Array.isArray(example) ? example as readonly Written[] : [example as Written]
const every = Object.values(EXAMPLES).flatMap(({ yes, no }) => [...yes, ...no]).map(written)

describe('the notes of an attempt', () => {
  it('are those of the inspector, when the exchanges come one by one too', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...every), { minLength: 1, maxLength: 4 }), async several => {
      const exchanges = exchangesOf(several.flat())
      const { all, notes } = growing()
      for (const exchange of exchanges) {
        all.push(exchange)
        expect(await told(notes)).toEqual(counts(inspect(all)))
      }
      const found = inspect(exchanges)
      for (const [words, says] of [[Severity.options, ({ severity }: Finding) => severity], [[...new Set(found.map(({ rule }) => rule))].slice(0, 5), ({ rule }: Finding) => rule]] as const) {
        const { marks } = await notes.where([...words])
        for (const word of words) {
          const said = new Set(found.filter(finding => says(finding) === word).flatMap(({ evidence }) => evidence.map(({ exchange }) => exchange)))
          expect(marks[word], word).toBe(exchanges.map(({ id }) => (said.has(id) ? 'x' : '.')).join(''))
        }
      }
      for (const { id, trace } of exchanges) {
        const ids = new Set(exchanges.filter(one => one.trace === trace).map(one => one.id))
        const mine = found.filter(({ evidence }) => evidence.some(({ exchange }) => ids.has(exchange)))
        expect(counts(await notes.of(id))).toEqual(counts(mine))
      }
    }), { numRuns: 60 })
  })

  it('hold a server to what it said until something is done to it', async () => {
    const exchanges = exchangesOf([x('OPTIONS /a', '204|Allow: GET'), x('PATCH /a||x', '501'), x('PATCH /a||x', '204'), x('PATCH /a||x', '501')])
    const changing = ['allow-omits-taken', 'options-omits-taken', '501-implemented', '501-repeated']
    const spoken = async (changes: readonly number[]) => Object.keys(await told(growing(exchanges, changes).notes)).filter(rule => changing.includes(rule)).sort()
    expect([await spoken([]), await spoken([2]), await spoken([2, 3])]).toEqual([['501-implemented', '501-repeated', 'options-omits-taken'], ['501-implemented'], []])
  })

  it('say of each exchange the gravest, and which exchanges a rule speaks of', async () => {
    const { notes } = growing(exchangesOf([x('PUT /a||x', '405'), x('GET /', '!HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: a\r\nContent-Length: 0\r\nCache-Control: no-store\r\n\r\n'), x('PUT /b||x', '405')]))
    const summary = await notes.summary()
    expect([summary.upToSeq, summary.marks, [1, 2, 3, 4].map(seq => markOf(summary, seq))]).toEqual([3, expect.stringMatching(/^e[.n]e$/), ['error', expect.anything(), 'error', undefined].map((mark, nth) => nth === 1 ? markOf(summary, 2) : mark)])
    expect(summary.groups.find(({ rule }) => rule === '405-without-allow')).toEqual({ rule: '405-without-allow', severity: 'error', count: 2, exchanges: ['x1', 'x3'] })
    const ranks = summary.groups.map(({ severity }) => ['error', 'warning', 'note'].indexOf(severity))
    expect(ranks).toEqual([...ranks].sort())
  })

  it('name a bounded number of exchanges, and count all', async () => {
    const { notes } = growing(exchangesOf(Array.from({ length: 300 }, (_, at) => x(`PUT /${at}||x`, '405'))))
    const group = (await notes.summary()).groups.find(({ rule }) => rule === '405-without-allow')
    expect([group?.count, group?.exchanges.length]).toEqual([300, 200])
    expect(await notes.where(['405-without-allow', 'method-case'])).toEqual({ upToSeq: 300, marks: { '405-without-allow': 'x'.repeat(300), 'method-case': '.'.repeat(300) } })
  })

  it('are nothing for an exchange that is not there', async () => {
    expect(await growing().notes.of('x9')).toEqual([])
    expect(await growing().notes.summary()).toEqual({ upToSeq: 0, marks: '', groups: [] })
    expect(await growing().notes.where(['error'])).toEqual({ upToSeq: 0, marks: { error: '' } })
  })

  it('wait for what is still to be read, and who asks twice at once gets the same', async () => {
    let left = 3
    const all = exchangesOf(x('PUT /a||x', '405'))
    const notes = new AttemptNotes({ readFor: () => (left -= 1) <= 0, all: () => left <= 0 ? all : [], changedAfter: () => [] })
    const [one, other] = await Promise.all([notes.summary(), notes.summary()])
    expect([one.upToSeq, one === other]).toEqual([1, true])
  })
})

describe('the page of a rule', () => {
  it.each(ruleSummaries().map(({ id }) => id))('%s shows what it speaks about, with its octets, and what it is silent about', id => {
    const { speaks, findings, silent } = RuleExamples.parse(examplesOf(id))
    expect([speaks.length > 0, findings.length > 0, findings.every(({ rule }) => rule === id), silent.length > 0]).toEqual([true, true, true, true])
    expect(inspect(silent).filter(({ rule }) => rule === id)).toEqual([])
  })
})
