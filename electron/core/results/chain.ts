// The chain of a log in short: of two it is told whether one goes on where the other stands, without either of them at hand.
import { hashOfLine } from '../store/attempt-log.ts'

/** So many octets of a hash tell two lines apart; whoever makes two alike gains that their own fork is not told. */
const SHORT = 8

/** @returns the beginnings of the hashes of its lines, in their order. */
export function chainOf(lines: readonly string[]): Uint8Array {
  // Copied: what Node concatenates lies in a pool, all of which a chain of a few lines would keep for as long as it is kept.
  return new Uint8Array(Buffer.concat(lines.map(line => Buffer.from(hashOfLine(line).slice(0, 2 * SHORT), 'hex'))))
}

/** A line holds the hash of the one before it, so that after the first that differs none is the same. @returns how many lines two logs begin with both */
export function linesInCommon(one: Uint8Array, other: Uint8Array): number {
  const end = Math.min(one.length, other.length)
  let at = 0
  while (at < end && one[at] === other[at]) at += 1
  return Math.floor(at / SHORT)
}

/** What of many logs was told: entries that two of them begin with are told once. */
export class ToldChains {
  readonly #chains = new Map<string, Uint8Array[]>()

  /** @returns how many of a log's lines are in one that was told */
  linesOf(of: string, lines: readonly string[]): number {
    const chain = chainOf(lines)
    return Math.max(0, ...(this.#chains.get(of) ?? []).map(one => linesInCommon(one, chain)))
  }

  add(of: string, lines: readonly string[]): void {
    const chain = chainOf(lines)
    const others = (this.#chains.get(of) ?? []).filter(one => linesInCommon(one, chain) * SHORT < one.length)
    this.#chains.set(of, [...others, chain])
  }
}
