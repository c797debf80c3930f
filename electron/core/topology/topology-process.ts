// Keeps one process for the topologies alive: started with the core, started again when it dies, given up when it dies again and again.
import { join } from 'node:path'
import { phrase } from '../../model/phrase.ts'
import { PortTaken } from '../simulator/listening.ts'
import { UnknownParticipant } from '../simulator/unknown-participant.ts'
import { Report, type Answer, type ChildProcessPort, type Launch } from './messages.ts'
import { RemoteTopology, SimulatorDied, SimulatorGone, type Ask } from './remote-topology.ts'
import type { OpenTopology } from './topology.ts'

/** So many deaths within so many milliseconds are no accident. */
const MOST_DEATHS = 5
const WITHIN_MS = 30_000
/** How long it has to end by itself when it is told to. */
const END_MS = 2_000

export class TopologyProcess implements AsyncDisposable {
  readonly #launch: Launch
  readonly #folder: string
  readonly #log: (line: string) => void
  readonly #topologies = new Map<number, RemoteTopology>()
  readonly #calls = new Map<number, { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }>()
  #child: ChildProcessPort | undefined
  #ended: Promise<void> = Promise.resolve()
  #deathsMs: number[] = []
  #isEnding = false
  #count = 0

  /** Starts the process. @param folder for what it has captured and not handed on yet @param log hears of what went wrong with it */
  constructor(launch: Launch, folder: string, log: (line: string) => void) {
    this.#launch = launch
    this.#folder = folder
    this.#log = log
    this.#start()
  }

  /** Opens a topology there. @throws PortTaken, SimulatorDied, SimulatorGone */
  readonly open: OpenTopology = async (needs, ears) => {
    // Who opens a lab or begins it anew asks for another try, and need not end the app for that.
    if (!this.#child && !this.#isEnding) {
      this.#deathsMs = []
      this.#start()
    }
    this.#count += 1
    const id = this.#count
    const spool = ['a', 'b'].map(name => join(this.#folder, `lab501.turns-${id}${name}`))
    const topology = new RemoteTopology(needs, ears, { ask: this.#askFor(id), closed: () => this.#topologies.delete(id), spool })
    this.#topologies.set(id, topology)
    try {
      await topology.open()
    } catch (error) {
      this.#topologies.delete(id)
      throw error
    }
    return topology
  }

  /** Ends the process; topologies that still run are closed with it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true
    const child = this.#child
    if (!child) return
    child.post({ kind: 'end' })
    const late = setTimeout(() => child.kill(), END_MS)
    await this.#ended
    clearTimeout(late)
  }

  #askFor(topology: number): Ask {
    return what => new Promise((resolve, reject) => {
      const child = this.#child
      if (!child) {
        reject(new SimulatorGone())
        return
      }
      this.#count += 1
      this.#calls.set(this.#count, { resolve, reject })
      child.post({ ...what, call: this.#count, topology })
    })
  }

  #start(): void {
    const child = this.#launch()
    this.#child = child
    child.onMessage(message => this.#heard(message))
    this.#ended = new Promise(resolve => {
      child.onEnd(why => {
        this.#child = undefined
        this.#died(why)
        resolve()
      })
    })
  }

  #heard(message: unknown): void {
    const read = Report.safeParse(message)
    if (!read.success) {
      this.#log(`simulator: it said what nobody understands (${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message})`)
      return
    }
    const report = read.data
    if (report.kind === 'segment') {
      const { topology, firstSeq, lastSeq, bytes } = report
      this.#topologies.get(topology)?.segment({ firstSeq, lastSeq, bytes })
      this.#child?.post({ kind: 'received', topology, upToSeq: lastSeq })
    }
    else if (report.kind === 'trouble') this.#topologies.get(report.topology)?.trouble(report.message)
    else {
      const call = this.#calls.get(report.call)
      this.#calls.delete(report.call)
      if (report.kind === 'failed') call?.reject(errorOf(report))
      else call?.resolve(report)
    }
  }

  #died(why: string): void {
    const topologies = [...this.#topologies.values()]
    for (const topology of topologies) topology.died()
    const calls = [...this.#calls.values()]
    this.#calls.clear()
    if (!this.#isEnding) this.#startAgain(why, topologies)
    // Only now, so that whoever asks again asks the new one.
    for (const { reject } of calls) reject(new SimulatorDied())
  }

  #startAgain(why: string, topologies: readonly RemoteTopology[]): void {
    const nowMs = performance.now()
    this.#deathsMs = [...this.#deathsMs.filter(ms => nowMs - ms < WITHIN_MS), nowMs]
    if (this.#deathsMs.length >= MOST_DEATHS) {
      this.#log(`simulator: its process ended (${why}) ${this.#deathsMs.length} times within ${WITHIN_MS / 1_000} s and is not started again`)
      for (const topology of topologies) topology.notice(phrase('notice.simulator-gone'))
      return
    }
    this.#log(`simulator: its process ended (${why}) and is started again`)
    this.#start()
    for (const topology of topologies) topology.reopen()
  }
}

/** An error keeps its class on the way between processes where somebody tells it from others. */
function errorOf({ because, message }: Extract<Answer, { kind: 'failed' }>): Error {
  switch (because) {
    case 'port-taken': return new PortTaken(message)
    case 'unknown-participant': return new UnknownParticipant(message)
    case 'other': return new Error(message)
  }
}
