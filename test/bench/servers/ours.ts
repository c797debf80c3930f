// The simulator as it runs in the app, and with everything that it saw thrown away.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lab } from '../../../electron/model/lab.ts'
import { forkTopology } from '../../../electron/cli/opening/fork-topology.ts'
import { RunningAttempt } from '../../../electron/core/attempts/running-attempt.ts'
import { loadPacks } from '../../../electron/core/packs/load-pack.ts'
import { openScenario } from '../../../electron/core/simulator/simulator.ts'
import { originsOf } from '../../../electron/model/scenario.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { TopologyProcess } from '../../../electron/core/topology/topology-process.ts'
import type { Started } from './bare.ts'

function someLab(): Lab {
  const { labs } = loadPacks([join(import.meta.dirname, '..', '..', '..', 'labs')])
  const lab = labs.find(({ scenario }) => originsOf(scenario).some(({ resources }) => '/widgets' in resources))
  if (!lab) throw new Error('no lab has /widgets')
  return lab
}

/** The whole line as the app runs it: simulator and recorder in a process of their own; the store on the disk and the judge in this one. Prints how many exchanges were saved. */
export async function capturing(): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-bench-'))
  const lab = someLab()
  const store = openStore(folder)
  const attempt = store.beginAttempt({ lab: lab.id, packVersion: lab.pack.version, step: lab.steps[0]?.id ?? '', startedWallMs: Date.now() })
  const topologies = new TopologyProcess(() => forkTopology(), folder, line => process.stderr.write(`${line}\n`))
  const running = await RunningAttempt.open({
    lab, attempt, store, port: 0, open: topologies.open, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } },
  })
  return {
    port: running.entries[0]?.port ?? 0,
    stop: async () => {
      await running[Symbol.asyncDispose]()
      await topologies[Symbol.asyncDispose]()
      console.log(store.lastSeq(attempt.id))
      store[Symbol.dispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The same simulator; nobody numbers, keeps or saves what it hands on. */
export async function dropping(): Promise<Started> {
  const simulation = await openScenario(someLab().scenario, { port: 0, onExchange: () => undefined })
  return { port: simulation.entries[0]?.port ?? 0, stop: async () => { await simulation[Symbol.asyncDispose]() } }
}
