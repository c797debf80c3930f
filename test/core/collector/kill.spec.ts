// Either end is killed in the middle: what was acknowledged is there, and each history is there once.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, it } from 'vitest'
import { collectorIdentity } from '../../../electron/core/collector/identity.ts'
import { sha256 } from '../../../electron/core/packs/archive/manifest.ts'
import { readResult } from '../../../electron/core/results/read-result.ts'
import { openResult } from '../../../electron/core/results/result-file.ts'
import { hashOfLine } from '../../../electron/core/store/attempt-log.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { writeJoinCode } from '../../../electron/model/join-code.ts'
import { handIn, LABS, newKey, work } from '../results/workshop.ts'
import { codeOf, handOver, openRoom, scratch } from './room.ts'
import { freePort } from '../../support/free-port.ts'

const CLI = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'lab501.js')
const running = new Set<ChildProcess>()
afterAll(() => { for (const child of running) child.kill('SIGKILL') })

/** Starts a program and waits for the first line that `isBegun`. */
async function begin(args: readonly string[], isBegun: (line: string) => boolean): Promise<ChildProcess & { readonly lines: string[] }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child.once('exit', () => running.delete(child)))
  const lines: string[] = []
  await new Promise<void>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`it ended with ${code}: ${lines.join('\n')}`)))
    createInterface(child.stdout).on('line', line => {
      lines.push(line)
      if (isBegun(line)) resolve()
    })
  })
  return Object.assign(child, { lines })
}
async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
it('what a collector acknowledged is there after SIGKILL in the middle of a flood', async () => {
  const ROUNDS = 5
  const LEARNERS = 40
  const [dataFolder, into, port] = [scratch(), scratch(), await freePort()]
  using store = openStore(scratch())
  const attempt = await work(store, { send: ['BREW'] })
  const acknowledged = new Set<string>()
  for (let round = 0; round < ROUNDS; round += 1) {
    const collector = await begin([CLI, 'collect', '--listen', `127.0.0.1:${port}`, '--into', into, '--data', dataFolder], line => line.startsWith('Results are kept'))
    const { secret, sha256: certificate } = collectorIdentity(dataFolder)
    const code = codeOf(writeJoinCode({ host: '127.0.0.1', port, secret, sha256: certificate }))
    const learners = Array.from({ length: LEARNERS }, (_, nth) => {
      const key = newKey()
      return { key, bytes: handIn(store, [attempt], { key, name: `${round} ${nth}` }).bytes }
    })
    let [known, answered] = [0, 0]
    const sent = Promise.all(learners.map(async ({ key, bytes }) => {
      const { outcome } = await handOver(code, bytes, key.privateKey)
      answered += 1
      if (outcome !== 'done') return
      acknowledged.add(sha256(bytes))
      known += 1
    }))
    // In another moment each time: from before the first answer to after most of them.
    await expect.poll(() => known >= round * 8 || answered === LEARNERS, { interval: 1, timeout: 20_000 }).toBe(true)
    await kill(collector)
    await sent
  }
  expect(acknowledged.size).toBeGreaterThan(ROUNDS)
  const again = await begin([CLI, 'collect', '--listen', `127.0.0.1:${port}`, '--into', into, '--data', dataFolder], line => line.startsWith('Results are kept'))
  again.kill('SIGINT')
  expect(await once(again, 'exit')).toEqual([0, null])
  const there = readdirSync(into).filter(name => name.endsWith('.lab501-result'))
  for (const name of there) {
    const bytes = readFileSync(join(into, name))
    expect([sha256(bytes), 'sheet' in readResult(bytes, LABS)]).toEqual([name.slice(0, 64), true])
  }
  expect([...acknowledged].filter(digest => !there.includes(`${digest}.lab501-result`))).toEqual([])
}, 120_000)

it('what a learner did is sent once, over SIGKILLs of the app', async () => {
  const room = await openRoom()
  const folder = scratch()
  const app = [join(import.meta.dirname, 'working-app.ts'), folder, room.collecting.codes[0]?.code ?? '']
  // So long after something was done: on a busy machine, nothing is done in any time.
  for (const [after, ms] of [['begun', 30], ['worked', 0], ['worked', 120], ['worked', 370]] as const) {
    const child = await begin([...app, '50'], line => line === after)
    await new Promise(resolve => setTimeout(resolve, ms))
    await kill(child)
  }
  const last = await begin([...app, '2'], line => line === 'sent')
  await kill(last)
  const histories = readdirSync(room.folder).filter(name => name.endsWith('.lab501-result')).flatMap(name => {
    const opened = openResult(readFileSync(join(room.folder, name)))
    return 'refusal' in opened ? ['refused'] : opened.sheet.attempts.map(({ id, log }) => `${id} ${log.head}`)
  })
  expect(new Set(histories).size).toBe(histories.length)
  using store = openStore(folder)
  const done = store.attempts().map(({ id }) => ({ id, lines: store.log(id) })).filter(({ lines }) => lines.length > 1)
  expect(done.length).toBeGreaterThan(2)
  for (const { id, lines } of done) expect(histories).toContain(`${id} ${hashOfLine(lines.at(-1) ?? '')}`)
}, 120_000)
