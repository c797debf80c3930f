// What was taken is told to a record store, all of it and in its own words, whatever happens on the way.
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Forwarder } from '../../../electron/core/collector/forwarder.ts'
import { statementsUrl } from '../../../electron/core/collector/record-store.ts'
import { readResult } from '../../../electron/core/results/read-result.ts'
import { statementsOf } from '../../../electron/core/results/xapi.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { handIn, LABS, newKey, work } from '../results/workshop.ts'
import { handOver, learner, openRoom, scratch, type Room } from './room.ts'
import { CREDENTIALS, openLrs, type Lrs } from './record-store-server.ts'

const idsOf = (bytes: Uint8Array) => {
  const read = readResult(bytes, LABS)
  if ('refusal' in read) throw new Error(read.refusal)
  return read.attempts.flatMap(attempt => [...statementsOf(read, attempt)].map(({ id }) => id))
}
function forwarding(room: Room, lrs: Pick<Lrs, 'endpoint'>, credentials = CREDENTIALS): { forwarder: Forwarder; logged: string[] } {
  const logged: string[] = []
  const forwarder = new Forwarder({ collected: room.collecting.collected, store: { url: statementsUrl(lrs.endpoint), credentials }, labs: LABS, log: line => logged.push(line), firstMs: 20 })
  onTestFinished(() => forwarder[Symbol.asyncDispose]())
  return { forwarder, logged }
}
const given = async (room: Room, of: Awaited<ReturnType<typeof learner>>) => expect(await handOver(room.code, of.bytes, of.privateKey)).toEqual({ outcome: 'done' })

describe('a record store', () => {
  it('is told every statement of what was taken, and nothing twice after a restart', async () => {
    const [room, lrs] = [await openRoom(), await openLrs()]
    const learners = [await learner('Ada'), await learner('Bob')]
    for (const one of learners) await given(room, one)
    const { forwarder } = forwarding(room, lrs)
    forwarder.poke()
    await expect.poll(() => forwarder.waiting).toBe(0)
    expect([...lrs.statements.keys()].sort()).toEqual(learners.flatMap(({ bytes }) => idsOf(bytes)).sort())
    const { forwarder: again } = forwarding(room, lrs)
    again.poke()
    await again[Symbol.asyncDispose]()
    expect([again.waiting, again.statements, lrs.asked.length]).toEqual([0, 0, 2])
  })

  it('that is away, busy or busy until then is asked again, and no result waits for it', async () => {
    const room = await openRoom()
    const gone = await openLrs()
    const port = Number(new URL(gone.endpoint).port)
    await gone.close()
    const { forwarder, logged } = forwarding(room, gone)
    await given(room, await learner('Ada'))
    forwarder.poke()
    await expect.poll(() => logged.length).toBe(1)
    expect(logged[0]).toBe('the record store: it is out of reach (ECONNREFUSED); statements wait, and it is tried again')
    const lrs = await openLrs([[503, { 'Retry-After': '0' }], [429]], port)
    await expect.poll(() => forwarder.waiting).toBe(0)
    expect(lrs.asked).toEqual(['POST 503', 'POST 429', 'POST 200'])
  })

  it.each([501, 500, 400, 401, 403, 404, 302])('that answers %i is not asked again', async status => {
    const [room, lrs] = [await openRoom(), await openLrs([[status]])]
    const { forwarder, logged } = forwarding(room, lrs)
    await given(room, await learner('Ada'))
    forwarder.poke()
    await expect.poll(() => logged).toEqual([`the record store: it answered ${status}; nothing more is sent to it. What was not told is told when the collector is started again`])
    forwarder.poke()
    await new Promise(resolve => setTimeout(resolve, 100))
    expect([lrs.asked, forwarder.waiting]).toEqual([[`POST ${status}`], 1])
  })

  it('that has a statement with something else in it keeps it, and is told the others', async () => {
    const [room, lrs] = [await openRoom(), await openLrs()]
    using store = openStore(mkdtempSync(join(scratch(), 'store-')))
    const key = newKey()
    const attempt = await work(store, { send: ['PUT'] })
    const first = handIn(store, [attempt], { key, name: 'Ada' })
    const second = handIn(store, [attempt, await work(store, { send: ['BREW'] })], { key, name: 'Ada Lovelace' })
    for (const { bytes } of [first, second]) {
      expect(await handOver(room.code, bytes, key.privateKey)).toEqual({ outcome: 'done' })
      // A new one each time: it does not remember what was told before.
      const { forwarder, logged } = forwarding(room, lrs)
      forwarder.poke()
      await expect.poll(() => forwarder.waiting).toBe(0)
      expect(logged).toEqual([])
    }
    expect(lrs.asked).toContain('POST 409')
    expect([...lrs.statements.keys()].sort()).toEqual([...new Set([first, second].flatMap(({ bytes }) => idsOf(bytes)))].sort())
  })

  it('is told nothing of a result whose verdicts do not follow from its capture', async () => {
    const [room, lrs] = [await openRoom(), await openLrs()]
    const ada = await learner('Ada')
    await given(room, ada)
    const [lab] = LABS.values()
    if (!lab) throw new Error('no lab')
    const strict = new Map([[lab.id, { ...lab, steps: lab.steps.map(step => ({ ...step, expectations: step.expectations.map(one => ({ ...one, points: one.points + 1 })) })) }]])
    const logged: string[] = []
    await using forwarder = new Forwarder({ collected: room.collecting.collected, store: { url: statementsUrl(lrs.endpoint), credentials: CREDENTIALS }, labs: strict, log: line => logged.push(line) })
    forwarder.poke()
    await expect.poll(() => forwarder.waiting).toBe(0)
    expect(logged).toEqual([expect.stringMatching(/ is not forwarded: the attempt at "Brew": its verdict on "brewed" does not follow from its capture$/)])
    expect(lrs.statements.size).toBe(0)
  })
})

describe('its address', () => {
  it.each([
    ['https://lrs.example.org/xapi', 'https://lrs.example.org/xapi/statements'],
    ['https://lrs.example.org/xapi/', 'https://lrs.example.org/xapi/statements'],
    ['https://lrs.example.org/xapi/statements?x#y', 'https://lrs.example.org/xapi/statements'],
    ['http://localhost:8080', 'http://localhost:8080/statements'],
    ['http://[::1]:8080/a', 'http://[::1]:8080/a/statements'],
  ])('%s leads to %s', (typed, url) => {
    expect(statementsUrl(typed).href).toBe(url)
  })

  it.each([
    ['lrs.example.org', 'no http or https address'],
    ['ftp://lrs.example.org/', 'no http or https address'],
    ['https://me:secret@lrs.example.org/', 'do not belong into the address'],
    ['http://lrs.example.org/xapi', 'write https://lrs.example.org/xapi'],
  ])('%s is refused', (typed, says) => {
    expect(() => statementsUrl(typed)).toThrow(says)
  })
})
