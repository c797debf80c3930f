// Whose exchanges follow one another: one side of one connection, with what was written last of it.
import type { ExchangeRecord } from '../../model/exchange.ts'
import type { Ruling } from '../../model/decision.ts'

/** Bytes that stand in the present segment already. */
export interface Written { readonly number: number; readonly start: number; readonly length: number }

/** What can differ from one exchange of a connection to the next, besides its bytes and times. */
export type Fate = Omit<ExchangeRecord, 'seq' | 'trace' | 'hop' | 'side' | 'source' | 'connection' | 'timing' | 'request' | 'response'>

export class Link {
  /** The link as the segment keeps it. */
  readonly text: string
  /** Trace of an exchange that nothing else caused, without its number on the connection. */
  readonly trace: string
  /** 0 until it stands in the present segment. */
  number = 0
  fate: Fate | undefined
  fateNumber = 0
  /** The target of its last ruling. */
  target: string | undefined
  targetNumber = 0
  request: Written | undefined
  response: Written | undefined

  constructor({ hop, side, source, connection }: Pick<ExchangeRecord, 'hop' | 'side' | 'source'> & { readonly connection: Omit<ExchangeRecord['connection'], 'nth'> }) {
    this.text = JSON.stringify({ hop, side, source, connection })
    this.trace = connection.id
  }

  /** Another segment begins: nothing of it stands there. */
  forget(): void {
    this.number = 0
    this.fate = undefined
    this.target = undefined
    this.request = undefined
    this.response = undefined
  }
}

/** @returns whether the two are written the same, targets left out; false when that cannot be told quickly. */
export function isSameFate(one: Fate, other: Fate): boolean {
  return one.ending === other.ending && isBare(one) && isBare(other) && isSameRuling(one.ruling, other.ruling)
}

/** Nothing but an ending and a ruling, as nearly every exchange. */
function isBare(fate: Fate): boolean {
  for (const name in fate) if (name !== 'ending' && name !== 'ruling') return false
  return true
}

function isSameRuling(one: Ruling | undefined, other: Ruling | undefined): boolean {
  if (one === other) return true
  if (!one || !other) return false
  if (one.status !== other.status || one.check !== other.check || one.passed !== other.passed || one.section !== other.section) return false
  if (one.method !== other.method || one.because.id !== other.because.id) return false
  const [values, others] = [one.because.values, other.because.values]
  for (const name in values) if (values[name] !== others[name]) return false
  for (const name in others) if (!(name in values)) return false
  return true
}
