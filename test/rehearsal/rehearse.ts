// A workshop rehearsed on this machine: learners in processes of their own and a collector, one of each killed and restarted, and what the instructor sees in the end.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { lab501 } from '../cli/lab501.ts'
import type { Statement } from '../../electron/core/results/xapi.ts'
import { Collector } from './collector.ts'
import type { Matrix, Seen } from './compare.ts'
import type { Orders } from './learner.ts'
import { expectedOf, playable, workshop, type Expected } from './plan.ts'

export interface Rehearsal {
  readonly learners: number
  readonly labsEach: number
  /** For everything that is kept; somebody else removes it. */
  readonly folder: string
  readonly say: (line: string) => void
}
export interface Rehearsed { readonly seen: Seen; readonly expected: readonly Expected[]; /** Results that were acknowledged, and those that are there. */ readonly sent: number; readonly kept: number; /** How many learners had to wait for the collector. */ readonly waited: number }

const AT_ONCE = 3
const LONGEST_MS = 120_000
const LEARNER = join(import.meta.dirname, 'learner.ts')

/** @returns what the instructor sees and what was played. Every process that it started has ended, however it ends. */
export async function rehearse({ learners: count, labsEach, folder, say }: Rehearsal): Promise<Rehearsed> {
  const labs = playable()
  const learners = workshop(count, labsEach, labs)
  const running = new Set<ChildProcess>()
  const collector = new Collector(folder)
  const half = Math.floor(count / 2)
  let [sent, begun, waited] = [0, 0, 0]
  let outage: Promise<void> | undefined
  const onWord = (name: string) => (word: string) => {
    const [kind, number] = word.split(' ')
    if (kind === 'sent') sent += Number(number)
    if (kind === 'trouble') say(`${name}: ${word}`)
    if (kind !== 'waiting') return
    waited += 1
    if (!outage) return
    void outage.then(() => collector.start()).catch((error: unknown) => say(String(error)))
    outage = undefined
    say(`${name} waits for the collector, which begins again`)
  }
  try {
    await collector.start()
    const waiting = learners.entries()
    const lane = async () => {
      for (const [nth, learner] of waiting) {
        const orders: Orders = { ...learner, dataFolder: join(folder, `data-${nth}`), code: collector.code }
        if (nth === 1) {
          await killed({ ...orders, stops: true }, running)
          say(`${learner.name} was killed in the middle of a lab, and begins again`)
        }
        begun += 1
        if (begun === half) {
          outage = collector.kill()
          say('the collector was killed')
        }
        await worked(orders, running, onWord(learner.name))
        say(`${learner.name}: ${learner.parts.map(({ lab, play }) => `${lab} (${play})`).join(', ')}`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
  } finally {
    for (const child of running) child.kill('SIGKILL')
    await collector.stop()
  }
  return { sent, kept: collector.kept, waited, expected: await expectedOf(learners, labs), seen: await seenBy(collector.into, folder) }
}

function started(orders: Orders, running: Set<ChildProcess>): ChildProcess {
  mkdirSync(orders.dataFolder, { recursive: true })
  const file = join(orders.dataFolder, 'orders.json')
  writeFileSync(file, JSON.stringify(orders))
  const child = spawn(process.execPath, [LEARNER, file], { stdio: ['ignore', 'pipe', 'inherit'], timeout: LONGEST_MS, killSignal: 'SIGKILL' })
  running.add(child)
  child.once('close', () => running.delete(child))
  return child
}

/** Works until all is done and handed in. @param tell each word of the learner */
async function worked(orders: Orders, running: Set<ChildProcess>, tell: (word: string) => void): Promise<void> {
  const child = started(orders, running)
  if (child.stdout) createInterface({ input: child.stdout }).on('line', tell)
  const [code] = await once(child, 'close') as [number | null]
  if (code !== 0) throw new Error(`${orders.name} ended with ${code ?? 'a signal'}`)
}

/** Works until the middle of a lab, and is ended there without a word. */
async function killed(orders: Orders, running: Set<ChildProcess>): Promise<void> {
  const child = started(orders, running)
  const stopped = new Promise<void>(resolve => { child.stdout?.setEncoding('utf8').on('data', (text: string) => { if (text.includes('stopped')) resolve() }) })
  const closed = once(child, 'close')
  await Promise.race([stopped, closed])
  if (!child.kill('SIGKILL')) throw new Error(`${orders.name} had ended before it was killed`)
  await closed
}

/** By the command that an instructor has. */
async function seenBy(into: string, folder: string): Promise<Seen> {
  const [json, csv, xapi] = await Promise.all(['--json', '--csv', '--xapi'].map(async form => {
    const { code, out, err } = await lab501(['results', into, form], folder, { LAB501_DATA: join(folder, 'instructor') })
    if (code !== 0) throw new Error(err)
    return out
  }))
  return { matrix: JSON.parse(json ?? '') as Matrix, csv: csv ?? '', statements: JSON.parse(xapi ?? '') as Statement[] }
}
