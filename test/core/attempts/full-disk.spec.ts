import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { RunningAttempt } from '../../../electron/core/attempts/running-attempt.ts'
import { Workbench } from '../../../electron/core/attempts/workbench.ts'
import { openStore, StoreUnavailable, type Store } from '../../../electron/core/store/store.ts'
import type { Lab } from '../../../electron/model/lab.ts'
import type { Phrase } from '../../../electron/model/phrase.ts'
import { SCENARIO } from '../../support/lab-fixture.ts'
import { exchangeBytes } from '../../support/raw-exchange.ts'

const FULL = new StoreUnavailable('The disk is full, so nothing can be saved: lab501.sqlite. Make room, then try again.')
const LAB: Lab = {
  id: 'lab', title: 'Lab', summary: 'For tests.', minutes: 1, learned: 'Nothing.', scenario: SCENARIO, pack: { id: 'pack', version: '1.0.0', title: 'Pack' }, intro: '', narrative: {},
  steps: [{ id: 'one', title: 'One', expectations: [], questions: [], hints: [] }],
}
const GET = 'GET /widgets HTTP/1.1\r\nHost: localhost\r\n\r\n'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lab501-full-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A store whose disk is full as long as `isFull` names what is written. */
function limitedStore(store: Store, isFull: (what: keyof Store) => boolean): Store {
  return new Proxy(store, {
    get: (_, name: keyof Store) => {
      const member: unknown = Reflect.get(store, name, store)
      if (typeof member !== 'function') return member
      return (...args: unknown[]): unknown => {
        if (isFull(name)) throw FULL
        return Reflect.apply(member, store, args)
      }
    },
  })
}

async function running(isFull: (what: keyof Store) => boolean) {
  const store = openStore(folder)
  const limited = limitedStore(store, isFull)
  const told: string[] = []
  const attempt = store.beginAttempt({ lab: 'lab', packVersion: '1.0.0', step: 'one', startedWallMs: 0 })
  const run = await RunningAttempt.open({
    lab: LAB, attempt, store: limited, port: 0,
    announce: { saved: upToSeq => told.push(`saved ${upToSeq}`), judged: () => told.push('judged'), trouble: error => told.push(String(error)) },
  })
  return { run, store, told, attempt, port: run.entries[0]?.port ?? 0 }
}

it('verdicts that cannot be stored are told and made again, and end nothing', async () => {
  let full = true
  const { run, store, told, port } = await running(what => full && what === 'saveVerdicts')
  await exchangeBytes(port, GET, { quietMs: 100 })
  await expect.poll(() => told).toEqual(['saved 1', String(FULL)])
  full = false
  await expect.poll(() => told).toEqual(['saved 1', String(FULL), 'judged'])
  await run[Symbol.asyncDispose]()
  store[Symbol.dispose]()
})

it('what a send could not save is saved as soon as there is room, without another request', async () => {
  let full = true
  const { run, store, attempt } = await running(what => full && what === 'saveSegments')
  await expect(run.send({ kind: 'structured', method: 'GET', target: '/widgets', fields: [], content: '' })).rejects.toThrow(FULL)
  full = false
  await expect.poll(() => store.lastSeq(attempt.id)).toBe(2)
  await run[Symbol.asyncDispose]()
  store[Symbol.dispose]()
})

it('a lab whose exchanges cannot be saved is not left for another one, and goes on', async () => {
  let full = false
  const noticed: Phrase[] = []
  const store = openStore(folder)
  const labs = [LAB, { ...LAB, id: 'other' }]
  const bench = new Workbench({ labs, store: limitedStore(store, what => full && what === 'saveSegments'), port: 0, onSaved: () => undefined, onJudged: () => undefined, onNoticed: (_, notice) => noticed.push(notice), log: () => undefined })
  const lab = await bench.open('lab', false)
  full = true
  await exchangeBytes(lab?.entries[0]?.port ?? 0, GET, { quietMs: 100 })
  await expect.poll(() => noticed).toEqual([{ id: 'notice.not-saved', values: { why: FULL.message } }])
  await expect(bench.open('other', false)).rejects.toThrow(FULL)
  full = false
  expect(await bench.open('lab', false)).toBe(lab)
  await expect.poll(() => noticed.at(-1)?.id).toBe('notice.saved-again')
  expect((await exchangeBytes(lab?.entries[0]?.port ?? 0, GET, { quietMs: 100 })).text).toContain('200 OK')
  expect((await bench.open('other', false))?.lab.id).toBe('other')
  expect(store.lastSeq(store.latestAttempt('lab')?.id ?? '')).toBe(2)
  await bench[Symbol.asyncDispose]()
  store[Symbol.dispose]()
})
