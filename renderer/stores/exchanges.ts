// The capture as far as it has come: every exchange of the open attempt, in the order of saving.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { fromBase64, toBase64 } from '../../electron/model/bytes.ts'
import { learnersView, type Exchange } from '../../electron/model/exchange.ts'
import { useCore } from '../bridge/use-core.ts'
import { coalesce } from './coalesce.ts'

const PAGE = 500
/** How much of one side a page looks at; the whole is in the exported capture. */
export const MOST_OCTETS = 1_048_576

export const useExchanges = defineStore('exchanges', () => {
  const core = useCore()
  const attempt = shallowRef<string>()
  const all = shallowRef<readonly Exchange[]>([])
  /** One row for each request of the learner. */
  const rows = computed(() => learnersView(all.value))
  /** Everything that one request caused, by its trace. */
  const byTrace = computed(() => Map.groupBy(all.value, ({ trace }) => trace))
  const byId = computed(() => new Map(all.value.map(exchange => [exchange.id, exchange])))

  /** Numbers above this came while the learner was looking, and may slide in. */
  const shownUpTo = shallowRef(0)

  function show(id: string, exchanges: readonly Exchange[]): void {
    attempt.value = id
    all.value = exchanges
    shownUpTo.value = exchanges.at(-1)?.seq ?? 0
    // An attempt opens with its first thousand; of a long one the rest follows, though nothing new is saved.
    if (exchanges.length >= PAGE) void catchUp().catch(() => undefined)
  }

  const catchUp = coalesce(async () => {
    for (;;) {
      const id = attempt.value
      if (id === undefined) return
      const page = await core.call('exchanges.list', { attempt: id, afterSeq: all.value.at(-1)?.seq ?? 0, limit: PAGE })
      if (attempt.value !== id) return
      if (page.length > 0) all.value = [...all.value, ...page]
      if (page.length < PAGE) return
    }
  })

  core.on('exchanges.saved', saved => {
    if (saved.attempt === attempt.value && saved.upToSeq > (all.value.at(-1)?.seq ?? 0)) void catchUp().catch(() => undefined)
  })

  /** The same request on the same hop as the other side saw it. */
  function otherSideOf({ trace, side, connection }: Exchange): Exchange | undefined {
    return byTrace.value.get(trace)?.find(one => one.side !== side && one.connection.id === connection.id && one.connection.nth === connection.nth)
  }

  /** The server's side holds its decision. */
  function decisionOf(exchange: Exchange) {
    return exchange.decision ?? otherSideOf(exchange)?.decision
  }

  /** Fetches what a big body has beyond the first octets. */
  async function loadMore(exchange: Exchange, side: 'request' | 'response'): Promise<void> {
    const id = attempt.value
    if (id === undefined) return
    const key = side === 'request' ? 'requestBytes' : 'responseBytes'
    const start = fromBase64(exchange[key])
    const { bytes } = await core.call('exchanges.bytes', { attempt: id, exchange: exchange.id, side, range: { start: start.length, end: MOST_OCTETS } })
    const more = fromBase64(bytes)
    const whole = new Uint8Array(start.length + more.length)
    whole.set(start)
    whole.set(more, start.length)
    all.value = all.value.map(one => (one.id === exchange.id ? { ...one, [key]: toBase64(whole) } : one))
  }

  return { attempt, all, rows, byId, byTrace, shownUpTo, show, catchUp, otherSideOf, decisionOf, loadMore }
})
