// The simulator in a process of its own, so that its memory can be told from the client's: `node --expose-gc server.ts <limits as JSON>`.
// Prints its port; answers each line on stdin with its memory and its open sockets; ends with stdin.
import { createInterface } from 'node:readline'
import { openScenario } from '../../../electron/core/simulator/simulator.ts'
import { Limits } from '../../../electron/model/scenario.ts'
import { SCENARIO } from '../../support/lab-fixture.ts'

const limits = Limits.parse(JSON.parse(process.argv[2] ?? '{}'))
const participants = SCENARIO.participants.map(origin => ({ ...origin, limits }))
const simulation = await openScenario({ ...SCENARIO, participants }, { port: 0, onExchange: () => undefined })
let peakMiB = 0
const look = () => {
  try {
    peakMiB = Math.max(peakMiB, process.memoryUsage.rss() / 1_048_576)
  } catch {
    // Linux reads it from a file, and this process may be one that has no file descriptor left.
  }
}

globalThis.gc?.()
look()
const startMiB = peakMiB
setInterval(look, 5).unref()
console.log(simulation.entries[0]?.port)
for await (const _ of createInterface(process.stdin)) {
  look()
  globalThis.gc?.()
  const sockets = process.getActiveResourcesInfo().filter(kind => kind === 'TCPSocketWrap').length
  console.log(JSON.stringify({ grownMiB: peakMiB - startMiB, heapMiB: process.memoryUsage().heapUsed / 1_048_576, sockets }))
}
await simulation[Symbol.asyncDispose]()
