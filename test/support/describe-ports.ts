// Runs the same specs over every kind of port, so that what works on one transport works on the others.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { describe, onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { connect, type CoreCaller } from '../../electron/contract/connect.ts'
import { contract, type Announce, type Handlers } from '../../electron/contract/contract.ts'
import { portPair, type Port } from '../../electron/contract/port.ts'
import { serve } from '../../electron/contract/serve.ts'
import { socketPort } from '../../electron/served/socket-port.ts'

export type OpenPorts = () => Promise<readonly [core: Port, page: Port]>

const TRANSPORTS: Readonly<Record<string, OpenPorts>> = {
  'memory': async () => portPair(),
  'a message channel': async () => {
    const { port1, port2 } = new MessageChannel()
    return [channelPort(port1), channelPort(port2)]
  },
  'a WebSocket': async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const page = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const [[core]] = await Promise.all([once(server, 'connection') as Promise<[WebSocket]>, once(page, 'open')])
    onTestFinished(() => { page.terminate(); core.terminate() })
    return [socketPort(core), socketPort(page)]
  },
}

/** Runs `specs` for each transport and adds its name to the title. */
export function describePorts(title: string, specs: (open: OpenPorts) => void): void {
  describe.each(Object.entries(TRANSPORTS))(`${title}, over %s`, (_, open) => specs(open))
}

export interface Bridge {
  readonly caller: CoreCaller
  readonly announce: Announce
  readonly page: Port
  readonly core: Port
  /** What the core's end reported to its log. */
  readonly reported: { error: unknown; during: string }[]
}

/** Joins a caller and these handlers; a call that has none here is a failing test's mistake and ends `internal`. */
export async function bridged(open: OpenPorts, handlers: Partial<Handlers>): Promise<Bridge> {
  const [core, page] = await open()
  const reported: Bridge['reported'] = []
  const missing = async (): Promise<never> => { throw new Error('this test has no handler for that call') }
  const all = { ...Object.fromEntries(Object.keys(contract.calls).map(name => [name, missing])), ...handlers } as Handlers
  const announce = serve(all, core, (error, during) => reported.push({ error, during }))
  const caller = connect(page)
  onTestFinished(() => caller.close())
  return { caller, announce, page, core, reported }
}

/** Electron's IPC in small: structured messages between two ends that both hear of the end. */
function channelPort(lane: MessagePort): Port {
  return {
    post: frame => lane.postMessage(frame),
    onFrame: listener => void lane.on('message', (frame: string) => listener(frame)),
    onClose: listener => void lane.once('close', () => listener()),
    close: () => lane.close(),
  }
}
