// The collector in the app tells a record store too, when its address was typed: how that stands is seen, what it was told with is not.
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { CollectorDesk } from '../../../electron/core/collector/collector-desk.ts'
import { NoRecordStore } from '../../../electron/core/collector/record-store.ts'
import { ClassDesk } from '../../../electron/core/results/class-desk.ts'
import { LABS } from '../results/workshop.ts'
import { codeOf, handOver, learner } from './learner.ts'
import { openLrs } from './record-store-server.ts'
import { scratch } from './room.ts'

async function collecting() {
  const dataFolder = mkdtempSync(join(scratch(), 'desk-'))
  const logged: string[] = []
  const classes = new ClassDesk({ labs: () => [...LABS.values()], onChanged: () => undefined })
  const desk = new CollectorDesk({ dataFolder, labs: () => [...LABS.values()], take: (file, bytes) => classes.take(file, bytes), onChanged: () => undefined, log: line => logged.push(line) })
  onTestFinished(async () => {
    await desk[Symbol.asyncDispose]()
    classes[Symbol.dispose]()
  })
  const { running } = await desk.start('127.0.0.1:0', false)
  return { desk, classes, logged, dataFolder, code: codeOf(running?.codes[0]?.code ?? '') }
}
const state = ({ desk }: { desk: CollectorDesk }) => desk.view().running?.forwarding
const give = async ({ code }: Awaited<ReturnType<typeof collecting>>, name: string) => {
  const one = await learner(name)
  expect(await handOver(code, one.bytes, one.privateKey)).toEqual({ outcome: 'done' })
  return one
}
function textIn(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => statSync(join(folder, name)).isFile()).map(name => readFileSync(join(folder, name), 'latin1')).join('\n')
}

it('tells the record store that was typed what came and what comes, and nothing after it is stopped; its password is nowhere', async () => {
  const [room, lrs] = [await collecting(), await openLrs()]
  await give(room, 'Ada')
  expect(state(room)).toBeUndefined()
  expect(lrs.asked).toEqual([])
  await room.desk.forward(lrs.endpoint, 'lab', 's3cret')
  await give(room, 'Bob')
  await expect.poll(() => state(room)).toMatchObject({ to: new URL(lrs.endpoint).origin, waiting: 0, left: [], isOver: false })
  expect(state(room)?.statements).toBe(lrs.statements.size)
  expect(lrs.statements.size).toBeGreaterThan(0)
  // A new code is another start at the same address; the record store goes on to be told.
  const { running } = await room.desk.start('127.0.0.1:0', true)
  expect(running?.forwarding).toMatchObject({ waiting: 0 })
  expect((await room.desk.stopForwarding()).running).not.toHaveProperty('forwarding')
  const told = lrs.asked.length
  await give({ ...room, code: codeOf(room.desk.view().running?.codes[0]?.code ?? '') }, 'Eve')
  await room.desk.stop()
  expect((await room.desk.start('127.0.0.1:0', false)).running).not.toHaveProperty('forwarding')
  expect(lrs.asked).toHaveLength(told)
  expect(`${textIn(room.dataFolder)}${room.logged.join('\n')}${JSON.stringify(room.desk.view())}`).not.toMatch(/s3cret|bGFiOnMzY3JldA/)
})

it('says what is in the way: tried again by itself, or over, with what it answered', async () => {
  const [room, lrs] = [await collecting(), await openLrs([[503, { 'Retry-After': '60' }]])]
  await room.desk.forward(lrs.endpoint, 'lab', 's3cret')
  await give(room, 'Ada')
  await expect.poll(() => state(room)).toMatchObject({ waiting: 1, isOver: false, why: 'it answered 503' })
  // Whoever types it anew begins anew.
  await room.desk.forward(lrs.endpoint, 'lab', 'wrong')
  await expect.poll(() => state(room)).toMatchObject({ waiting: 1, isOver: true, why: 'it answered 401' })
  await room.desk.forward(lrs.endpoint, 'lab', 's3cret')
  await expect.poll(() => state(room)).toMatchObject({ waiting: 0, isOver: false })
  expect(state(room)).not.toHaveProperty('why')
})

it.each([
  ['lrs.example.org', 'lab', 's', 'no http or https address'],
  ['ftp://lrs.example.org/', 'lab', 's', 'no http or https address'],
  ['https://me:secret@lrs.example.org/', 'lab', 's', 'do not belong into the address'],
  ['http://lrs.example.org/xapi', 'lab', 's', 'write https://lrs.example.org/xapi'],
  ['http://127.0.0.1:1/', '', 's', 'wants a name'],
  ['http://127.0.0.1:1/', 'a:b', 's', 'wants a name'],
  ['http://127.0.0.1:1/', 'a', 's\nX: y', 'wants a name'],
])('connects to nothing for %j, %j, %j', async (address, user, password, says) => {
  const room = await collecting()
  await expect(room.desk.forward(address, user, password)).rejects.toThrow(NoRecordStore)
  await expect(room.desk.forward(address, user, password)).rejects.toThrow(says)
  expect(state(room)).toBeUndefined()
  await room.desk.stop()
  await expect(room.desk.forward('http://127.0.0.1:1/', 'lab', 's')).rejects.toThrow('the collector is off')
})
