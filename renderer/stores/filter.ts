// Which of the captured exchanges are shown. A long capture is looked through in turns, so that the page stays at hand while somebody types.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Exchange } from '../../electron/model/exchange.ts'
import type { Filter } from '../../electron/model/filter/filter.ts'
import type { Surroundings } from '../../electron/model/filter/read-test.ts'
import { journeyOf } from '../../electron/model/journey.ts'
import { useAttempt } from './attempt.ts'
import { useExchanges } from './exchanges.ts'
import { FilterPass } from './filter-pass.ts'
import { placeOf } from './growing-capture.ts'
import { useNoted } from './noted.ts'

/** What thousands more would add to the suggestions is not seen. */
const SUGGESTED_FROM = 2_000

export const useFilter = defineStore('filter', () => {
  const attempt = useAttempt()
  const exchanges = useExchanges()
  const noted = useNoted()
  const text = ref('')
  /** How filters are read, from when there is a field to write one. */
  const reading = shallowRef<Awaited<ReturnType<typeof fetchReading>>>()
  const filter = computed(() => reading.value?.readFilter(text.value) ?? NONE)
  const isEmpty = (one: Filter) => reading.value?.isEmptyFilter(one) ?? true
  const isSet = computed(() => !isEmpty(filter.value))
  const found = shallowRef<readonly Exchange[]>([])
  /** The requests that are shown; while a filter is being applied, those that were shown before. */
  const rows = computed(() => (isSet.value ? found.value : exchanges.rows))
  const roles = computed(() => new Map(attempt.entries.map(({ participant, role }) => [participant, role] as const)))
  const around = computed<Surroundings>(() => ({
    participants: roles.value,
    wayOf: ({ trace }) => (roles.value.size < 2 ? undefined : journeyOf(exchanges.byTrace.get(trace) ?? [], attempt.participants)),
    // What is said of exchanges changes while they come; only who asks for it is to hear of that.
    isNoted: filter.value.notes.length === 0 ? () => false : noted.isNoted,
  }))
  /** What the filter asks of the inspector is known. */
  const isKnown = computed(() => filter.value.notes.every(word => noted.knows(word)))
  /** What had come when the filter was written. */
  const writtenAt = ref(0)
  const hiddenSince = computed(() => (!isSet.value ? 0 : countAfter(exchanges.rows, writtenAt.value) - countAfter(rows.value, writtenAt.value)))

  let pass: FilterPass | undefined
  function begin(): void {
    pass?.end()
    const [wanted, here, fits] = [filter.value, around.value, reading.value?.isShown]
    pass = isSet.value && isKnown.value ? new FilterPass(exchanges.capture, (row, trace) => fits?.(wanted, row, trace, here) ?? true, rows => { found.value = rows }) : undefined
    void pass?.goOn()
  }

  watch([filter, around], ([now], [before]) => {
    if (isEmpty(before)) found.value = exchanges.rows
    if (now !== before) writtenAt.value = exchanges.rows.at(-1)?.seq ?? 0
  }, { flush: 'sync' })
  watch([filter, around, isKnown, () => exchanges.byTrace], begin)
  watch(() => exchanges.rows, () => void pass?.goOn())
  watch(() => filter.value.notes, words => { noted.wanted = words })
  watch(() => attempt.id, () => { text.value = '' })

  /** @returns words to go on with at the caret, and which part of the text they take the place of. */
  function suggest(caret: number) {
    if (!reading.value) return { at: { start: caret, end: caret }, words: [] }
    const { beingWritten, wordsFor } = reading.value
    const written = beingWritten(text.value, caret)
    return { at: written.at, words: wordsFor(written, written.key === 'hop' || written.key === 'answered' ? exchanges.all.slice(-SUGGESTED_FROM) : exchanges.rows.slice(-SUGGESTED_FROM), roles.value, noted.summary.groups.map(({ rule }) => rule)) }
  }

  async function prepare(): Promise<void> {
    // An app that is just going down is there again in a moment, and the field asks again.
    reading.value ??= await fetchReading().catch(() => undefined)
  }

  return { text, filter, isSet, rows, hiddenSince, suggest, prepare }
})

const NONE: Filter = { wanted: [], unwanted: [], hops: [], unwantedHops: [], notes: [], faults: [] }
async function fetchReading() {
  const [{ readFilter, isEmptyFilter, isShown }, { beingWritten, wordsFor }] = await Promise.all([import('../../electron/model/filter/filter.ts'), import('../../electron/model/filter/filter-values.ts')])
  return { readFilter, isEmptyFilter, isShown, beingWritten, wordsFor }
}

/** Rows are in the order of their numbers. */
function countAfter(rows: readonly Exchange[], seq: number): number {
  return rows.length - placeOf(rows, seq + 1)
}
