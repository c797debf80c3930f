// @vitest-environment happy-dom
// The drawing beside the topology that runs: tried at once, kept when it does not fit, taken back step by step.
import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { x } from '../../../electron/core/inspector/examples/written.ts'
import { exchangesOf } from '../../../electron/core/notes/read-example.ts'
import type { AttemptView } from '../../../electron/model/attempt.ts'
import { PlaygroundSetup, type Drawing, type DrawingFault } from '../../../electron/model/bench.ts'
import type { Problem } from '../../../electron/model/problem.ts'
import { Participant, type Scenario } from '../../../electron/model/scenario.ts'
import { useAttempt } from '../../../renderer/stores/attempt.ts'
import { useComposer } from '../../../renderer/stores/composer.ts'
import { usePlayground } from '../../../renderer/stores/playground.ts'
import { attemptView, scriptedCore } from '../../support/scripted-core.ts'

const setup = PlaygroundSetup.parse({ kind: 'playground', title: 'Mine', scenario: { participants: [{ role: 'origin', name: 'app', implements: ['GET'], resources: { '/a': { GET: { kind: 'echo' } } } }] } })
/** A core that takes whatever is drawn, but for names in capitals. */
function bench() {
  const changes: Drawing[] = []
  const found = vi.fn((): { setup?: PlaygroundSetup; problems: Problem[] } => ({ setup, problems: [] }))
  const scripted = scriptedCore({
    'benches.change': ({ drawing }) => {
      changes.push(drawing)
      const scenario = drawing.scenario as Scenario
      const faults: DrawingFault[] = scenario.participants.flatMap(({ name }, at) => (/[A-Z]/.test(name) ? [{ path: ['scenario', 'participants', at, 'name'], what: 'no', mend: 'Yes.' }] : []))
      const { exchanges: _, ...standing } = attemptView({ bench: { ...setup, title: drawing.title, scenario } })
      return Promise.resolve(faults.length > 0 ? { faults } : { standing, faults })
    },
    'benches.read-topology': () => Promise.resolve(found()),
    'benches.write-topology': ({ setup: { title } }) => Promise.resolve({ name: `${title}.topology.yaml`, text: title }),
  })
  const [attempt, playground] = [useAttempt(), usePlayground()]
  attempt.take(attemptView({ bench: setup }))
  return { ...scripted, changes, found, attempt, playground }
}
const implemented = ({ chosen }: ReturnType<typeof usePlayground>) => (chosen?.role === 'origin' ? chosen.implements : undefined)

beforeEach(() => { localStorage.clear() })

it('a flip runs at once and says what it makes other; undone, it is as it was', async () => {
  const { playground, changes } = bench()
  await flushPromises()
  await playground.flipImplemented('PATCH')
  expect([implemented(playground), changes.length, playground.says.map(({ id }) => id)]).toEqual([['GET', 'PATCH'], 1, ['redraw.implements']])
  await playground.flipImplemented('GET')
  playground.undo()
  await flushPromises()
  expect(implemented(playground)).toEqual(['GET', 'PATCH'])
  playground.redo()
  playground.redo()
  await flushPromises()
  expect([implemented(playground), playground.past.length, playground.future.length]).toEqual([['PATCH'], 2, 0])
})

it('a handler that was taken away comes back with the second flip', async () => {
  const { playground } = bench()
  await flushPromises()
  await playground.flip('/a', 'GET')
  expect(playground.chosen).toMatchObject({ resources: { '/a': {} } })
  await playground.flip('/a', 'GET')
  await playground.flip('/a', 'PUT')
  await playground.flip('/none', 'PUT')
  expect(playground.chosen).toMatchObject({ resources: { '/a': { GET: { kind: 'echo' }, PUT: { kind: 'reply', status: 200 } } } })
})

it('what does not fit stays drawn and is told at its place; what ran goes on', async () => {
  const { playground, attempt } = bench()
  await flushPromises()
  await playground.editChosen(one => { one.name = 'APP' })
  expect([playground.chosen?.name, playground.faultsAt('name'), playground.faultsAt('role')]).toEqual(['APP', [expect.objectContaining({ mend: 'Yes.' })], []])
  expect(attempt.view?.bench).toMatchObject({ scenario: { participants: [{ name: 'app' }] } })
  await playground.editChosen(one => { one.name = 'shop' })
  expect([playground.faults, attempt.view?.bench]).toEqual([[], expect.objectContaining({ scenario: expect.objectContaining({ participants: [expect.objectContaining({ name: 'shop' })] }) })])
  await playground.retitle('Other')
  expect(await playground.written()).toEqual({ name: 'Other.topology.yaml', text: 'Other' })
})

it('a text that can’t be read is kept, over a reload too, until one can be', async () => {
  const { playground, found } = bench()
  await flushPromises()
  found.mockReturnValueOnce({ problems: [{ file: 'a', what: 'x', mend: 'y' }] })
  expect(await playground.read('a: [', 'a')).toHaveLength(1)
  expect(playground.unread).toBe('a: [')
  await flushPromises()
  const again = bench()
  await flushPromises()
  expect(again.playground.unread).toBe('a: [')
  expect(await again.playground.read('good', 'a')).toEqual([])
  expect([again.playground.unread, again.playground.drawn?.source, again.changes.at(-1)?.source]).toEqual([undefined, 'good', 'good'])
})

it('a core that goes away is told of, and the drawing is kept for when it is back', async () => {
  const world = bench()
  const { playground } = world
  await flushPromises()
  world.cut()
  await playground.flipImplemented('PATCH')
  expect([typeof playground.fault, implemented(playground)]).toEqual(['string', ['GET', 'PATCH']])
})

it('a playground that another browser began has what was sent in it last; a new one has nothing', async () => {
  const { attempt } = bench()
  const composer = useComposer()
  const take = async (id: string, exchanges: AttemptView['exchanges']) => {
    attempt.take(attemptView({ bench: setup, exchanges, attempt: { ...attemptView().attempt, id, step: 'two' } }))
    await flushPromises()
    return `${composer.structured.method} ${composer.structured.target}`
  }
  expect(await take('a2', exchangesOf([x('PUT /a||x', '405|Allow: GET'), x('PATCH /widgets', '501'), x('GET /other', '200', { source: 'outside' })]))).toBe('PATCH /widgets')
  expect(await take('a3', [])).toBe('GET /')
})

it('what is in the composer stays when the topology is drawn otherwise', async () => {
  const { playground } = bench()
  const composer = useComposer()
  await flushPromises()
  composer.fill({ kind: 'structured', method: 'PATCH', target: '/widgets', fields: [], content: '' })
  await flushPromises()
  await playground.edit(scenario => { scenario.participants.unshift(Participant.parse({ role: 'gateway', name: 'gw', routes: [{ pool: [{ to: 'app' }] }] })) })
  await flushPromises()
  expect([playground.participants.length, composer.structured.method, composer.structured.target]).toEqual([2, 'PATCH', '/widgets'])
  playground.undo()
  await flushPromises()
  expect([playground.participants.length, composer.structured.method]).toEqual([1, 'PATCH'])
})
