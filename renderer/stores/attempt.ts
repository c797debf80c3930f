// The open attempt: its lab, the step the learner looks at, answers, hints and verdicts.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { AttemptView } from '../../electron/model/attempt.ts'
import { standingOf, type Control } from '../../electron/model/control.ts'
import { costOfHints } from '../../electron/model/lab.ts'
import type { AnswerValue } from '../../electron/model/question.ts'
import { tally, type Verdict } from '../../electron/model/verdict.ts'
import { useCore } from '../bridge/use-core.ts'
import { coalesce } from './coalesce.ts'
import { useExchanges } from './exchanges.ts'
import { recall, remember } from '../composables/useRemembered.ts'
import { fillBlanks } from './fill-blanks.ts'
import { useSettings } from './settings.ts'
import { Opened, sinceOpened } from './since-opened.ts'

const NO_ENTRIES: AttemptView['entries'] = []
const NO_EVENTS: AttemptView['events'] = []

export const useAttempt = defineStore('attempt', () => {
  const core = useCore()
  const exchanges = useExchanges()
  const settings = useSettings()
  const view = shallowRef<AttemptView>()
  const step = shallowRef('')
  const opened = shallowRef<Opened>({})

  const id = computed(() => view.value?.attempt.id)
  const lab = computed(() => view.value?.lab)
  const verdicts = computed(() => view.value?.verdicts ?? [])
  /** Who is asked in the place of the entry. */
  const asked = shallowRef<string>()
  /** What is being changed in the running topology, or opened again: whatever is sent meanwhile goes out after it. */
  const changing = shallowRef<Promise<unknown>>()
  /** The same list as long as the topology is: verdicts come often. */
  const entries = computed(() => view.value?.entries ?? NO_ENTRIES)
  const entry = computed(() => entries.value.find(({ participant }) => participant === asked.value) ?? entries.value[0])
  /** From the client inwards; one may answer at several addresses. */
  const participants = computed(() => [...new Set(entries.value.map(({ participant }) => participant))])
  const events = computed(() => view.value?.events ?? NO_EVENTS)
  /** @returns who was there when the exchange with this number was made. */
  function participantsAt(seq: number): readonly string[] {
    const next = events.value.find(({ afterSeq, control: { kind } }) => kind === 'redraw' && afterSeq >= seq)?.control
    return next?.kind === 'redraw' ? next.before : participants.value
  }
  const standing = computed(() => lab.value && standingOf(lab.value.controls, events.value))
  const stepView = computed(() => lab.value?.steps.find(one => one.id === step.value))
  const score = computed(() => tally(verdicts.value, costOfHints(lab.value?.steps ?? [], view.value?.hints ?? [])))

  const fill = <T>(value: T): T => fillBlanks(value, entry.value)

  function change(part: Partial<AttemptView>): void {
    if (view.value) view.value = { ...view.value, ...fill(part) }
  }

  let wishes = 0
  /** Says that another attempt is wanted from now on, whatever was wanted before and may still be on its way. @returns whether nothing else is wanted by now */
  function wish(): () => boolean {
    const mine = wishes += 1
    return () => mine === wishes
  }

  /** Shows what comes, unless something else is wanted by then. @returns whether it is shown */
  async function enter(coming: Promise<AttemptView>, isWanted = wish()): Promise<boolean> {
    const fresh = await coming
    if (isWanted()) take(fresh)
    return isWanted()
  }

  function take(fresh: AttemptView): void {
    // Who went on while it was opened again is not led back.
    const isSame = fresh.attempt.id === id.value
    if (!isSame) asked.value = undefined
    exchanges.show(fresh.attempt.id, fresh.exchanges)
    view.value = { ...fresh, ...fillBlanks({ lab: fresh.lab, hints: fresh.hints, verdicts: fresh.verdicts }, fresh.entries[0]) }
    opened.value = recall(`opened.${fresh.attempt.id}`, Opened, {})
    look(stepIn(fresh, isSame ? step.value : fresh.attempt.step))
  }

  /** Another version of the lab may have lost the step. */
  const stepIn = ({ lab: { steps } }: Pick<AttemptView, 'lab'>, wanted: string): string => (steps.some(one => one.id === wanted) ? wanted : steps[0]?.id ?? '')

  /** The lab was changed while the attempt runs: its texts and verdicts are others, the learner stays where they are. */
  const lookAgain = coalesce(async () => {
    const changed = id.value
    if (!changed) return
    retake(await core.call('attempts.look', { attempt: changed }))
  })

  /** The same attempt with another setup or another version of its lab. What was captured stays. */
  function retake(fresh: Omit<AttemptView, 'exchanges'>): void {
    if (id.value !== fresh.attempt.id || !view.value) return
    view.value = { ...view.value, ...fresh, ...fillBlanks({ lab: fresh.lab, hints: fresh.hints, verdicts: fresh.verdicts }, fresh.entries[0]) }
    look(stepIn(fresh, step.value))
  }

  function look(at: string): void {
    step.value = at
    if (!view.value || opened.value[at] !== undefined) return
    opened.value = { ...opened.value, [at]: Math.max(view.value.lastSeq, exchanges.all.at(-1)?.seq ?? 0) }
    remember(`opened.${view.value.attempt.id}`, opened.value)
  }

  /** @returns whether it is shown; false where something else was wanted before it came */
  const open = (labId: string): Promise<boolean> => enter(core.call('attempts.open', { lab: labId, ...settings.spoken }))

  /** Begins anew; what was done so far stays in the store. */
  async function restart(): Promise<void> {
    if (lab.value) await enter(core.call('attempts.restart', { lab: lab.value.id, ...settings.spoken }))
  }

  /** All that was done stays; the texts and the words of the verdicts are others. */
  async function speak(language: string): Promise<void> {
    settings.language = language
    if (lab.value) await open(lab.value.id)
  }

  async function go(to: string): Promise<void> {
    look(to)
    if (id.value) await core.call('attempts.go', { attempt: id.value, step: to })
  }

  const judge = coalesce(async () => {
    const judged = id.value
    if (!judged) return
    const fresh = await core.call('attempts.verdicts', { attempt: judged })
    if (id.value === judged) change({ verdicts: fresh })
  })

  async function answer(question: string, value: AnswerValue): Promise<void> {
    const answered = id.value
    if (!answered) return
    const fresh = await core.call('answers.give', { attempt: answered, question, value })
    if (id.value !== answered) return
    const given = { question, value, afterSeq: exchanges.all.at(-1)?.seq ?? 0, givenWallMs: Date.now() }
    change({ verdicts: fresh, answers: [...view.value?.answers.filter(one => one.question !== question) ?? [], given] })
  }

  /** @returns why it was refused, in the core's words; undefined when it was done */
  async function control(wanted: Control): Promise<string | undefined> {
    const controlled = id.value
    if (!controlled) return undefined
    try {
      const done = await core.call('topologies.control', { attempt: controlled, control: wanted })
      if (id.value === controlled) change({ events: done })
      await judge()
      return undefined
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  async function takeHint(): Promise<void> {
    const [of, taken] = [id.value, step.value]
    if (!of) return
    const hints = await core.call('hints.take', { attempt: of, step: taken })
    if (id.value === of) change({ hints: [...view.value?.hints.filter(hint => hint.step !== taken) ?? [], ...hints] })
  }

  const verdictsOf = (stepId: string): Verdict[] => verdicts.value
    .filter(verdict => verdict.step === stepId).map(verdict => sinceOpened(verdict, opened.value[stepId] ?? 0))
  const isStepMet = (stepId: string): boolean => tally(verdictsOf(stepId)).allMet
  const verdictOn = (of: string) => verdicts.value.find(verdict => verdict.of === of)
  const answerTo = (question: string) => view.value?.answers.findLast(one => one.question === question)?.value

  core.on('attempt.judged', ({ attempt }) => {
    if (attempt === id.value) void judge().catch(() => undefined)
  })
  core.on('attempt.changed', ({ attempt }) => {
    if (attempt === id.value) void lookAgain().catch(() => undefined)
  })
  core.on('attempt.noticed', ({ attempt, notice }) => {
    if (attempt === id.value) change({ notices: [...view.value?.notices ?? [], notice] })
  })
  /** What is open may have ended, or gone on elsewhere: it is opened again. */
  async function reopen(): Promise<void> {
    const { attempt, bench } = view.value ?? {}
    const again = attempt && bench ? enter(core.call('benches.open', { attempt: attempt.id })) : lab.value && open(lab.value.id)
    changing.value = again?.catch(() => undefined)
    await changing.value
  }
  core.onReopened(() => void reopen())

  return { view, id, lab, step, stepView, verdicts, asked, changing, entries, entry, participants, participantsAt, events, standing, score, fill, wish, enter, take, retake, open, reopen, restart, speak, go, judge, answer, control, takeHint, verdictsOf, verdictOn, isStepMet, answerTo }
})
