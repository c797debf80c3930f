// What the inspector says of all that was captured, in short: how often each rule speaks, the gravest of each request, and of which exchanges somebody asks.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Exchange } from '../../electron/model/exchange.ts'
import type { Severity } from '../../electron/model/inspection.ts'
import { graver, markOf, type NotedExchanges, type NotesSummary, type NoteWord } from '../../electron/model/notes.ts'
import { useCore } from '../bridge/use-core.ts'
import { useAttempt } from './attempt.ts'
import { coalesce } from './coalesce.ts'
import { useExchanges } from './exchanges.ts'

/** While exchanges pour in, the core is asked at most this often, and never for more than a tenth of the time. */
const ASK_EVERY_MS = 500
const NOTHING: NotesSummary = { upToSeq: 0, marks: '', groups: [] }
const NOWHERE: NotedExchanges = { upToSeq: 0, marks: {} }

export const useNoted = defineStore('noted', () => {
  const core = useCore()
  const attempt = useAttempt()
  const exchanges = useExchanges()
  const summary = shallowRef(NOTHING)
  /** The rules and severities that the filter asks for. */
  const wanted = shallowRef<readonly NoteWord[]>([])
  const where = shallowRef(NOWHERE)

  const ask = coalesce(async () => {
    const id = attempt.id
    if (id === undefined) return
    const startMs = performance.now()
    const answer = await core.call('notes.summary', { attempt: id })
    if (attempt.id !== id) return
    summary.value = answer
    await new Promise(resolve => setTimeout(resolve, Math.max(ASK_EVERY_MS, 9 * (performance.now() - startMs))))
  })

  const askWhere = coalesce(async () => {
    const [id, words] = [attempt.id, wanted.value]
    if (id === undefined || words.length === 0) return
    const answer = await core.call('notes.where', { attempt: id, words: [...words] })
    if (attempt.id === id) where.value = answer
  })

  /** The gravest that is said of a request, on whichever hop. */
  function markOn({ trace }: Exchange): Severity | undefined {
    return (exchanges.byTrace.get(trace) ?? []).map(({ seq }) => markOf(summary.value, seq)).reduce(graver, undefined)
  }

  const knows = (word: NoteWord): boolean => where.value.marks[word] !== undefined
  /** Another function whenever more is known. */
  const isNoted = computed(() => {
    const { marks } = where.value
    return ({ seq }: Exchange, word: NoteWord): boolean => marks[word]?.[seq - 1] === 'x'
  })

  // What cannot be told now is told with the next exchange, or when the page is opened again.
  watch(() => [attempt.id, exchanges.all.at(-1)?.seq], ([id], before) => {
    if (id !== before?.[0]) [summary.value, where.value] = [NOTHING, NOWHERE]
    void ask().catch(() => undefined)
  }, { immediate: true })
  watch([wanted, summary], () => void askWhere().catch(() => undefined))

  return { summary, wanted, markOn, knows, isNoted }
})
