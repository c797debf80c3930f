// A rollout, a death and a restoration while an attempt runs; opened again, the topology stands where it was left.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { RunningAttempt } from '../../../electron/core/attempts/running-attempt.ts'
import { openStore, type Store } from '../../../electron/core/store/store.ts'
import { standingOf } from '../../../electron/model/control.ts'
import { finalResponse } from '../../../electron/model/exchange.ts'
import type { Lab } from '../../../electron/model/lab.ts'
import { Scenario } from '../../../electron/model/scenario.ts'

const LAB: Lab = {
  id: 'rollout', title: 'Rollout', summary: 's', minutes: 5, learned: 'l', intro: '', narrative: {}, pack: { id: 'p', version: '1.0.0', title: 'P' },
  steps: [{ id: 'one', title: 'One', expectations: [], questions: [], hints: [] }],
  scenario: Scenario.parse({ participants: [
    { role: 'gateway', name: 'edge', routes: [{ pool: [{ to: 'old' }, { to: 'new', weight: 0 }] }] },
    { role: 'origin', name: 'old', implements: ['GET'], resources: { '/a': { GET: { kind: 'reply', text: 'old' } } }, builds: { v2: { implements: ['GET', 'PATCH'], resources: { '/a': { PATCH: { kind: 'toggle', toggle: 'kind', on: { kind: 'reply', status: 204 }, off: { kind: 'planned', detail: 'soon' } } } } } } },
    { role: 'origin', name: 'new', implements: ['GET', 'PATCH'], resources: { '/a': { GET: { kind: 'reply', text: 'new' }, PATCH: { kind: 'reply', status: 204 } } } },
  ] }),
}
let folder = ''
let store: Store
let running: RunningAttempt
const open = async (attempt = store.beginAttempt({ lab: 'rollout', packVersion: '1.0.0', step: 'one', startedWallMs: 1 })) => {
  running = await RunningAttempt.open({ lab: LAB, attempt, store, port: 0, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
}
const status = async (method: string) => {
  const { exchanges: [id] } = await running.send({ kind: 'structured', method, target: '/a', fields: [], content: '' })
  const exchange = running.exchanges().find(one => one.id === id)
  return exchange && finalResponse(exchange)?.status
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-control-'))
  store = openStore(folder)
})
afterEach(async () => {
  await running[Symbol.asyncDispose]()
  store[Symbol.dispose]()
  rmSync(folder, { recursive: true, force: true })
})

it('a deployment changes the answer from 501 to 204, and the capture tells before from after', async () => {
  await open()
  expect(await status('PATCH')).toBe(501)
  const before = running.exchanges().at(-1)?.seq
  const [event] = await running.control({ kind: 'deploy', participant: 'old', implements: ['GET', 'PATCH'], resources: { '/a': { PATCH: { kind: 'reply', status: 204, fields: {}, delayMs: 0 } } } })
  expect([await status('PATCH'), await status('GET')]).toEqual([204, 405])
  expect([event?.control.kind, event?.afterSeq]).toEqual(['deploy', before])
})

it('a build that the lab names is deployed by its name, and stands in the view with what else can be done', async () => {
  await open()
  const { lab } = running.view()
  expect(lab.controls).toEqual({ clock: '2026-01-05T09:00:00Z', clockRuns: false, toggles: ['kind'], pooled: ['old', 'new'], builds: [{ participant: 'old', build: 'v2' }], editable: [] })
  await expect(running.control({ kind: 'deploy', participant: 'old', build: 'v3' })).rejects.toThrow('"old" has no build "v3"; it has: v2')
  await running.control({ kind: 'deploy', participant: 'old', build: 'v2' })
  expect(await status('PATCH')).toBe(501)
  await running.control({ kind: 'toggle', toggle: 'kind', on: true })
  await running.control({ kind: 'advance', ms: 60_000 })
  expect(await status('PATCH')).toBe(204)
  const { clockMs, on, builds } = standingOf(lab.controls, running.view().events)
  expect([new Date(clockMs).toISOString(), [...on], [...builds]]).toEqual(['2026-01-05T09:01:00.000Z', ['kind'], [['old', 'v2']]])
})

it('a participant that dies makes the gateway answer 502, a drained pool 503, and restored it is back', async () => {
  await open()
  await running.control({ kind: 'kill', participant: 'old' })
  expect(await status('GET')).toBe(502)
  await running.control({ kind: 'restore', participant: 'old' })
  expect(await status('GET')).toBe(200)
  await running.control({ kind: 'drain', participant: 'old' })
  expect(await status('GET')).toBe(503)
})

it('opened again, everything that was done is done again', async () => {
  await open()
  await running.control({ kind: 'advance', ms: 3_600_000 })
  await running.control({ kind: 'kill', participant: 'old' })
  const { attempt } = running
  await running[Symbol.asyncDispose]()
  await open(attempt)
  expect([await status('GET'), running.view().events.map(({ nth, control }) => [nth, control.kind])]).toEqual([502, [[1, 'advance'], [2, 'kill']]])
  const { responseBytes = '' } = running.exchanges().findLast(({ hop, side }) => hop === 'client-edge' && side === 'server') ?? {}
  expect(Buffer.from(responseBytes, 'base64').toString()).toContain('Date: Mon, 05 Jan 2026 10:00:00 GMT')
})

it('says who can be told what', async () => {
  await open()
  await expect(running.control({ kind: 'deploy', participant: 'edge' })).rejects.toThrow('"edge" cannot be told to deploy; these can: old, new')
  await expect(running.control({ kind: 'purge', participant: 'edge' })).rejects.toThrow('"edge" cannot be told to purge; nobody here can')
  expect(running.view().events).toEqual([])
})
