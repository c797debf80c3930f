// What the charts count, and that what is drawn stays bounded and where it belongs.
import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { amplificationShapes } from '../../../renderer/components/charts/amplification-shapes.ts'
import { latencyShapes } from '../../../renderer/components/charts/latency-shapes.ts'
import { answersOf, hopCounts, spreadsOf } from '../../../renderer/components/charts/tallies.ts'
import { capture } from '../../support/transcript.ts'

const ask = (took: number, status: number | '', known = '') => `@ took=${took} ${known}\n> GET /a HTTP/1.1${status === '' ? '' : `\n< HTTP/1.1 ${status} x`}`
const rows = capture([ask(1, 200), ask(3, 200), ask(9, 501), ask(20, '')].join('\n\n'))
const WORDS = { hueOf: () => 'ink', nameOf: (name: string | undefined) => name ?? 'nobody', time: (ms: number) => `${ms} ms` }

describe('how long answers took', () => {
  it('is told by who answered and by the class of the status', () => {
    const answers = answersOf(rows, ['edge', 'shop'], row => (row.responses.length > 0 ? 'shop' : undefined))
    expect(answers.map(({ name, taken }) => [name, taken.length])).toEqual([['shop', 3], [undefined, 1]])
    expect(answers.map(spreadsOf)).toEqual([
      [{ kind: 2, count: 2, least: 1, median: 1, most: 3 }, { kind: 5, count: 1, least: 9, median: 9, most: 9 }],
      [{ kind: 0, count: 1, least: 20, median: 20, most: 20 }],
    ])
  })

  it('is drawn with a mark for each, slower further right, and with one for many where there are many', () => {
    const taken = (count: number) => [{ name: 'shop', taken: Array.from({ length: count }, (_, nth) => ({ ms: nth < count / 2 ? 1 : 100, kind: nth < count / 2 ? 2 : 5 })) }]
    const marksOf = (count: number) => {
      const { shapes, each } = latencyShapes(taken(count), 600, WORDS)
      return { each, marks: shapes.flatMap(shape => (shape.kind === 'path' && shape.at && shape.fill ? [{ ink: shape.fill, x: shape.at[0] }] : [])) }
    }
    const few = marksOf(2)
    expect([few.each, few.marks.map(({ ink }) => ink)]).toEqual([1, ['status-2', 'status-5']])
    expect(few.marks[0]?.x).toBeLessThan(few.marks[1]?.x ?? 0)
    const many = marksOf(20_000)
    expect([many.each, many.marks.length]).toEqual([2_000, 10])
    expect(latencyShapes([], 600, WORDS).shapes.every(shape => shape.kind === 'text' || !/NaN|Infinity/.test(shape.d))).toBe(true)
    expect(latencyShapes([{ name: 'a', taken: [{ ms: 0, kind: 2 }] }], 600, WORDS).shapes.some(shape => shape.kind === 'path' && /NaN|Infinity/.test(shape.d + String(shape.at)))).toBe(false)
  })
})

describe('what requests became on each hop', () => {
  const exchanges = capture([
    ask(1, 200, 'trace=one hop=client-edge started=1 connection=a'), ask(1, 200, 'trace=one hop=edge-shop source=participant started=2 connection=b nth=1'), ask(1, 200, 'trace=one hop=edge-shop side=server source=participant started=2 connection=b nth=1'),
    ask(1, 200, 'trace=one hop=edge-shop source=participant started=3 connection=b nth=2'), ask(1, 200, 'trace=two hop=client-edge started=9 connection=a'),
  ].join('\n\n'))
  const learner = exchanges.filter(({ source }) => source === 'composer')
  const counts = hopCounts(learner, Map.groupBy(exchanges, ({ trace }: Exchange) => trace))

  it('counts each request once, whichever end saw it', () => {
    expect(counts).toEqual([{ hop: 'client-edge', sums: [1, 2], total: 2 }, { hop: 'edge-shop', sums: [2, 2], total: 2 }])
  })

  it('is drawn as a line for each hop, with labels that do not lie upon one another', () => {
    const { shapes } = amplificationShapes(counts, 2, 600, () => 'ink', ({ hop }) => hop)
    const labels = shapes.flatMap(shape => (shape.kind === 'text' && shape.weight === 600 ? [shape.y] : []))
    expect(Math.abs((labels[0] ?? 0) - (labels[1] ?? 0))).toBeGreaterThanOrEqual(15)
    const long = amplificationShapes([{ hop: 'a', sums: Array.from({ length: 10_000 }, (_, nth) => nth + 1), total: 10_000 }], 10_000, 600, () => 'ink', ({ hop }) => hop)
    expect(Math.max(...long.shapes.map(shape => (shape.kind === 'path' ? shape.d.length : 0)))).toBeLessThan(10_000)
  })
})
