// A collector in a folder of its own on loopback, and learners who send to it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'
import { connect as connectPage, type CoreCaller } from '../../../electron/contract/connect.ts'
import { portPair } from '../../../electron/contract/port.ts'
import { openCore, type CoreOptions } from '../../../electron/core/core.ts'
import { startCollecting, type Collecting, type CollectingOptions } from '../../../electron/core/collector/collecting.ts'
import { proofOn } from '../../../electron/core/collector/proof.ts'
import type { JoinCode } from '../../../electron/model/join-code.ts'
import { codeOf, type learner } from './learner.ts'

export { codeOf, greet, handOver, learner } from './learner.ts'

const LABS = join(import.meta.dirname, '../../../labs')

export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-collector-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** @returns the page's side of an app on this folder, which ends with the test */
export async function openApp({ packFolders = [LABS], log = () => undefined }: Partial<Pick<CoreOptions, 'packFolders' | 'log'>> = {}): Promise<CoreCaller> {
  const core = await openCore({ dataFolder: scratch(), packFolders, entry: 'tests', version: '0', log, simulatorPort: 0 })
  const [ours, theirs] = portPair()
  core.serve(theirs)
  const page = connectPage(ours)
  onTestFinished(async () => {
    page.close()
    await core[Symbol.asyncDispose]()
  })
  return page
}

export interface Room { readonly collecting: Collecting; readonly code: JoinCode; readonly folder: string; readonly told: string[] }

/** @returns a collector that is closed when the test ends, and what it says. */
export async function openRoom(options: Partial<CollectingOptions> = {}): Promise<Room> {
  const dataFolder = options.dataFolder ?? scratch()
  const told: string[] = []
  const collecting = await startCollecting({
    dataFolder, listen: { host: '127.0.0.1', port: 0 }, log: line => told.push(line),
    onKept: ({ sheet }) => told.push(`kept ${sheet.learner.name}`), onRefused: (kind, _from, detail) => told.push(`refused ${kind}${detail && `: ${detail}`}`), ...options,
  })
  onTestFinished(() => collecting.close())
  return { collecting, code: codeOf(collecting.codes[0]?.code ?? ''), folder: collecting.collected.folder, told }
}

/** @returns a connection to the collector, on which anything may be written. */
export function dial({ host, port }: JoinCode): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, rejectUnauthorized: false }, () => resolve(socket)).on('error', reject)
    onTestFinished(() => void socket.destroy())
  })
}

/** @returns everything that comes until the other side ends. */
export async function answerOn(socket: TLSSocket, bytes: string | Uint8Array, ...more: readonly (string | Uint8Array)[]): Promise<string> {
  socket.on('error', () => undefined)
  for (const part of [bytes, ...more]) socket.write(part)
  const parts: Buffer[] = []
  for await (const part of socket as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString('latin1')
}

/** @returns the head of a request that hands a result over as the app does; `fields` in the place of its own, where undefined leaves one out. */
export function headOf(socket: TLSSocket, { host, port, secret }: JoinCode, of: Awaited<ReturnType<typeof learner>>, fields: Readonly<Record<string, string | undefined>> = {}, line = 'POST /results HTTP/1.1'): string {
  const all = { Host: `${host}:${port}`, Authorization: `Bearer ${secret}`, 'Content-Type': 'application/zip', 'Content-Length': String(of.bytes.length), 'Lab501-Proof': proofOn(socket, of.digest, of.privateKey), Connection: 'close', ...fields }
  return `${line}\r\n${Object.entries(all).map(([name, value]) => (value === undefined ? '' : `${name}: ${value}\r\n`)).join('')}\r\n`
}
