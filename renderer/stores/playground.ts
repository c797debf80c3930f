// The topology as it is drawn: each change is tried on the running one at once; what does not fit stays drawn, and runs when it is mended.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { MOST_TOPOLOGY_OCTETS, type DrawingFault, type PlaygroundSetup } from '../../electron/model/bench.ts'
import type { Cell } from '../../electron/model/capability.ts'
import type { Phrase } from '../../electron/model/phrase.ts'
import { changesInScenario } from '../../electron/model/scenario-changes.ts'
import type { Handler, Participant, Scenario } from '../../electron/model/scenario.ts'
import { text } from '../../electron/model/shape.ts'
import { recall, remember } from '../composables/useRemembered.ts'
import { useCore } from '../bridge/use-core.ts'
import { useAttempt } from './attempt.ts'
import { coalesce } from './coalesce.ts'

/** As it is drawn, whether it fits or not. */
export interface Drawn { readonly title: string; readonly scenario: Scenario; readonly source?: string }

const MOST_STEPS = 100

export const usePlayground = defineStore('playground', () => {
  const core = useCore()
  const attempt = useAttempt()
  const drawn = shallowRef<Drawn>()
  const faults = shallowRef<readonly DrawingFault[]>([])
  /** What the last change made other, in sentences. */
  const says = shallowRef<readonly Phrase[]>([])
  /** A fault on the way to the core, in the core's words. */
  const fault = shallowRef<string>()
  const past = shallowRef<readonly Drawn[]>([])
  const future = shallowRef<readonly Drawn[]>([])
  /** Which participant is looked at. */
  const at = ref(0)
  const cell = shallowRef<Cell>()
  /** A text that could not be read so far. */
  const unread = ref<string>()
  /** Handlers that were taken away, so that who flips back finds them again. */
  let shelved: Record<string, Handler> = {}

  const setup = computed(() => (attempt.view?.bench?.kind === 'playground' ? attempt.view.bench : undefined))
  const participants = computed((): readonly Participant[] => drawn.value?.scenario.participants ?? [])
  const chosen = computed(() => participants.value[at.value])

  function look({ title, scenario, source }: PlaygroundSetup): void {
    drawn.value = { title, scenario, ...(source !== undefined && { source }) }
  }

  watch(() => attempt.id, () => {
    if (!setup.value) return
    look(setup.value)
    faults.value = past.value = future.value = says.value = []
    at.value = 0
    cell.value = fault.value = undefined
    unread.value = recall(`topology-text.${attempt.id}`, text(), '') || undefined
    shelved = {}
  }, { immediate: true })

  watch(unread, now => { if (attempt.id !== undefined) remember(`topology-text.${attempt.id}`, now ?? '') })

  const apply = coalesce(async () => {
    const [id, wanted, before] = [attempt.id, drawn.value, setup.value]
    if (id === undefined || !wanted || !before) return
    try {
      const { standing, faults: found } = await core.call('benches.change', { attempt: id, drawing: wanted })
      if (attempt.id !== id) return
      fault.value = undefined
      faults.value = found
      if (!standing) return
      attempt.retake(standing)
      if (attempt.asked !== undefined && !attempt.participants.includes(attempt.asked)) attempt.asked = undefined
      if (setup.value) says.value = changesInScenario(before.scenario, setup.value.scenario)
    } catch (error) {
      fault.value = error instanceof Error ? error.message : String(error)
    }
  })

  async function draw(to: Drawn): Promise<void> {
    if (drawn.value) past.value = [...past.value, drawn.value].slice(-MOST_STEPS)
    future.value = []
    await go(to)
  }

  async function go(to: Drawn): Promise<void> {
    drawn.value = to
    at.value = Math.min(at.value, Math.max(to.scenario.participants.length - 1, 0))
    attempt.changing = apply()
    await attempt.changing
  }

  /** Changes a copy of what is drawn. @param change may answer which participant to look at then */
  async function edit(change: (scenario: Scenario) => number | void): Promise<void> {
    if (!drawn.value) return
    const scenario = structuredClone(drawn.value.scenario)
    const look = change(scenario)
    if (typeof look === 'number') at.value = look
    await draw({ ...drawn.value, scenario })
  }

  /** Changes the participant that is looked at. */
  const editChosen = (change: (participant: Participant) => void): Promise<void> => edit(({ participants: all }) => {
    const participant = all[at.value]
    if (participant) change(participant)
  })

  const retitle = async (title: string): Promise<void> => { if (drawn.value) await draw({ ...drawn.value, title }) }

  function step(from: typeof past, to: typeof past): void {
    const [last, now] = [from.value.at(-1), drawn.value]
    if (!last || !now) return
    from.value = from.value.slice(0, -1)
    to.value = [...to.value, now]
    void go(last)
  }

  /** Takes a method away from a resource, or gives it back with the handler that it had. */
  const flip = (target: string, method: string): Promise<void> => editChosen(participant => {
    const resource = participant.role === 'origin' ? participant.resources[target] : undefined
    if (!resource) return
    const key = `${participant.name} ${target} ${method}`
    const handler = resource[method]
    if (handler) {
      shelved[key] = handler
      delete resource[method]
    } else resource[method] = shelved[key] ?? { kind: 'reply', status: 200, fields: {}, delayMs: 0 }
  })

  /** Whether the server has any code for the method. */
  const flipImplemented = (method: string): Promise<void> => editChosen(participant => {
    if (participant.role !== 'origin') return
    participant.implements = participant.implements.includes(method) ? participant.implements.filter(one => one !== method) : [...participant.implements, method]
  })

  /** Reads a text in the place of the drawing. @returns what is wrong with it */
  async function read(text: string, name: string) {
    const { setup: found, problems } = await core.call('benches.read-topology', { name, text: text.slice(0, MOST_TOPOLOGY_OCTETS + 1) })
    unread.value = found ? undefined : text
    if (found) await draw({ title: found.title, scenario: found.scenario, source: text })
    return problems
  }

  /** @returns what runs, as a file. */
  const written = async () => (setup.value ? await core.call('benches.write-topology', { setup: setup.value }) : undefined)

  /** @returns the faults at a place below the participant that is looked at. @param isWhole only those of the place itself */
  const faultsAt = (...path: readonly (string | number)[]): DrawingFault[] => {
    const whole = ['scenario', 'participants', at.value, ...path]
    return faults.value.filter(({ path: found }) => found.length === whole.length && whole.every((part, nth) => part === found[nth]))
  }

  return {
    drawn, faults, fault, says, past, future, at, cell, unread, setup, participants, chosen, edit, editChosen, retitle, flip, flipImplemented, read, written, faultsAt,
    undo: () => step(past, future), redo: () => step(future, past),
  }
})
