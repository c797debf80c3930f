// Each of several methods, sent to each of several targets: a learner's own capability matrix.
import { declaredAnswer } from '../../model/capability.ts'
import type { ExpectationOf } from '../../model/expectation.ts'
import { phrase } from '../../model/phrase.ts'
import { candidatesIn } from './candidates.ts'
import { feedbackOn, probeOf, missesOf } from './condition.ts'
import { at, once, startOf } from './evidence.ts'
import { notYet, type Finding } from './finding.ts'
import type { Miss } from './matchers/matcher.ts'
import type { Reading } from './reading.ts'

type CoverageExpectation = ExpectationOf<'coverage'>
/** One method at one target: the first exchange that does, and the latest that does not. */
interface Cell { readonly name: string; probed?: Reading; failed?: Reading }

/** Named in a sentence; the others are counted. */
const SHOWN = 5

/** @returns whether every cell was probed, and answered as is asked. */
export function judgeCoverage(expectation: CoverageExpectation, readings: readonly Reading[]): Finding {
  const { asDeclared, feedback } = expectation
  const expect = probeOf(expectation.expect)
  const targets = [...new Set(expectation.targets)].map(target => ({ target, ofTarget: probeOf({ target }) }))
  const all = [...new Set(expectation.methods)].flatMap(method => {
    const ofMethod = probeOf({ method })
    return targets.map(({ target, ofTarget }): Cell => {
      const cell: Cell = { name: `${method} ${target}` }
      for (const reading of candidatesIn(readings, ofMethod, ofTarget)) {
        if (!ofMethod.isMet(reading) || !ofTarget.isMet(reading)) continue
        const isProbed = expect.isMet(reading) && reading.final !== undefined && (!asDeclared || missOfDeclared(expectation, reading).length === 0)
        cell[isProbed ? 'probed' : 'failed'] = reading
        if (isProbed) break
      }
      return cell
    })
  })
  const probed = all.flatMap(cell => cell.probed ?? [])
  const seen = phrase('verdict.coverage', { count: probed.length, wanted: all.length })
  const evidence = once(probed.map(reading => startOf(reading, 'request')))
  if (probed.length === all.length) return { outcome: 'met', seen, evidence }
  const failed = all.flatMap(cell => cell.probed ? [] : cell.failed ?? []).sort((one, other) => one.exchange.seq - other.exchange.seq).at(-1)
  if (failed) {
    const [first] = [...asDeclared ? missOfDeclared(expectation, failed) : [], ...missesOf(expectation.expect, failed)]
    const told = first?.() ?? { seen: phrase('verdict.no-status'), expected: phrase('verdict.answer'), evidence: [startOf(failed, 'request')] }
    return { outcome: 'missed', seen: told.seen, expected: told.expected, ...feedbackOn(feedback, [failed]), evidence: [...told.evidence] }
  }
  if (probed.length === 0) return notYet(phrase('verdict.nothing-yet'))
  const missing = all.filter(cell => !cell.probed).map(({ name }) => name)
  const names = missing.length > SHOWN ? `${missing.slice(0, SHOWN).join(', ')}, …` : missing.join(', ')
  return { ...notYet(seen, evidence), expected: phrase('verdict.coverage-left', { cells: names }) }
}

/** What follows from the two tables: 501 for a method that is implemented nowhere, 404 where nothing is, 405 where it is not taken. */
function missOfDeclared({ at: place }: CoverageExpectation, reading: Reading): Miss[] {
  const { bench, exchange: { request }, final } = reading
  const origin = bench.origins.find(({ name }) => name === place || name === reading.answerer) ?? bench.origins[0]
  if (!origin || !request) return []
  const declared = declaredAnswer(origin, request.method, request.target)
  const isSo = typeof declared === 'number' ? final?.status === declared : final !== undefined && !declared.not.includes(final.status)
  if (isSo) return []
  return [() => ({
    seen: final ? phrase('verdict.status', { status: final.status }) : phrase('verdict.no-status'),
    expected: typeof declared === 'number' ? phrase('verdict.status', { status: declared }) : phrase('verdict.taken'),
    evidence: [final ? at(reading, 'response', final.statusRange) : startOf(reading, 'response')],
  })]
}
