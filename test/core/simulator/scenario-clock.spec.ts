import { describe, expect, it } from 'vitest'
import { ScenarioClock } from '../../../electron/core/simulator/scenario-clock.ts'
import { openScenario } from '../../../electron/core/simulator/simulator.ts'
import { Scenario } from '../../../electron/model/scenario.ts'
import { exchangeBytes } from '../../support/raw-exchange.ts'

const START = '2026-01-05T09:00:00Z'
const START_MS = Date.parse(START)

describe('the scenario\'s clock', () => {
  it('stands until it is moved, and never goes back', async () => {
    const clock = new ScenarioClock(START, 1)
    await new Promise(resolve => setTimeout(resolve, 5))
    expect([clock.nowMs, clock.httpDate()]).toEqual([START_MS, 'Mon, 05 Jan 2026 09:00:00 GMT'])
    clock.advance(61_500)
    clock.advance(-9_000)
    expect([clock.nowMs, clock.httpDate()]).toEqual([START_MS + 61_500, 'Mon, 05 Jan 2026 09:01:01 GMT'])
  })

  it('goes on from where it stood if it is to run, and can still be moved', async () => {
    const clock = new ScenarioClock(START, 1, true)
    const before = clock.nowMs
    await expect.poll(() => clock.nowMs).toBeGreaterThan(before)
    clock.advance(3_600_000)
    expect(clock.nowMs).toBeGreaterThan(START_MS + 3_600_000)
    expect(Date.parse(clock.httpDate())).toBe(Math.floor(clock.nowMs / 1_000) * 1_000)
  })

  it('runs for a lab that says so: Date follows, and what a cache stored ages by itself', async () => {
    const scenario = Scenario.parse({
      clock: START, clockRuns: true,
      participants: [
        { role: 'cache', name: 'edge', to: 'origin' },
        { role: 'origin', name: 'origin', implements: ['GET'], resources: { '/a': { GET: { kind: 'reply', fields: { 'Cache-Control': 'max-age=1' }, text: 'a' } } } },
      ],
    })
    await using simulation = await openScenario(scenario, { port: 0, onExchange: () => undefined })
    const ask = async () => (await exchangeBytes(simulation.entries[0]?.port ?? 0, 'GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', { quietMs: 5_000 })).text
    const first = await ask()
    expect(first).toContain('fwd=uri-miss')
    await expect.poll(ask).toContain('fwd=stale')
    expect(Date.parse(/^Date: (.*)\r$/m.exec(first)?.[1] ?? '')).toBeGreaterThanOrEqual(START_MS)
    expect(Date.parse(/^Date: (.*)\r$/m.exec(await ask())?.[1] ?? '')).toBeGreaterThan(START_MS)
  })
})
