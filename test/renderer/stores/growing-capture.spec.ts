// What is added bit by bit is what there would be if all had come at once, and so is what a filter shows of it.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { learnersView, type Exchange } from '../../../electron/model/exchange.ts'
import { FilterPass } from '../../../renderer/stores/filter-pass.ts'
import { GrowingCapture, placeOf } from '../../../renderer/stores/growing-capture.ts'
import { capture } from '../../support/transcript.ts'

const kinds = fc.record({ trace: fc.constantFrom('a', 'b', 'c', 'd'), side: fc.constantFrom('client' as const, 'server' as const), source: fc.constantFrom('outside' as const, 'participant' as const), gap: fc.integer({ min: 1, max: 3 }) })
const [model] = capture('> GET / HTTP/1.1')
const captures = fc.array(kinds, { maxLength: 20 }).map(all => {
  let seq = 0
  return all.map(({ gap, ...rest }): Exchange => {
    seq += gap
    if (!model) throw new Error('no exchange')
    return { ...model, ...rest, seq, id: `x${seq}` }
  })
})

it('grows to the same, in whatever pages it comes', () => {
  fc.assert(fc.property(captures, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 }), (all, sizes) => {
    const grown = new GrowingCapture()
    for (let at = 0, nth = 0; at < all.length; nth += 1) {
      const before = [grown.all, grown.rows]
      const page = all.slice(at, at + (sizes[nth % sizes.length] ?? 1))
      grown.add(page)
      expect(before.includes(grown.all) || before.includes(grown.rows)).toBe(false)
      at += page.length
    }
    expect(grown.all).toEqual(all)
    expect(grown.rows).toEqual(learnersView(all))
    expect([...grown.byTrace]).toEqual([...Map.groupBy(all, ({ trace }) => trace)])
    expect([...grown.byId]).toEqual(all.map(one => [one.id, one]))
    expect([...grown.rowOf.values()].sort((one, other) => one.seq - other.seq)).toEqual(grown.rows)
    for (const [nth, { seq }] of all.entries()) expect(placeOf(grown.all, seq)).toBe(nth)
    expect(placeOf(grown.all, 1_000)).toBe(all.length)
  }))
})

it('has more of an exchange wherever it stands', () => {
  fc.assert(fc.property(captures, fc.nat(), (all, nth) => {
    fc.pre(all.length > 0)
    const grown = new GrowingCapture()
    grown.add(all)
    const one = all[nth % all.length]
    if (!one) return
    const more: Exchange = { ...one, responseBytes: 'TW9yZQ==' }
    grown.replace(more)
    const now = all.map(each => (each === one ? more : each))
    expect(grown.all).toEqual(now)
    expect(grown.rows).toEqual(learnersView(now))
    expect(grown.byId.get(one.id)).toBe(more)
    expect(grown.byTrace.get(one.trace)).toEqual(now.filter(({ trace }) => trace === one.trace))
  }))
})

it('is filtered to the same, as it comes', async () => {
  await fc.assert(fc.asyncProperty(captures, fc.integer({ min: 1, max: 6 }), fc.boolean(), async (all, size, isAwaited) => {
    const grown = new GrowingCapture()
    const fits = (row: Exchange, trace: readonly Exchange[]) => row.seq % 2 === 0 || trace.length > 2
    let found: readonly Exchange[] = []
    const pass = new FilterPass(grown, fits, rows => { found = rows })
    const wanted = () => grown.rows.filter(row => fits(row, grown.byTrace.get(row.trace) ?? []))
    for (let at = 0; at < all.length; at += size) {
      grown.add(all.slice(at, at + size))
      const going = pass.goOn()
      if (isAwaited) {
        await going
        expect(found).toEqual(wanted())
      }
    }
    await pass.goOn()
    await new Promise(resolve => setTimeout(resolve, 0))
    expect(found).toEqual(wanted())
  }), { numRuns: 60 })
})

it('is filtered no more when another filter takes the place', async () => {
  const grown = new GrowingCapture()
  let told = 0
  const pass = new FilterPass(grown, () => true, () => { told += 1 })
  if (model) grown.add([model])
  pass.end()
  await pass.goOn()
  expect(told).toBe(0)
})
