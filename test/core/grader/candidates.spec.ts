import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { candidatesIn, firstMet, partOf } from '../../../electron/core/grader/candidates.ts'
import { missesOf, probeOf } from '../../../electron/core/grader/condition.ts'
import { Gathered } from '../../../electron/core/grader/gathered.ts'
import type { Reading } from '../../../electron/core/grader/reading.ts'
import { Condition } from '../../../electron/model/condition.ts'
import { capture } from '../../support/transcript.ts'
import { condition, transcript } from './arbitraries.ts'
import { labOf } from './judging.ts'

/** Paths that are none are told in their place; here they would only say that nothing can be said. */
const judgeable = condition.filter(wanted => !JSON.stringify(wanted).includes('$.[')).map(wanted => Condition.parse(wanted))
/** Long enough that not each is looked at. */
const long = transcript.filter(texts => texts.length > 0).chain(texts => fc.array(fc.constantFrom(...texts), { minLength: 65, maxLength: 120 }))
const gathered = (texts: readonly string[]) => new Gathered(labOf({}).scenario, capture(texts.join('\n\n')), [])
/** Without a column, an index or anything else that is kept. */
const isMetAlone = (wanted: Condition) => (reading: Reading) => missesOf(wanted, reading).length === 0
const seqs = (readings: readonly Reading[]) => readings.map(({ exchange }) => exchange.seq)

test('what is counted once for each value is counted as if each exchange were looked at', () => {
  fc.assert(fc.property(judgeable, transcript, (wanted, texts) => {
    const probe = probeOf(wanted)
    for (const reading of gathered(texts).learners) expect(probe.missCount(reading, Infinity)).toBe(missesOf(wanted, reading).length)
  }), { numRuns: 1_000 })
})

test('all that meet a condition are among its candidates, in their order', () => {
  fc.assert(fc.property(fc.array(judgeable, { minLength: 1, maxLength: 2 }), long, fc.nat(40), (wanted, texts, start) => {
    const { learners } = gathered(texts)
    for (const readings of [learners, partOf(learners, start, 110)]) {
      const probes = wanted.map(probeOf)
      const met = candidatesIn(readings, ...probes).filter(reading => probes.every(probe => probe.isMet(reading)))
      expect(seqs(met)).toEqual(seqs(readings.filter(reading => wanted.every(one => isMetAlone(one)(reading)))))
    }
  }), { numRuns: 300 })
})

test('the first that meets a condition is the first of all', () => {
  fc.assert(fc.property(judgeable, long, fc.integer({ min: -1, max: 119 }), (wanted, texts, after) => {
    const { learners } = gathered(texts)
    expect(firstMet(learners, probeOf(wanted), after)).toBe(learners.find(reading => reading.nth > after && isMetAlone(wanted)(reading)))
  }), { numRuns: 300 })
})

test('where few have what is asked for, only those are looked at', () => {
  const wanted = (input: z.input<typeof Condition>) => probeOf(Condition.parse(input))
  const { learners } = gathered(Array.from({ length: 200 }, (_, nth) => `> ${nth % 50 === 0 ? 'BREW' : 'GET'} /${nth} HTTP/1.1\n>\n< HTTP/1.1 200 OK\n< A: ${nth % 100 === 0 ? 'x' : 'y'}\n<`))
  expect(seqs(candidatesIn(learners, wanted({ method: 'BREW' })))).toEqual([1, 51, 101, 151])
  expect(seqs(candidatesIn(learners, wanted({ method: 'BREW' }), wanted({ fields: { A: { equals: 'x' } } })))).toEqual([1, 101])
  expect(candidatesIn(learners, wanted({ status: 501 }))).toEqual([])
  // Each has another target, so that to judge each target would be to look at each exchange.
  expect(candidatesIn(learners, wanted({ target: '/7' }))).toBe(learners)
})
