// @vitest-environment happy-dom
// What is sent while an answer is on its way.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AttemptView } from '../../../electron/model/attempt.ts'
import { useAttempt } from '../../../renderer/stores/attempt.ts'
import { useComposer } from '../../../renderer/stores/composer.ts'
import { gates } from '../../support/gates.ts'
import { attemptView, scriptedCore } from '../../support/scripted-core.ts'

const at = (id: string): AttemptView => attemptView({ attempt: { ...attemptView().attempt, id } })
beforeEach(() => { localStorage.clear() })

describe('a request that is sent while the one before it is out', () => {
  afterEach(() => { vi.useRealTimers() })

  const targets = (asked: ReturnType<typeof scriptedCore>['asked']) => asked.flatMap(({ name, input }) => (name === 'requests.send' ? [(input as { draft: { target: string } }).draft.target] : []))
  /** One is out. */
  async function out() {
    vi.useFakeTimers()
    const sends = gates<{ exchanges: string[] }>()
    const { asked } = scriptedCore({ 'attempts.open': ({ lab }) => Promise.resolve(at(lab)), 'requests.send': sends.ask, 'exchanges.list': () => Promise.resolve([]) })
    await useAttempt().open('first')
    const composer = useComposer()
    const send = (target: string): void => {
      composer.structured.target = target
      void composer.send()
    }
    send('/one')
    await vi.advanceTimersByTimeAsync(0)
    return { asked, composer, send, sends, one: await sends.asked(0) }
  }

  it('goes out once the answer is there, as it stood when it was sent, and so does each after it, however long the answer takes', async () => {
    for (const takes of [0, 1_000]) {
      const { asked, composer, send, one, sends } = await out()
      send('/two')
      send('/three')
      composer.structured.target = '/four'
      await vi.advanceTimersByTimeAsync(takes)
      expect(targets(asked)).toEqual(['/one'])
      one.give({ exchanges: [] })
      await vi.advanceTimersByTimeAsync(0)
      expect(targets(asked)).toEqual(['/one', '/two'])
      ;(await sends.asked(1)).give({ exchanges: [] })
      await vi.advanceTimersByTimeAsync(0)
      expect(targets(asked)).toEqual(['/one', '/two', '/three'])
    }
  })

  it('is no more than eight times', async () => {
    const { asked, send, one, sends } = await out()
    for (let time = 1; time <= 12; time += 1) send(`/${time}`)
    one.give({ exchanges: [] })
    for (let nth = 1; nth <= 8; nth += 1) {
      await vi.advanceTimersByTimeAsync(0)
      ;(await sends.asked(nth)).give({ exchanges: [] })
    }
    await vi.advanceTimersByTimeAsync(0)
    expect(targets(asked)).toEqual(['/one', ...Array.from({ length: 8 }, (_, nth) => `/${nth + 1}`)])
  })

  it('does not go out where the page said that it waits, or after it was given up or its attempt was left', async () => {
    for (const meanwhile of [
      () => { useComposer().cancel(); return Promise.resolve() },
      async () => { await useAttempt().open('other') },
    ]) {
      const { asked, composer, send, one } = await out()
      send('/two')
      await meanwhile()
      one.give({ exchanges: [] })
      await vi.advanceTimersByTimeAsync(0)
      expect([targets(asked), composer.busy, composer.isSlow]).toEqual([['/one'], undefined, false])
    }
    const { asked, composer, send, one } = await out()
    await vi.advanceTimersByTimeAsync(301)
    expect(composer.isSlow).toBe(true)
    send('/two')
    one.give({ exchanges: [] })
    await vi.advanceTimersByTimeAsync(0)
    expect([targets(asked), composer.busy, composer.isSlow]).toEqual([['/one'], undefined, false])
  })

  it('goes out after one that goes to each of several', async () => {
    vi.useFakeTimers()
    const sends = gates<{ exchanges: string[] }>()
    const { asked } = scriptedCore({ 'attempts.open': () => Promise.resolve(at('a1')), 'requests.send': sends.ask, 'exchanges.list': () => Promise.resolve([]) })
    await useAttempt().open('first')
    const composer = useComposer()
    const done = composer.sendToEach(['app', 'edge'])
    await vi.advanceTimersByTimeAsync(0)
    await composer.send()
    for (const nth of [0, 1, 2]) {
      ;(await sends.asked(nth)).give({ exchanges: [] })
      await vi.advanceTimersByTimeAsync(0)
    }
    await done
    expect(asked.flatMap(({ name, input }) => (name === 'requests.send' ? [(input as { to?: string }).to] : []))).toEqual(['app', 'edge', undefined])
  })
})
