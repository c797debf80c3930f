// What an attempt at a lab begins with: the capture that its author recorded.
import type { ExchangeRecord } from '../../model/exchange.ts'
import type { Lab } from '../../model/lab.ts'
import { toRecord } from './capture-file.ts'

/** @returns the recorded exchanges, numbered from 1; none for most labs. */
export function recordedIn({ recorded = [] }: Pick<Lab, 'recorded'>): ExchangeRecord[] {
  return recorded.map(toRecord)
}
