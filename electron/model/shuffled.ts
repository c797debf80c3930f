// An order that looks like none, and is the same for the same seed.
import { randomFrom } from './random.ts'

/** @returns the items in another order than the given one, if there are two at least. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const random = randomFrom(seed)
  const order = [...items]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [one, two] = [order[last], order[other]]
    if (one === undefined || two === undefined) continue
    order[last] = two
    order[other] = one
  }
  return order.every((item, nth) => item === items[nth]) ? [...order.slice(1), ...order.slice(0, 1)] : order
}
