// The core of `npm run dev`, from its sources, in a process that ends when the one that started it goes away.
import { once } from 'node:events'
import { join } from 'node:path'
import { forkTopology } from '../../electron/cli/opening/fork-topology.ts'
import { PACK_FOLDERS, PROJECT, version } from '../../electron/cli/opening/project.ts'
import { openCore } from '../../electron/core/core.ts'
import { startServed } from '../../electron/served/serve.ts'

export interface DevCore { readonly data: string; readonly port: number; readonly token: string }

const log = (line: string) => void process.stderr.write(`${line}\n`)
const stopped = once(process, 'disconnect')
// The terminal's Ctrl C reaches this process too; it ends in order when the other one lets go.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

const [{ data, port, token }] = await once(process, 'message') as [DevCore]
const core = await openCore({ dataFolder: data, packFolders: PACK_FOLDERS, entry: 'served', version: version(), log, launch: () => forkTopology() })
// The page comes from Vite; here is only what says that it is one.
const served = await startServed({ core, pageFolder: join(PROJECT, 'renderer'), port, token, log })
process.send?.('runs')
await stopped
await served.close()
await core[Symbol.asyncDispose]()
