// One server of the benchmark, in a process of its own: `node server.ts simulator|bare`. Prints its port; ends with stdin.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunningAttempt } from '../../electron/core/attempts/running-attempt.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { openStore } from '../../electron/core/store/store.ts'

const CONTENT = `${JSON.stringify([{ id: 7, name: 'sprocket' }, { id: 8, name: 'flange' }], null, 2)}\n`
const untilEnd = () => new Promise(resolve => process.stdin.resume().once('end', resolve))

/** node:http with the same status, fields and content, and no capture. */
async function bare(): Promise<void> {
  const server = createServer((_, response) => {
    response.writeHead(200, { Server: 'lab501', 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(CONTENT) }).end(CONTENT)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  console.log((server.address() as { port: number }).port)
  await untilEnd()
  server.closeAllConnections()
  server.close()
}

/** The whole line: simulator, recorder, store on the disk. */
async function simulator(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-bench-'))
  const { labs: [lab] } = loadPacks([join(import.meta.dirname, '..', '..', 'labs')])
  if (!lab) throw new Error('no lab to run')
  const store = openStore(folder)
  const attempt = store.beginAttempt({ lab: lab.id, packVersion: lab.pack.version, step: lab.steps[0]?.id ?? '', startedWallMs: Date.now() })
  const running = await RunningAttempt.open({ lab, attempt, store, port: 0, isLive: false, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
  console.log(running.entries[0]?.port)
  await untilEnd()
  await running[Symbol.asyncDispose]()
  console.log(store.lastSeq(attempt.id))
  store[Symbol.dispose]()
  rmSync(folder, { recursive: true, force: true })
}

await (process.argv[2] === 'bare' ? bare() : simulator())
