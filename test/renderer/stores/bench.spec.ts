// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { PlaygroundSetup } from '../../../electron/model/bench.ts'
import { useBench } from '../../../renderer/stores/bench.ts'
import { attemptView, scriptedCore } from '../../support/scripted-core.ts'

const SETUP = PlaygroundSetup.parse({ kind: 'playground', title: 'One', scenario: { participants: [{ role: 'origin', name: 'shop', implements: ['GET'], resources: {} }] } })

beforeEach(() => { localStorage.clear() })

describe('a playground that is begun', () => {
  it('has its request at once, though the list of all of them is still on its way', async () => {
    let lists = 0
    scriptedCore({
      'benches.list': () => (++lists === 1 ? Promise.resolve([]) : new Promise(() => undefined)),
      'benches.starters': () => Promise.resolve([{ says: 'One.', request: 'PATCH /widgets', setup: SETUP }]),
      'benches.begin': ({ setup }) => Promise.resolve(attemptView({ bench: setup })),
    })
    const bench = useBench()
    expect(await bench.resume('playground')).toBe('open')
    expect(lists).toBe(2)
    expect(bench.takeWanted()?.draft).toMatchObject({ method: 'PATCH', target: '/widgets' })
  })
})
