// The ordinary grader's verdicts on what a result carries.
import type { Told } from '../../model/attempt-log.ts'
import { fillSeeds } from '../../model/blanks.ts'
import type { Exchange, ExchangeRecord } from '../../model/exchange.ts'
import type { Lab } from '../../model/lab.ts'
import type { Verdict } from '../../model/verdict.ts'
import { atOnce, type Steps } from '../turns/in-turns.ts'
import { judge } from '../grader/judge.ts'
import { readExchange } from '../recorder/read-exchange.ts'

/** @returns the verdicts. @param told what was answered and done, from the log @param seed the attempt's id */
export function regrade(lab: Lab, seed: string, records: readonly ExchangeRecord[], told: Pick<Told, 'answers' | 'events'>): Verdict[] {
  return atOnce(regrading(lab, seed, records, told))
}

/** `regrade`, in steps: reading the exchanges takes longer than judging them. */
export function* regrading(lab: Lab, seed: string, records: readonly ExchangeRecord[], { answers, events }: Pick<Told, 'answers' | 'events'>): Steps<Verdict[]> {
  const exchanges: Exchange[] = []
  for (const record of records) {
    exchanges.push(readExchange(record))
    yield
  }
  return judge(fillSeeds(lab, seed), exchanges, answers, events)
}

/** What a lab gives for something, whatever came of it. */
type Asked = Pick<Verdict, 'kind' | 'step' | 'points' | 'optional' | 'weight'>

/** @returns whether the two count for the same. */
export function isAskedAlike(one: Asked, other: Asked | undefined): boolean {
  return one.kind === other?.kind && one.step === other.step && one.points === other.points && one.optional === other.optional && one.weight === other.weight
}

/** @returns whether the two say the same: the words may be others. */
export function isSameVerdict(one: Pick<Verdict, 'outcome' | 'earned'> | undefined, other: Pick<Verdict, 'outcome' | 'earned'> | undefined): boolean {
  return one?.outcome === other?.outcome && one?.earned === other?.earned
}
