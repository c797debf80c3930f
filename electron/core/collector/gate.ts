// Who may send how much: by address and by learner, with bounded memory however many come.
import { isIPv6 } from 'node:net'
import { groupsOf } from '../../model/join-code.ts'
import { openRate, type Rate } from '../../model/rate.ts'

/** A whole room may stand behind one address. */
const OF_ADDRESS = { burst: 2_000, perSecond: 50 } as const
/** Who comes back to a machine that was out of reach has a result for each lab. */
const OF_LEARNER = { burst: 60, perSecond: 0.5 } as const
const MOST_KNOWN = 10_000

export interface GateLimits { readonly address?: Limit; readonly learner?: Limit }
interface Limit { readonly burst: number; readonly perSecond: number }

export class Gate {
  readonly #addresses: Rates
  readonly #learners: Rates

  constructor({ address = OF_ADDRESS, learner = OF_LEARNER }: GateLimits = {}) {
    this.#addresses = new Rates(address)
    this.#learners = new Rates(learner)
  }

  /** @returns undefined when it may pass, else after how many seconds it may try again */
  ofAddress(address: string): number | undefined {
    return this.#addresses.take(networkOf(address))
  }

  ofLearner(key: string): number | undefined {
    return this.#learners.take(key)
  }
}

/** Whoever has one IPv6 address has all 2⁶⁴ of its subnet (RFC 4291 §2.5.1), and would begin anew with each. */
function networkOf(address: string): string {
  return isIPv6(address) ? groupsOf(address).slice(0, 4).join(':') : address
}

class Rates {
  readonly #limit: Limit
  readonly #rates = new Map<string, Rate>()

  constructor(limit: Limit) {
    this.#limit = limit
  }

  take(of: string): number | undefined {
    const rate = this.#rates.get(of) ?? openRate(this.#limit.burst, this.#limit.perSecond)
    // The one that was away longest is forgotten first.
    this.#rates.delete(of)
    this.#rates.set(of, rate)
    const [oldest] = this.#rates.keys()
    if (this.#rates.size > MOST_KNOWN && oldest !== undefined) this.#rates.delete(oldest)
    return rate.take() ? undefined : Math.max(1, Math.ceil(1 / this.#limit.perSecond))
  }
}
