// The capture as far as it has come: every exchange of the open attempt, in the order of saving.
import { defineStore } from 'pinia'
import { shallowRef, toRef, triggerRef } from 'vue'
import { fromBase64, toBase64 } from '../../electron/model/bytes.ts'
import type { Exchange } from '../../electron/model/exchange.ts'
import { useCore } from '../bridge/use-core.ts'
import { coalesce } from './coalesce.ts'
import { GrowingCapture } from './growing-capture.ts'

/** So many at a time are read without holding up whoever scrolls or types. */
const PAGE = 200
/** How much of one side a page looks at; the whole is in the exported capture. */
export const MOST_OCTETS = 1_048_576

export const useExchanges = defineStore('exchanges', () => {
  const core = useCore()
  const attempt = shallowRef<string>()
  /** Another one for another attempt; it grows in its place, and says so. */
  const capture = shallowRef(new GrowingCapture())
  const all = toRef(() => capture.value.all)
  /** One row for each request of the learner. */
  const rows = toRef(() => capture.value.rows)
  /** Everything that one request caused, by its trace. */
  const byTrace = toRef(() => capture.value.byTrace)
  const rowOf = toRef(() => capture.value.rowOf)
  const byId = toRef(() => capture.value.byId)

  /** Numbers above this came while the learner was looking, and may slide in. */
  const shownUpTo = shallowRef(0)

  function show(id: string, exchanges: readonly Exchange[]): void {
    attempt.value = id
    capture.value = new GrowingCapture()
    capture.value.add(exchanges)
    shownUpTo.value = exchanges.at(-1)?.seq ?? 0
    // An attempt opens with the first of them; of a long one the rest follows, though nothing new is saved.
    if (exchanges.length >= PAGE) void catchUp().catch(() => undefined)
  }

  const catchUp = coalesce(async () => {
    for (;;) {
      const [id, into] = [attempt.value, capture.value]
      if (id === undefined) return
      const page = await core.call('exchanges.list', { attempt: id, afterSeq: into.all.at(-1)?.seq ?? 0, limit: PAGE })
      if (capture.value !== into) continue
      if (page.length > 0) {
        into.add(page)
        triggerRef(capture)
      }
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
    if (attempt.value !== id) return
    capture.value.replace({ ...byId.value.get(exchange.id) ?? exchange, [key]: toBase64(whole) })
    triggerRef(capture)
  }

  return { attempt, capture, all, rows, byId, byTrace, rowOf, shownUpTo, show, catchUp, otherSideOf, decisionOf, loadMore }
})
