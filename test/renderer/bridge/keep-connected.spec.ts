import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Announce, Handlers } from '../../../electron/contract/contract.ts'
import { portPair, type Port } from '../../../electron/contract/port.ts'
import { serve } from '../../../electron/contract/serve.ts'
import { keepConnected } from '../../../renderer/bridge/keep-connected.ts'

const handlers = { 'labs.list': () => Promise.resolve([]) } as Partial<Handlers> as Handlers

/** A host whose lane can be cut and refused. */
function host() {
  const ends: Port[] = []
  let announce: Announce = () => undefined
  let isDown = false
  const lane = vi.fn((onRefused: () => void) => {
    if (isDown) return Promise.reject(new Error('down'))
    const [page, end] = portPair()
    ends.push(end)
    announce = serve(handlers, end, () => undefined)
    refuse = () => { onRefused(); end.close() }
    return Promise.resolve(page)
  })
  let refuse = () => {}
  return { lane, cut: () => ends.at(-1)?.close(), refuse: () => refuse(), announce: ((event, body) => announce(event, body)) as Announce, down: (value: boolean) => { isDown = value } }
}

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

describe('a caller that outlives its port', () => {
  it('lets a call wait for the first opening', async () => {
    const core = keepConnected(host().lane)
    expect(core.state.value).toBe('opening')
    expect(await core.call('labs.list', {})).toEqual([])
    expect(core.state.value).toBe('open')
  })

  it('opens a lost lane again, ever more patiently, and those who listen go on listening', async () => {
    const alice = host()
    const core = keepConnected(alice.lane)
    const saved = vi.fn()
    const reopened = vi.fn()
    core.on('exchanges.saved', saved)
    core.onReopened(reopened)
    await vi.advanceTimersByTimeAsync(0)
    alice.down(true)
    alice.cut()
    expect(core.state.value).toBe('lost')
    await expect(core.call('labs.list', {})).rejects.toMatchObject({ code: 'closed' })
    await vi.advanceTimersByTimeAsync(3_000)
    expect(alice.lane.mock.calls.length).toBeLessThan(7)
    alice.down(false)
    await vi.advanceTimersByTimeAsync(5_000)
    expect([core.state.value, reopened.mock.calls.length]).toEqual(['open', 1])
    alice.announce('exchanges.saved', { attempt: 'a', upToSeq: 1 })
    await vi.advanceTimersByTimeAsync(0)
    expect(saved).toHaveBeenCalledExactlyOnceWith({ attempt: 'a', upToSeq: 1 })
  })

  it('tries at once when it is asked to', async () => {
    const alice = host()
    const core = keepConnected(alice.lane)
    await vi.advanceTimersByTimeAsync(0)
    alice.cut()
    core.retry()
    await vi.advanceTimersByTimeAsync(0)
    expect(core.state.value).toBe('open')
  })

  it('does not knock again where it was refused', async () => {
    const alice = host()
    const core = keepConnected(alice.lane)
    await vi.advanceTimersByTimeAsync(0)
    alice.refuse()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([core.state.value, alice.lane.mock.calls.length]).toEqual(['refused', 1])
  })
})
