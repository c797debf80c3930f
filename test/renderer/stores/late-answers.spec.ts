// @vitest-environment happy-dom
// Answers that come late: what was asked for last is shown, and what a person did meanwhile is not undone.
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { CallFailed } from '../../../electron/contract/failure.ts'
import type { AttemptView } from '../../../electron/model/attempt.ts'
import { PlaygroundSetup, type BenchSetup, type Starter } from '../../../electron/model/bench.ts'
import type { ClassStanding } from '../../../electron/model/class-view.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import type { ResultOffer, ResultReport } from '../../../electron/model/result.ts'
import { useAttempt } from '../../../renderer/stores/attempt.ts'
import { useBench } from '../../../renderer/stores/bench.ts'
import { useClassResults } from '../../../renderer/stores/class-results.ts'
import { useComposer } from '../../../renderer/stores/composer.ts'
import { useResults } from '../../../renderer/stores/results.ts'
import { useSaveAs } from '../../../renderer/stores/save-as.ts'
import { useSending } from '../../../renderer/stores/sending.ts'
import { useViewer } from '../../../renderer/stores/viewer.ts'
import { gates } from '../../support/gates.ts'
import { attemptView, scriptedCore } from '../../support/scripted-core.ts'
import { capture } from '../../support/transcript.ts'

const at = (id: string, rest: Partial<AttemptView> = {}): AttemptView => attemptView({ attempt: { ...attemptView().attempt, id }, ...rest })
const starter: Starter = { says: 'x', setup: PlaygroundSetup.parse({ kind: 'playground', title: 'Mine', scenario: { participants: [{ role: 'origin', name: 'app', implements: ['GET'], resources: { '/a': { GET: { kind: 'echo' } } } }] } }) }
const server: BenchSetup = { kind: 'server', url: 'http://127.0.0.1:8080' }
const [first, second] = capture(`
  > GET /one HTTP/1.1
  < HTTP/1.1 200 OK

  > GET /two HTTP/1.1
  < HTTP/1.1 200 OK
`) as [Exchange, Exchange]

beforeEach(() => { localStorage.clear() })

describe('of two attempts that are wanted', () => {
  it('the later one is shown, whichever comes last', async () => {
    const [labs, benches] = [gates<AttemptView>(), gates<AttemptView>()]
    scriptedCore({ 'attempts.open': labs.ask, 'benches.open': benches.ask })
    const attempt = useAttempt()
    const [early, late] = [useBench().open('b1'), attempt.open('first')]
    ;(await labs.asked(0)).give(at('a1'))
    await late
    ;(await benches.asked(0)).give(at('b1', { bench: server }))
    expect([await early, attempt.id]).toEqual([false, 'a1'])
  })

  it('a bench that is looked for is not begun or opened any more when a lab is wanted', async () => {
    const lists = gates<never[]>()
    const { asked } = scriptedCore({ 'attempts.open': () => Promise.resolve(at('a1')), 'benches.list': lists.ask, 'benches.starters': () => Promise.resolve([starter]) })
    const resumed = useBench().resume('playground')
    const list = await lists.asked(0)
    await useAttempt().open('first')
    list.give([])
    expect(await resumed).toBe('left')
    expect(asked.some(({ name }) => name === 'benches.begin')).toBe(false)
  })

  it('a capture that is being handed over is not opened in the place of a lab that is wanted by now', async () => {
    const parts = gates<{ opened?: AttemptView }>()
    const { asked } = scriptedCore({ 'attempts.open': () => Promise.resolve(at('a1')), 'captures.take': parts.ask, 'benches.list': () => Promise.resolve([]), 'benches.starters': () => Promise.resolve([]) })
    const opened = useBench().openFile(new File([new Uint8Array(600_000)], 'x.har'))
    const part = await parts.asked(0)
    await useAttempt().open('first')
    part.give({})
    expect([await opened, useAttempt().id, asked.filter(({ name }) => name === 'captures.take').length]).toEqual([undefined, 'a1', 1])
  })

  it('the same one opened again leaves the learner at the step where they are by now', async () => {
    const opens = gates<AttemptView>()
    scriptedCore({ 'attempts.open': opens.ask, 'attempts.go': () => Promise.resolve({}) })
    const attempt = useAttempt()
    void attempt.open('first')
    ;(await opens.asked(0)).give(at('a1'))
    await flushPromises()
    const again = attempt.open('first')
    const open = await opens.asked(1)
    await attempt.go('two')
    open.give(at('a1'))
    await again
    expect(attempt.step).toBe('two')
  })
})

describe('an answer to what was sent', () => {
  const sent = async () => {
    const sends = gates<{ exchanges: string[] }>()
    const world = { exchanges: [first] }
    scriptedCore({
      'attempts.open': ({ lab }) => Promise.resolve(lab === 'first' ? at('a1', { exchanges: [first] }) : at('a2')),
      'requests.send': sends.ask, 'exchanges.list': ({ afterSeq }) => Promise.resolve(world.exchanges.filter(({ seq }) => seq > afterSeq)),
    })
    await useAttempt().open('first')
    const viewer = useViewer()
    const done = useComposer().send()
    return { world, viewer, done, one: await sends.asked(0) }
  }

  it('takes the eye along, but not from what was chosen meanwhile', async () => {
    const nothing = (): void => undefined
    const other = (): void => useViewer().choose('x1')
    const stop = (): void => useViewer().goToStop(0)
    const side = (): void => { useViewer().side = 'request' }
    for (const [meanwhile, seen] of [[nothing, ['x2', 'response', undefined]], [other, ['x1', 'response', undefined]], [stop, ['x1', 'response', 0]], [side, ['x2', 'request', undefined]]] as const) {
      localStorage.clear()
      const { world, viewer, done, one } = await sent()
      world.exchanges.push(second)
      meanwhile()
      one.give({ exchanges: ['x2'] })
      await done
      expect([viewer.chosen, viewer.side, viewer.stop]).toEqual(seen)
    }
  })

  it('that failed is not told in another attempt', async () => {
    const { done, one } = await sent()
    await useAttempt().open('other')
    one.refuse('nobody is there')
    await done
    expect(useComposer().fault).toBeUndefined()
  })
})

describe('a result to hand in', () => {
  const offer: ResultOffer = { attempt: 'a1', lab: 'first', title: 'First', packTitle: 'Pack', isLatest: true, met: 0, required: 1, earned: 0, points: 1, startedWallMs: 0 }
  const report: ResultReport = { name: 'Ada', madeWallMs: 0, madeBy: 'x', key: 'k', attempts: [], parts: [], sheet: '', octets: 0, leftCaptures: [] }

  it('that was made for a dialog which is closed by now is not shown in the next one', async () => {
    const makes = gates<{ name: string; sha256: string; bytes: string; report: ResultReport }>()
    scriptedCore({ 'results.offers': () => Promise.resolve([offer]), 'results.make': makes.ask })
    const results = useResults()
    await results.look()
    results.name = 'Ada'
    const made = results.make()
    const one = await makes.asked(0)
    results.forget()
    await results.look()
    one.give({ name: 'x', sha256: 'a', bytes: '', report })
    await made
    expect([results.made, results.fault, results.isMaking]).toEqual([undefined, undefined, false])
  })

  it('what was unticked stays unticked when an older list comes', async () => {
    const lists = gates<ResultOffer[]>()
    scriptedCore({ 'results.offers': lists.ask })
    const results = useResults()
    const early = results.look()
    const one = await lists.asked(0)
    results.forget()
    const late = results.look()
    ;(await lists.asked(1)).give([offer])
    await late
    results.chosen = []
    one.give([offer])
    await early
    expect(results.chosen).toEqual([])
  })
})

it('what could not be sent stays told when something else about sending changes', async () => {
  const { announce } = scriptedCore({ 'sending.view': () => Promise.resolve({}), 'sending.now': () => Promise.reject(new CallFailed('unavailable', 'no room')) })
  const sending = useSending()
  await flushPromises()
  await sending.now()
  announce('sending.changed', {})
  await flushPromises()
  expect(sending.fault).toBe('no room')
})

it('of two learners of a class, who was chosen last is shown, and nobody once that was left', async () => {
  const standings = gates<ClassStanding>()
  scriptedCore({ 'class.standing': standings.ask })
  const results = useClassResults()
  const standing: ClassStanding = { file: 'f', attempt: 'a1', packVersion: '1.0.0', startedWallMs: 0, isFinished: false, opened: 1, ways: 1, canShow: false, verdicts: [] }
  const [one, two, three] = [results.choose('k1', 'One', 'l'), results.choose('k2', 'Two', 'l'), results.choose('k3', 'Three', 'l')]
  ;(await standings.asked(2)).give(standing)
  await three
  ;(await standings.asked(0)).give(standing)
  await one
  expect(results.chosen?.name).toBe('Three')
  const four = results.choose('k4', 'Four', 'l')
  results.leave()
  ;(await standings.asked(3)).give(standing)
  ;(await standings.asked(1)).give(standing)
  await Promise.all([two, four])
  expect([results.chosen, results.fault]).toEqual([undefined, undefined])
})

it('what went wrong with an earlier choice is not told of a later one', async () => {
  const answers = gates<{ name: string; text: string; left: never[] }>()
  scriptedCore({ 'attempts.open': () => Promise.resolve(attemptView()), 'captures.save-as': answers.ask })
  await useAttempt().open('first')
  const saving = useSaveAs()
  const [one, two] = [saving.make(['x1']), saving.make(['x1', 'x2'])]
  const early = await answers.asked(0)
  ;(await answers.asked(1)).give({ name: 'later', text: '', left: [] })
  await two
  early.refuse('too late')
  await one
  expect([saving.made?.name, saving.fault]).toEqual(['later', undefined])
})
