// @vitest-environment happy-dom
// What was found out about the server of the open bench: planned, run, looked at again as it goes on, and never that of another bench.
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, getActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import type { AuditPlan, AuditState, AuditView } from '../../../electron/model/audit.ts'
import { PlaygroundSetup } from '../../../electron/model/bench.ts'
import { CORE } from '../../../renderer/bridge/use-core.ts'
import AuditConformance from '../../../renderer/components/audit/AuditConformance.vue'
import AuditMethods from '../../../renderer/components/audit/AuditMethods.vue'
import { words } from '../../../renderer/composables/useWords.ts'
import { useAttempt } from '../../../renderer/stores/attempt.ts'
import { useAudits } from '../../../renderer/stores/audits.ts'
import { attemptView, scriptedCore } from '../../support/scripted-core.ts'

const setup = PlaygroundSetup.parse({ kind: 'playground', title: 'Mine', scenario: { participants: [{ role: 'origin', name: 'app', implements: ['GET'], resources: { '/a': { GET: { kind: 'echo' } } } }] } })
const PLAN: AuditPlan = { kind: 'methods', methods: ['GET', 'PATCH'], targets: ['/a'] }
const methods = (state: AuditState, done = 0): AuditView => ({ kind: 'methods', asked: { kind: 'methods', methods: ['GET', 'PATCH'], targets: ['/a'] }, state, done, of: 2, changing: ['PATCH'] })
const conformance: AuditView = { kind: 'conformance', asked: { kind: 'conformance', target: '/a', isSafe: true }, state: 'done', done: 9, of: 9, changing: [] }
const benchView = (id: string) => attemptView({ bench: setup, attempt: { ...attemptView().attempt, id } })

/** A core that keeps the audits of each bench. */
function core(kept: Record<string, AuditView[]> = { a1: [] }) {
  const replace = (attempt: string, view: AuditView) => { kept[attempt] = [...(kept[attempt] ?? []).filter(({ kind }) => kind !== view.kind), view] }
  const scripted = scriptedCore({
    'audits.list': ({ attempt }) => Promise.resolve(kept[attempt] ?? []),
    'audits.plan': ({ attempt }) => { replace(attempt, methods('planned')); return Promise.resolve(methods('planned')) },
    'audits.run': ({ attempt }) => { replace(attempt, methods('running')); return Promise.resolve({}) },
    'audits.stop': ({ attempt }) => { replace(attempt, methods('stopped', 1)); return Promise.resolve({}) },
    'audits.export': ({ kind, form }) => Promise.resolve({ name: `${kind}.${form}`, text: 'x' }),
    'audits.take-contract': ({ at, octets, name }) => Promise.resolve(at + 524_288 < octets ? {} : name.startsWith('bad') ? { refusal: 'no' } : { read: { title: 'T', version: '1', operations: 0, targets: [], guessed: [] } }),
  })
  return { ...scripted, kept, replace, attempt: useAttempt(), audits: useAudits() }
}

beforeEach(() => { localStorage.clear() })

it('a plan sends nothing; run, it goes on until it is stopped; what is there of another kind stays', async () => {
  const { attempt, audits, asked } = core({ a1: [conformance] })
  attempt.take(benchView('a1'))
  await flushPromises()
  expect(audits.views).toEqual([conformance])
  await audits.plan(PLAN)
  expect([audits.of('methods')?.state, audits.of('conformance')?.done, audits.running]).toEqual(['planned', 9, undefined])
  await audits.run('methods', false)
  expect([audits.running?.kind, asked.find(({ name }) => name === 'audits.run')?.input]).toEqual(['methods', { attempt: 'a1', kind: 'methods', mayChange: false }])
  await audits.stop()
  expect([audits.running, audits.of('methods')?.done]).toEqual([undefined, 1])
  expect(await audits.exported('methods', 'csv')).toEqual({ name: 'methods.csv', text: 'x' })
})

it('what the core tells of this bench is looked at; of another it is not', async () => {
  const { attempt, audits, announce, replace, asked } = core({ a1: [methods('running')] })
  attempt.take(benchView('a1'))
  await flushPromises()
  replace('a1', methods('done', 2))
  const before = asked.length
  announce('audit.progressed', { attempt: 'a2', kind: 'methods' })
  await flushPromises()
  expect([asked.length, audits.of('methods')?.state]).toEqual([before, 'running'])
  announce('audit.progressed', { attempt: 'a1', kind: 'methods' })
  await flushPromises()
  expect(audits.of('methods')).toMatchObject({ state: 'done', done: 2 })
})

it('another bench has its own, and a lab has none', async () => {
  const { attempt, audits } = core({ a1: [methods('done', 2)], a2: [conformance] })
  attempt.take(benchView('a1'))
  await flushPromises()
  attempt.take(benchView('a2'))
  await flushPromises()
  expect(audits.views).toEqual([conformance])
  attempt.take(attemptView())
  await flushPromises()
  expect(audits.views).toEqual([])
  await expect(audits.plan(PLAN)).rejects.toThrow('no bench is open')
  attempt.take(attemptView({ bench: { kind: 'capture', title: 'x.json' }, attempt: { ...attemptView().attempt, id: 'a3' } }))
  await flushPromises()
  await expect(audits.stop()).rejects.toThrow('no bench is open')
})

it('a contract goes over in parts, and what the core says of its last one is the answer', async () => {
  const { attempt, audits, asked } = core()
  attempt.take(benchView('a1'))
  const large = new File(['x'.repeat(524_289)], 'api.yaml')
  expect((await audits.takeContract('now', large)).read?.title).toBe('T')
  expect(asked.filter(({ name }) => name === 'audits.take-contract').map(({ input }) => (input as { at: number }).at)).toEqual([0, 524_288])
  expect(await audits.takeContract('before', new File(['x'], 'bad.yaml'))).toEqual({ refusal: 'no' })
  expect(await audits.takeContract('before', new File([], 'empty.yaml'))).toEqual({})
})

it('what is written while an audit runs stays when it is told how far that is', async () => {
  const { attempt, announce, replace, core: lane } = core({ a1: [conformance, methods('running')] })
  attempt.take(benchView('a1'))
  await flushPromises()
  const global = { plugins: [words, getActivePinia() ?? createPinia()], provide: { [CORE as symbol]: lane } }
  const [probing, checking] = [mount(AuditMethods, { global }), mount(AuditConformance, { global })]
  const [targets, target] = [probing.get<HTMLTextAreaElement>('textarea'), checking.get<HTMLInputElement>('#conformance-target')]
  expect([targets.element.value, target.element.value]).toEqual(['/a', '/a'])
  await targets.setValue('/next')
  await target.setValue('/next')
  replace('a1', methods('running', 1))
  replace('a1', { ...conformance, asked: { ...conformance.asked } })
  announce('audit.progressed', { attempt: 'a1', kind: 'methods' })
  await flushPromises()
  expect([targets.element.value, target.element.value]).toEqual(['/next', '/next'])
  probing.unmount()
  checking.unmount()
})
