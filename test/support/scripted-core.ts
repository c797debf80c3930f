// A core that says what a test tells it to, over a real pair of ports.
import { createPinia, setActivePinia } from 'pinia'
import { createApp, type App } from 'vue'
import { contract, type Announce, type Handlers } from '../../electron/contract/contract.ts'
import { portPair, type Port } from '../../electron/contract/port.ts'
import { serve } from '../../electron/contract/serve.ts'
import type { AttemptView } from '../../electron/model/attempt.ts'
import type { StepView } from '../../electron/model/lab.ts'
import type { Verdict } from '../../electron/model/verdict.ts'
import { keepConnected, type Core } from '../../renderer/bridge/keep-connected.ts'
import { CORE } from '../../renderer/bridge/use-core.ts'
import { words } from '../../renderer/composables/useWords.ts'

export const step = (id: string, rest: Partial<StepView> = {}): StepView => ({ id, title: `Step ${id}`, narrative: '', questions: [], hintCount: 0, ...rest })
export const verdict = (of: string, rest: Partial<Verdict> = {}): Verdict =>
  ({ of, kind: 'expectation', step: 'one', says: `says ${of}`, outcome: 'not-yet', points: 1, earned: 0, optional: false, evidence: [], ...rest })

/** @returns an attempt at a lab of two steps, with nothing in it. */
export function attemptView(rest: Partial<AttemptView> = {}): AttemptView {
  return {
    attempt: { id: 'a1', lab: 'first', packVersion: '1.0.0', startedWallMs: 0, step: 'one' },
    lab: {
      id: 'first', pack: { id: 'p', version: '1.0.0', title: 'Pack' }, title: 'First', summary: 'At {{url}}', minutes: 5, intro: '', learned: 'Much.',
      steps: [step('one', { request: 'BREW {{url}}/pot\n' }), step('two')], controls: { clock: '2026-01-05T09:00:00Z', clockRuns: false, toggles: [], pooled: [], builds: [], editable: [] },
    },
    entries: [{ participant: 'origin', role: 'origin', port: 4501, url: 'http://127.0.0.1:4501' }],
    notices: [], exchanges: [], lastSeq: rest.exchanges?.at(-1)?.seq ?? 0, answers: [], hints: [], events: [], verdicts: [], ...rest,
  }
}

export interface ScriptedCore {
  readonly core: Core
  readonly app: App
  announce: Announce
  /** What the core was asked, in order. */
  readonly asked: { name: string; input: unknown }[]
  /** Takes the lane away, as when the host goes down. */
  cut(): void
}

const REFUSE = () => Promise.reject(new Error('not in this script'))

/** @returns a page without a view: stores can be used at once. A call that is not in the script fails. */
export function scriptedCore(script: Partial<Handlers>): ScriptedCore {
  const asked: ScriptedCore['asked'] = []
  const told = Object.fromEntries(Object.keys(contract.calls).map(name => {
    const handler = (script as Record<string, ((input: unknown, signal: AbortSignal) => Promise<unknown>) | undefined>)[name] ?? REFUSE
    return [name, (input: unknown, signal: AbortSignal) => {
      asked.push({ name, input })
      return handler(input, signal)
    }]
  })) as Handlers
  let end: Port | undefined
  let announce: Announce = () => undefined
  const core = keepConnected(() => {
    const [page, host] = portPair()
    end = host
    announce = serve(told, host, () => undefined)
    return Promise.resolve(page)
  })
  const app = createApp({}).provide(CORE, core)
  const pinia = createPinia()
  app.use(pinia).use(words)
  setActivePinia(pinia)
  return { core, app, asked, announce: (event, body) => announce(event, body), cut: () => end?.close() }
}
