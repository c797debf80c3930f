// Where the eye is: the chosen exchange, how it is shown, and the evidence that is marked in it.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { ByteRange } from '../../electron/model/bytes.ts'
import type { Exchange } from '../../electron/model/exchange.ts'
import { journeyOf, sideOf, type Journey } from '../../electron/model/journey.ts'
import type { PartRef } from '../../electron/model/parts.ts'
import { flag, having, oneOf, optional, text } from '../../electron/model/shape.ts'
import type { Evidence } from '../../electron/model/verdict.ts'
import { recall, remember, useRemembered } from '../composables/useRemembered.ts'
import { useAttempt } from './attempt.ts'
import { useExchanges } from './exchanges.ts'
import { useFilter } from './filter.ts'
import { placeOf } from './growing-capture.ts'

export const LOOKS = ['pretty', 'raw', 'hex', 'why', 'notes', 'ladder', 'compare', 'charts'] as const
export type Look = (typeof LOOKS)[number]
export type Side = 'request' | 'response'
const Left = having<{ exchange?: string | undefined; look: Look; side: Side }>({ exchange: optional(text()), look: oneOf(...LOOKS), side: oneOf('request', 'response') })

export const useViewer = defineStore('viewer', () => {
  const attempt = useAttempt()
  const exchanges = useExchanges()
  const filter = useFilter()
  const chosen = ref<string>()
  const look = ref<Look>('pretty')
  const side = ref<Side>('response')
  /** The verdict whose evidence is marked, and which piece of it. */
  const marked = shallowRef<{ of: string; piece: number }>()
  /** Evidence of something else than a verdict, as long as its exchanges are looked at. */
  const held = shallowRef<readonly Evidence[]>([])
  /** Counts every wish to bring the marks into view. */
  const pointings = ref(0)

  /** The part that the eye is on; in the next exchange it is the part most like it. */
  const part = shallowRef<PartRef>()
  /** Whether the octets stand beside what is laid out, where there is room. */
  const beside = useRemembered('bytes-beside', flag, false)

  /** The participant that is looked at instead of a hop: which stop of the way. */
  const stop = ref<number>()

  const exchange = computed(() => (chosen.value === undefined ? undefined : exchanges.byId.get(chosen.value)))
  /** What stands for its request among the rows. */
  const standsFor = computed(() => exchange.value && exchanges.rowOf.get(exchange.value.trace))
  const row = computed(() => (standsFor.value ? placeOf(exchanges.rows, standsFor.value.seq) : -1))
  /** Among those that the filter shows. */
  const shownRow = computed(() => {
    const at = standsFor.value ? placeOf(filter.rows, standsFor.value.seq) : -1
    return filter.rows[at]?.trace === standsFor.value?.trace ? at : -1
  })
  const evidence = computed(() => (marked.value ? attempt.verdictOn(marked.value.of)?.evidence ?? [] : held.value))
  const against = ref<string>()
  /** What the chosen exchange is compared with: what was picked, else the other piece of evidence, else the row before. */
  const other = computed(() => {
    const picked = against.value === undefined || against.value === chosen.value ? undefined : exchanges.byId.get(against.value)
    const pair = evidence.value.find(one => one.exchange !== chosen.value)
    return picked ?? (pair && exchanges.byId.get(pair.exchange)) ?? exchanges.rows[row.value - 1] ?? exchanges.rows[row.value + 1]
  })

  /** Which requests are A and B of a comparison, by their traces: once one was kept as A, or while two are compared. */
  const letters = computed<ReadonlyMap<string, string>>(() => {
    const a = look.value === 'compare' ? other.value : against.value === undefined ? undefined : exchanges.byId.get(against.value)
    if (!a || !exchange.value) return new Map()
    return a.trace === exchange.value.trace ? new Map([[a.trace, 'A B']]) : new Map([[a.trace, 'A'], [exchange.value.trace, 'B']])
  })

  /** @returns the way of a request through the participants; undefined where there is only one. */
  function wayOf({ trace, seq }: Exchange): Journey | undefined {
    const participants = attempt.participantsAt(seq)
    return participants.length < 2 ? undefined : journeyOf(exchanges.byTrace.get(trace) ?? [], participants)
  }
  const way = computed(() => exchange.value && wayOf(exchange.value))

  /** Ranges to mark on one side of the chosen exchange. */
  function marksOn(onSide: Side): ByteRange[] {
    return evidence.value.filter(one => one.exchange === chosen.value && one.side === onSide).map(one => one.range)
  }

  /** What is to be chosen when it comes, or when all is here the newest, as long as nobody chooses something else in the place of `instead`. */
  let awaited: { readonly exchange: string | undefined; readonly instead: string | undefined; readonly lastSeq: number } | undefined

  /** Counts what a person chose to look at. */
  let glances = 0
  /** @returns whether nobody chose anything to look at since this was called */
  function holdEye(): () => boolean {
    const before = glances
    return () => before === glances
  }

  /** Shows what came. Nobody chose it: what was asked for later still takes its place. */
  function show(id: string): void {
    chosen.value = id
    marked.value = stop.value = undefined
    held.value = []
  }

  function choose(id: string): void {
    glances += 1
    show(id)
  }

  /** Looks at what a participant on the way of the chosen request changed. */
  function goToStop(nth: number): void {
    glances += 1
    stop.value = nth
  }

  /** Shows evidence, beginning with the piece that lies in `exchange`. */
  function lookAt(evidence: readonly Evidence[], exchange: string): void {
    choose(exchange)
    held.value = evidence
    side.value = evidence.find(place => place.exchange === exchange)?.side ?? 'response'
    if (look.value !== 'raw' && look.value !== 'hex' && look.value !== 'notes') look.value = 'pretty'
    pointings.value += 1
  }

  /** Opens the bytes of one side of an exchange. */
  function open(id: string, of: Side): void {
    choose(id)
    side.value = of
    look.value = 'raw'
  }

  /** Looks at what the participant changed to which the exchange leads. */
  function openStop(id: string): void {
    choose(id)
    const nth = way.value?.hops.findIndex(({ client, server }) => client?.id === id || server?.id === id) ?? -1
    if (nth >= 0) goToStop(nth)
  }

  /** Chooses B of a comparison; A stays what it is. */
  function chooseOther(id: string): void {
    against.value = other.value?.id
    choose(id)
  }

  /** The chosen exchange is A of every comparison from here on; asked again, it is not. */
  function keepAsA(): void {
    against.value = against.value === chosen.value ? undefined : chosen.value
  }

  /** Looks at a hop of the chosen request. */
  function follow(nth: number): void {
    const hop = way.value?.hops[nth]
    if (hop) choose(sideOf(hop).id)
  }

  function move(by: 1 | -1): void {
    const { rows } = filter
    const { seq } = exchange.value ?? {}
    // From an exchange that is hidden it goes to the next that is shown.
    const beside = shownRow.value >= 0 || seq === undefined ? undefined : by > 0 ? rows.find(one => one.seq > seq) : rows.findLast(one => one.seq < seq)
    const to = beside ?? rows[shownRow.value < 0 ? rows.length - 1 : Math.min(Math.max(shownRow.value + by, 0), rows.length - 1)]
    if (to) choose(to.id)
  }

  /** Two exchanges side by side; without names, the chosen one and the one that suits it. */
  function compare(pair?: readonly [string, string]): void {
    glances += 1
    if (pair) chosen.value = pair[1]
    stop.value = undefined
    against.value = pair?.[0]
    look.value = 'compare'
  }

  /** Shows a verdict's evidence; asked again, the next piece of it. */
  function point(of: string): void {
    const pieces = attempt.verdictOn(of)?.evidence ?? []
    const piece = marked.value?.of === of ? (marked.value.piece + 1) % pieces.length : 0
    const place = pieces[piece]
    if (!place || !exchanges.byId.has(place.exchange)) return
    glances += 1
    marked.value = { of, piece }
    held.value = []
    chosen.value = place.exchange
    stop.value = undefined
    side.value = place.side
    if (look.value !== 'raw' && look.value !== 'hex') look.value = 'pretty'
    part.value = undefined
    pointings.value += 1
  }

  /** To the evidence: what is marked now, else what the step's verdicts rest on, the chosen exchange first. */
  function pointNext(): void {
    const shown = attempt.verdictsOf(attempt.step).filter(verdict => verdict.evidence.length > 0)
    const here = shown.find(verdict => verdict.evidence.some(one => one.exchange === chosen.value))
    const of = marked.value?.of ?? (here ?? shown[0])?.of
    if (of !== undefined) point(of)
  }

  /** An attempt that is opened next is looked at from this exchange on. */
  function beginAt(attempt: string, exchange: string): void {
    remember(`viewer.${attempt}`, { exchange, look: 'pretty', side: 'response' })
  }

  watch(() => attempt.id, id => {
    if (id === undefined) return
    const left = recall(`viewer.${id}`, Left, { look: 'pretty', side: 'response' })
    look.value = left.look
    side.value = left.side
    marked.value = against.value = stop.value = part.value = undefined
    held.value = []
    const isHere = left.exchange !== undefined && exchanges.byId.has(left.exchange)
    chosen.value = isHere ? left.exchange : exchanges.rows.at(-1)?.id
    const lastSeq = attempt.view?.lastSeq ?? 0
    awaited = isHere || lastSeq <= (exchanges.all.at(-1)?.seq ?? 0) ? undefined : { exchange: left.exchange, instead: chosen.value, lastSeq }
  }, { immediate: true })
  watch(() => exchanges.rows, () => {
    if (awaited === undefined) return
    const isAll = (exchanges.all.at(-1)?.seq ?? 0) >= awaited.lastSeq
    const wanted = awaited.exchange !== undefined && exchanges.byId.has(awaited.exchange) ? awaited.exchange : isAll ? exchanges.rows.at(-1)?.id : undefined
    if (wanted !== undefined && chosen.value === awaited.instead) show(wanted)
    if (wanted !== undefined || isAll || chosen.value !== awaited.instead) awaited = undefined
  })
  // What arrives never takes the eye from another exchange; where there was none, there is nothing to take it from.
  watch(() => exchanges.rows.at(-1)?.id, newest => { chosen.value ??= newest })
  watch([chosen, look, side], () => {
    if (attempt.id !== undefined) remember(`viewer.${attempt.id}`, { exchange: chosen.value, look: look.value, side: side.value })
  })

  return { chosen, look, side, marked, pointings, part, beside, stop, exchange, row, shownRow, evidence, against, other, letters, way, wayOf, marksOn, beginAt, holdEye, show, choose, lookAt, open, goToStop, openStop, chooseOther, keepAsA, follow, move, compare, point, pointNext }
})
