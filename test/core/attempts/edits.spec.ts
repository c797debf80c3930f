// A learner makes another server of an origin: its two tables are edited while it runs, and stand as they were left when it is opened again.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { RunningAttempt } from '../../../electron/core/attempts/running-attempt.ts'
import { openStore, type Store } from '../../../electron/core/store/store.ts'
import { Control, standingOf } from '../../../electron/model/control.ts'
import { finalResponse } from '../../../electron/model/exchange.ts'
import { LabFile, type Lab } from '../../../electron/model/lab.ts'
import { fieldValues } from '../../../electron/model/message.ts'

const file = (text: string) => LabFile.parse({
  id: 'mend', title: 'Mend', summary: 's', minutes: 5, learned: 'l',
  scenario: { participants: [
    { role: 'origin', name: 'desk', editable: true, implements: ['GET', 'DELETE'],
      resources: { '/memo': { GET: { kind: 'reply', text }, DELETE: { kind: 'reply', status: 204 } }, '/wall': { GET: { kind: 'reply', text: 'wall' } } },
      builds: { v2: { implements: ['GET', 'PUT'], resources: { '/memo': { PUT: { kind: 'reply', status: 201 } } } } } },
    { role: 'origin', name: 'shelf', resources: { '/': { GET: { kind: 'reply', text: 'shelf' } } } },
  ] },
  steps: [{ id: 'one', title: 'One', expectations: [{ id: 'put', says: 's', after: { event: { kind: 'edit', participant: 'desk', last: true } }, expect: { method: 'PUT', target: '/memo', status: 201 } }] }],
})
const labOf = (text = 'memo'): Lab => ({ ...file(text), pack: { id: 'p', version: '1.0.0', title: 'P' }, intro: '', narrative: {} })
let folder = ''
let store: Store
let running: RunningAttempt
const open = async (attempt = store.beginAttempt({ lab: 'mend', packVersion: '1.0.0', step: 'one', startedWallMs: 1 })) => {
  running = await RunningAttempt.open({ lab: labOf(), attempt, store, port: 0, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
}
const answerTo = async (method: string, target = '/memo') => {
  const { exchanges: [id] } = await running.send({ kind: 'structured', method, target, fields: [], content: '' })
  const exchange = running.exchanges().find(one => one.id === id)
  return exchange && finalResponse(exchange)
}
const status = async (method: string, target?: string) => (await answerTo(method, target))?.status
const edit = (implemented: string[] | undefined, takes?: Record<string, string[]>) => running.control({ kind: 'edit', participant: 'desk', ...(implemented && { implements: implemented }), ...(takes && { takes }) })
const outcome = () => running.verdicts().find(({ of }) => of === 'put')?.outcome

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-edits-'))
  store = openStore(folder)
})
afterEach(async () => {
  await running[Symbol.asyncDispose]()
  store[Symbol.dispose]()
  rmSync(folder, { recursive: true, force: true })
})

it('501, 405 and Allow follow from the two tables as they were edited', async () => {
  await open()
  expect([await status('PUT'), await status('DELETE'), await status('DELETE', '/wall')]).toEqual([501, 204, 405])
  await edit(['GET', 'PUT'])
  expect([await status('PUT'), await status('DELETE')]).toEqual([405, 501])
  await edit(undefined, { '/memo': ['PUT'] })
  const refused = await answerTo('GET')
  expect([await status('PUT'), refused?.status, refused && fieldValues(refused, 'Allow'), await status('GET', '/wall')]).toEqual([201, 405, ['PUT'], 200])
})

it('what a resource takes again, it answers as the lab declares it, in any of its builds; what is declared nowhere is echoed', async () => {
  await open()
  await edit(['GET', 'PUT', 'DELETE', 'POST'], { '/memo': [] })
  expect([await status('DELETE'), await status('GET')]).toEqual([405, 405])
  await edit(undefined, { '/memo': ['DELETE', 'PUT', 'POST'] })
  expect([await status('DELETE'), await status('PUT'), await status('POST')]).toEqual([204, 201, 200])
})

it('stands as it was left when it is opened again, after a build too, and the view says how', async () => {
  await open()
  await edit(['GET'], { '/wall': [] })
  await running.control({ kind: 'deploy', participant: 'desk', build: 'v2' })
  await edit(undefined, { '/wall': ['PUT'] })
  const { attempt, lab: { controls } } = running.view()
  await running[Symbol.asyncDispose]()
  await open(attempt)
  expect([await status('PUT', '/wall'), await status('GET', '/wall'), await status('DELETE')]).toEqual([200, 405, 501])
  const { events } = running.view()
  expect(standingOf(controls, events).tables.get('desk')).toEqual({ implements: ['GET', 'PUT'], takes: { '/memo': ['PUT'], '/wall': ['PUT'] } })
  await running.changeTo(labOf('another memo'))
  expect([await status('PUT', '/wall'), await status('GET', '/wall')]).toEqual([200, 405])
})

it('counts after the last edit only, and an edit takes back what it makes untrue', async () => {
  await open()
  await edit(['GET', 'PUT'], { '/memo': ['PUT'] })
  expect([await status('PUT'), running.judgeNow().length, outcome()]).toEqual([201, 1, 'met'])
  await edit(undefined, { '/memo': [] })
  expect(outcome()).toBe('not-yet')
  expect([await status('PUT'), running.judgeNow().length, outcome()]).toEqual([405, 1, 'missed'])
  await edit(undefined, { '/memo': ['PUT'] })
  expect([await status('PUT'), running.judgeNow().length, outcome()]).toEqual([201, 1, 'met'])
})

it('is refused for who may not be edited, for a path that is not there, and for what is no method', async () => {
  await open()
  await expect(running.control({ kind: 'edit', participant: 'shelf', implements: ['PUT'] })).rejects.toThrow('"shelf" cannot be told to edit; these can: desk')
  await expect(edit(undefined, { '/attic': ['GET'] })).rejects.toThrow('"desk" has no resource "/attic"; it has: /memo, /wall')
  expect(Control.safeParse({ kind: 'edit', participant: 'desk', implements: ['P T'] }).success).toBe(false)
  expect(Control.safeParse({ kind: 'edit', participant: 'desk', implements: Array.from({ length: 51 }, (_, nth) => `M${nth}`) }).success).toBe(false)
})
