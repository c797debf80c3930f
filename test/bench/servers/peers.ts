// Other mock servers with the same answer. They are no dependency of ours: the bench looks for them where LAB501_BENCH_PEERS says.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CONTENT, type Started } from './bare.ts'
import { freePort } from '../../support/free-port.ts'

const PACKAGES = { mockttp: 'mockttp', mockoon: '@mockoon/cli' } as const
const folder = process.env['LAB501_BENCH_PEERS'] ?? ''
const HEADERS = { Server: 'lab501', 'Content-Type': 'application/json' }
const START_TRIES = 300

/** @returns the kinds of server that are there, and for each that is not, how to get it. */
export function findPeers(): { found: string[]; missing: string[] } {
  const found: string[] = []
  const missing: string[] = []
  for (const [kind, name] of Object.entries(PACKAGES)) {
    if (folder !== '' && existsSync(join(folder, 'node_modules', name))) found.push(kind)
    else missing.push(`${kind}: in an empty folder, npm install --ignore-scripts ${name}; then LAB501_BENCH_PEERS=<that folder> npm run bench -- peers`)
  }
  return { found, missing }
}

/** What we use of mockttp. */
interface Mockttp {
  readonly port: number
  start(): Promise<void>
  stop(): Promise<void>
  forGet(path: string): { thenReply(status: number, content: string, headers: Readonly<Record<string, string>>): Promise<unknown> }
}

export async function mockttp(): Promise<Started> {
  const load = createRequire(join(folder, 'package.json'))
  const { getLocal } = load('mockttp') as { getLocal: (options: { recordTraffic: boolean }) => Mockttp }
  const server = getLocal({ recordTraffic: false })
  await server.start()
  await server.forGet('/widgets').thenReply(200, CONTENT, { ...HEADERS, 'Content-Length': String(CONTENT.length) })
  return { port: server.port, stop: () => server.stop() }
}

export async function mockoon(): Promise<Started> {
  const port = await freePort()
  const place = mkdtempSync(join(tmpdir(), 'lab501-mockoon-'))
  const data = join(place, 'environment.json')
  const headers = Object.entries(HEADERS).map(([key, value]) => ({ key, value }))
  const response = { uuid: 'a1', body: CONTENT, latency: 0, statusCode: 200, label: '', headers, bodyType: 'INLINE', filePath: '', databucketID: '', sendFileAsBody: false, rules: [], rulesOperator: 'OR', disableTemplating: true, fallbackTo404: false, default: true, crudKey: 'id', callbacks: [] }
  const route = { uuid: 'b1', type: 'http', documentation: '', method: 'get', endpoint: 'widgets', responses: [response], responseMode: null, streamingMode: null, streamingInterval: 0 }
  writeFileSync(data, JSON.stringify({
    uuid: 'c1', lastMigration: 33, name: 'bench', port, hostname: '127.0.0.1', endpointPrefix: '', latency: 0, folders: [], routes: [route], rootChildren: [{ type: 'route', uuid: 'b1' }],
    proxyMode: false, proxyHost: '', proxyRemovePrefix: false, tlsOptions: { enabled: false, type: 'CERT', pfxPath: '', certPath: '', keyPath: '', caPath: '', passphrase: '' },
    cors: false, headers: [], proxyReqHeaders: [], proxyResHeaders: [], data: [], callbacks: [],
  }))
  const child = spawn(process.execPath, [join(folder, 'node_modules', '@mockoon', 'cli', 'bin', 'run.js'), 'start', '--data', data, '--repair', '--disable-log-to-file', '--disable-admin-api'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const exited = once(child, 'exit')
  await answering(port, () => child.exitCode !== null)
  return {
    port,
    stop: async () => {
      child.kill()
      await exited
      rmSync(place, { recursive: true, force: true })
    },
  }
}

async function answering(port: number, isGone: () => boolean): Promise<void> {
  for (let tries = 0; tries < START_TRIES && !isGone(); tries += 1) {
    const isThere = await new Promise<boolean>(resolve => {
      const socket = connect(port, '127.0.0.1').on('error', () => resolve(false)).on('connect', () => {
        socket.destroy()
        resolve(true)
      })
    })
    if (isThere) return
    await wait(100)
  }
  throw new Error('it does not listen')
}
