// The thread that verifies for a collector: it says what would be said here, and when it is gone that is who says it.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { VERIFIER } from '../../../electron/cli/opening/project.ts'
import { Verifier } from '../../../electron/core/collector/verifier.ts'
import { verify, type Question } from '../../../electron/core/collector/verify.ts'
import { startVerifier } from '../../../electron/verifier-thread.ts'
import { greet, handOver, learner, openRoom, scratch } from './room.ts'

/** @returns one that is ended with the test, and what it logs */
function verifier(program?: string) {
  const told: string[] = []
  const one = new Verifier(program === undefined ? undefined : () => startVerifier(program), line => told.push(line))
  onTestFinished(() => one[Symbol.dispose]())
  return { one, told }
}

/** @returns the path of a program that a thread runs */
function program(text: string): string {
  const path = join(scratch(), 'thread.mjs')
  writeFileSync(path, `import { parentPort } from 'node:worker_threads'\n${text}\n`)
  return path
}

/** @returns what a collector asks of a result that its owner sends */
async function question(name: string, rest: Partial<Question> = {}): Promise<Question> {
  const { bytes, privateKey } = await learner(name)
  const message = randomBytes(84)
  return { bytes, isKept: false, proof: { message, signature: sign(null, message, privateKey) }, ...rest }
}

it('says of each what is said here: whose it is, that somebody else sends it, and why it is none', async () => {
  const ada = await question('Ada')
  const spoilt = ada.bytes.with(ada.bytes.length >> 1, (ada.bytes[ada.bytes.length >> 1] ?? 0) ^ 1)
  const stranger = sign(null, ada.proof.message, generateKeyPairSync('ed25519').privateKey)
  const questions = [
    ada, { ...ada, isKept: true }, { ...ada, bytes: spoilt }, { ...ada, bytes: new Uint8Array() }, { ...ada, bytes: randomBytes(100_000) },
    { ...ada, proof: { ...ada.proof, signature: stranger } }, { ...ada, proof: { ...ada.proof, signature: new Uint8Array() } }, await question('Grace'),
  ]
  const { one, told } = verifier(VERIFIER)
  const found = await Promise.all(questions.map(each => one.verify(each)))
  expect(found).toEqual(questions.map(each => verify(each)))
  expect(found.map(each => ('refusal' in each ? 'refused' : `${each.sheet.learner.name} ${each.isProven}`))).toEqual(['Ada true', 'Ada true', 'refused', 'refused', 'refused', 'Ada false', 'Ada false', 'Grace true'])
  // What was asked is still what it was.
  expect(ada.bytes.length).toBeGreaterThan(1_000)
  expect(told).toEqual([])
})

it('is asked for no more at a time than can be copied, and answers all', async () => {
  const { one } = verifier(program(`
    let waiting = []
    parentPort.on('message', ({ nth, bytes }) => {
      waiting.push([nth, bytes.length])
      if (waiting.length > 1) return
      setTimeout(() => {
        const all = waiting
        waiting = []
        for (const [one] of all) parentPort.postMessage({ nth: one, found: { refusal: all.map(([, octets]) => octets / 1_048_576).join(' ') } })
      }, 300)
    })`))
  const { proof } = await question('Ada')
  const asked = [20, 9, 6, 3].map(mib => one.verify({ bytes: new Uint8Array(mib * 1_048_576), isKept: false, proof }))
  expect(await Promise.all(asked)).toEqual(['20', '9 6', '9 6', '3'].map(refusal => ({ refusal })))
})

it('leaves nothing unanswered when the thread ends, whatever ends it, and says so once', async () => {
  const [ada, grace] = [await question('Ada'), await question('Grace')]
  const named = (found: Awaited<ReturnType<Verifier['verify']>>) => ('refusal' in found ? found.refusal : found.sheet.learner.name)
  for (const [path, why] of [
    [program("parentPort.on('message', () => process.exit(3))"), 'exit code 3'],
    [program("parentPort.on('message', () => { throw new Error('out of order') })"), 'out of order'],
    [join(scratch(), 'not-there.mjs'), 'not-there.mjs'],
  ] as const) {
    const { one, told } = verifier(path)
    expect((await Promise.all([one.verify(ada), one.verify(grace)])).map(named)).toEqual(['Ada', 'Grace'])
    expect(named(await one.verify(ada))).toBe('Ada')
    expect(told).toEqual([expect.stringMatching(new RegExp(`^the thread that verifies results ended \\(.*${why}.*\\); they are verified beside the answers from now on$`, 's'))])
  }
})

it('does without a thread that cannot start, and says so', async () => {
  const told: string[] = []
  using one = new Verifier(() => { throw new Error('no more threads') }, line => told.push(line))
  expect(await one.verify(await question('Ada'))).toMatchObject({ sheet: { learner: { name: 'Ada' } }, isProven: true })
  expect(told).toEqual(['the thread that verifies results did not start (no more threads); they are verified beside the answers from now on'])
  const room = await openRoom({ startVerifier: () => { throw new Error('no more threads') } })
  const grace = await learner('Grace')
  expect(await handOver(room.code, grace.bytes, grace.privateKey)).toEqual({ outcome: 'done' })
  expect(room.told).toEqual([...told, 'kept Grace'])
})

it('leaves nobody waiting when it is ended: with the thread, before it, and after', async () => {
  const { one, told } = verifier(program("parentPort.on('message', () => undefined)"))
  const { proof } = await question('Ada')
  const asked = [20, 9].map(mib => one.verify({ bytes: new Uint8Array(mib * 1_048_576), isKept: false, proof }))
  const ended = Promise.allSettled(asked)
  one[Symbol.dispose]()
  const rejected = { status: 'rejected', reason: new Error('the collector has ended') }
  expect(await ended).toMatchObject([rejected, rejected])
  await expect(one.verify(await question('Grace'))).rejects.toThrow('the collector has ended')
  expect(told).toEqual([])
})

it('ends with its collector, which takes what was not answered for no fault of its own', async () => {
  const asked: Question[] = []
  const room = await openRoom({ startVerifier: () => ({ post: one => void asked.push(one), onMessage: () => undefined, onEnd: () => undefined, kill: () => undefined }) })
  const ada = await learner('Ada')
  const handed = handOver(room.code, ada.bytes, ada.privateKey)
  await expect.poll(() => asked.length).toBe(1)
  await room.collecting.close()
  expect((await handed).outcome).toBe('later')
  expect([room.told, room.collecting.collector.counts()]).toEqual([[], { kept: 0, again: 0, refused: {} }])
})

it('tells a fault of ours, and goes on', async () => {
  const { one } = verifier(program("parentPort.on('message', ({ nth }) => parentPort.postMessage(nth === 1 ? { nth, fault: 'ours' } : { nth, found: { refusal: 'none' } }))"))
  const ada = await question('Ada')
  await expect(one.verify(ada)).rejects.toThrow('ours')
  expect(await one.verify(ada)).toEqual({ refusal: 'none' })
})

it('is what a collector asks, and a room is told the same', async () => {
  const room = await openRoom({ startVerifier: () => startVerifier(VERIFIER) })
  const [ada, grace] = [await learner('Ada'), await learner('Grace')]
  expect(await greet(room.code)).toEqual({ outcome: 'done' })
  const done = await Promise.all([
    handOver(room.code, ada.bytes, ada.privateKey), handOver(room.code, ada.bytes, ada.privateKey), handOver(room.code, grace.bytes, grace.privateKey),
    handOver(room.code, ada.bytes, grace.privateKey), handOver(room.code, ada.bytes.slice(0, -1), ada.privateKey),
  ])
  expect(done.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'refused', 'refused'])
  expect(room.collecting.collector.counts()).toEqual({ kept: 2, again: 1, refused: { sender: 1, form: 1 } })
  expect(room.told.filter(line => line.includes('thread'))).toEqual([])
})
