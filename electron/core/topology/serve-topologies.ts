// The end of the bridge between processes where the topologies run.
import { PortTaken } from '../simulator/listening.ts'
import { UnknownParticipant } from '../simulator/simulator.ts'
import { openRecorded, type Topology } from './topology.ts'
import { Order, type MessagePort, type Report } from './messages.ts'

/** Opens, drives and closes topologies as it is told. @param end is called when there is nothing more to do */
export function serveTopologies(port: MessagePort, end: () => void): void {
  const running = new Map<number, Promise<Topology>>()

  port.onMessage(message => {
    const order = Order.safeParse(message)
    if (!order.success) {
      const { call } = message as { call?: unknown }
      if (typeof call === 'number') port.post({ kind: 'failed', call, because: 'other', message: `the simulator does not understand what it was told (${order.error.issues[0]?.path.join('.')}: ${order.error.issues[0]?.message})` })
      return
    }
    if (order.data.kind === 'end') end()
    else void answer(order.data)
  })

  async function answer(order: Exclude<Order, { kind: 'end' }>): Promise<void> {
    const { call } = order
    try {
      port.post({ call, ...await follow(order) })
    } catch (error) {
      const because = error instanceof PortTaken ? 'port-taken' : error instanceof UnknownParticipant ? 'unknown-participant' : 'other'
      port.post({ kind: 'failed', call, because, message: error instanceof Error ? error.message : String(error) })
    }
  }

  async function follow(order: Exclude<Order, { kind: 'end' }>): Promise<Omit<Extract<Report, { kind: 'opened' }>, 'call'> | Omit<Extract<Report, { kind: 'sent' }>, 'call'> | { kind: 'done' }> {
    const { topology: id } = order
    if (order.kind === 'open') {
      const { port: wanted, ports, certificate, ...needs } = order.needs
      const opening = openRecorded({ ...needs, ...(wanted !== undefined && { port: wanted }), ...(ports && { ports }), ...(certificate && { certificate }) }, {
        everyTurn: true,
        onPart: part => port.post({ kind: 'part', topology: id, ...part }),
        onTrouble: error => port.post({ kind: 'trouble', topology: id, message: error instanceof Error ? error.message : String(error) }),
      })
      running.set(id, opening)
      opening.catch(() => running.delete(id))
      const { entries, notices } = await opening
      return { kind: 'opened', entries: [...entries], notices: [...notices] }
    }
    const topology = await running.get(id)
    if (!topology) throw new Error(`no topology ${id} runs here`)
    if (order.kind === 'send') {
      const { seqs, failure } = await topology.send(order.draft)
      return { kind: 'sent', seqs: [...seqs], ...(failure && { failure }) }
    }
    if (order.kind === 'control') await topology.control(order.control)
    else if (order.kind === 'flush') await topology.flush()
    else {
      running.delete(id)
      await topology[Symbol.asyncDispose]()
    }
    return { kind: 'done' }
  }
}
