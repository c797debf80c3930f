// Client → cache → gateway → origin, declared by a scenario alone: four views of one request, and a purge that is felt.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { RunningAttempt } from '../../../electron/core/attempts/running-attempt.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { finalResponse } from '../../../electron/model/exchange.ts'
import type { Lab } from '../../../electron/model/lab.ts'
import { fieldValues } from '../../../electron/model/message.ts'
import { Scenario } from '../../../electron/model/scenario.ts'

const LAB: Lab = {
  id: 'hops', title: 'Hops', summary: 's', minutes: 5, learned: 'l', intro: '', narrative: {}, pack: { id: 'p', version: '1.0.0', title: 'P' },
  steps: [{ id: 'one', title: 'One', expectations: [], questions: [], hints: [] }],
  scenario: Scenario.parse({ participants: [
    { role: 'cache', name: 'edge', to: 'gw' }, { role: 'gateway', name: 'gw', proxyStatus: true, routes: [{ pool: [{ to: 'origin' }] }] },
    { role: 'origin', name: 'origin', implements: ['GET', 'OPTIONS'], resources: { '/old': { GET: { kind: 'reply', status: 501, fields: { 'Cache-Control': 'max-age=60' }, text: 'not yet' } } } },
  ] }),
}

it('a cached 501 survives until it is purged or stale, and every hop is in the capture', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-hops-'))
  const store = openStore(folder)
  const attempt = store.beginAttempt({ lab: 'hops', packVersion: '1.0.0', step: 'one', startedWallMs: 1 })
  const running = await RunningAttempt.open({ lab: LAB, attempt, store, port: 0, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
  const ask = async (method: string, target = '/old') => {
    const { exchanges: [id] } = await running.send({ kind: 'structured', method, target, fields: [], content: '' })
    const exchange = running.exchanges().find(one => one.id === id)
    const response = exchange && finalResponse(exchange)
    return { trace: exchange?.trace, status: response?.status, age: response && fieldValues(response, 'age')[0], cacheStatus: response && fieldValues(response, 'cache-status')[0] }
  }
  const first = await ask('GET')
  expect([first.status, first.age]).toEqual([501, undefined])
  const hops = running.exchanges().filter(({ trace }) => trace === first.trace).map(({ hop, side }) => `${hop} ${side}`).sort()
  expect(hops).toEqual(['client-edge client', 'client-edge server', 'edge-gw client', 'edge-gw server', 'gw-origin client', 'gw-origin server'])

  await running.control({ kind: 'advance', ms: 20_000 })
  const second = await ask('GET')
  expect([second.status, second.age, second.cacheStatus?.includes('hit')]).toEqual([501, '20', true])
  expect((await ask('FROBNICATE')).cacheStatus).toMatch(/fwd=method/)
  await running.control({ kind: 'deploy', participant: 'origin', resources: { '/old': { GET: { kind: 'reply', status: 200, fields: {}, text: 'now', delayMs: 0 } } } })
  expect((await ask('GET')).status).toBe(501)
  await running.control({ kind: 'purge', participant: 'edge' })
  expect((await ask('GET')).status).toBe(200)

  await running[Symbol.asyncDispose]()
  store[Symbol.dispose]()
  rmSync(folder, { recursive: true, force: true })
})
