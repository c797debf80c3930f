// A core with a topology in a process of its own, as a program `owner.ts <folder>`: prints that process's id and the port, ends with stdin.
import { TopologyProcess } from '../../../electron/core/topology/topology-process.ts'
import { forkTopology } from '../../../electron/cli/opening/fork-topology.ts'
import { SCENARIO } from '../../support/lab-fixture.ts'

let pid = 0
const folder = process.argv[2] ?? '.'
const topologies = new TopologyProcess(() => forkTopology(started => { pid = started }), folder, line => console.error(line))
const { entries } = await topologies.open({ scenario: SCENARIO, port: 0, lastSeq: 0, controls: [] }, { onSegment: () => undefined, onNotice: () => undefined, onTrouble: () => undefined })
console.log(JSON.stringify({ pid, port: entries[0]?.port }))
process.stdin.on('end', () => void topologies[Symbol.asyncDispose]()).resume()
