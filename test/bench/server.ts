// One server of the benchmark, in a process of its own: `node server.ts <kind>`. Prints its port; ends with stdin; may print figures then.
import { bareHttp, bareNet } from './servers/bare.ts'
import { capturing, dropping } from './servers/ours.ts'
import { mockoon, mockttp } from './servers/peers.ts'

const untilEnd = () => new Promise<void>(resolve => process.stdin.resume().once('end', () => resolve()))
const KINDS = { 'node:http': bareHttp, 'node:net': bareNet, simulator: capturing, 'simulator, nothing kept': dropping, mockttp, mockoon } as const

const start = Object.entries(KINDS).find(([kind]) => kind === process.argv[2])?.[1]
if (!start) throw new Error(`there is no server "${process.argv[2]}"; there are: ${Object.keys(KINDS).join(', ')}`)
const { port, stop } = await start()
console.log(port)
await untilEnd()
await stop()
