// The end of the bridge between processes where the topologies run.
import { PortTaken } from '../simulator/listening.ts'
import { UnknownParticipant } from '../simulator/unknown-participant.ts'
import { Order, type MessagePort, type Report } from './messages.ts'
import { Spool } from './spool.ts'
import { openRecorded, type Topology } from './topology.ts'

type Call = Extract<Order, { call: number }>
type Open = Extract<Call, { kind: 'open' }>
type Answered = Extract<Report, { call: number }> extends infer One ? One extends { call: number } ? Omit<One, 'call'> : never : never

interface Running { readonly topology: Topology; readonly spool: Spool | undefined }

/** Opens, drives and closes topologies as it is told. @param end is called when there is nothing more to do */
export function serveTopologies(port: MessagePort, end: () => void): void {
  const running = new Map<number, Promise<Running>>()

  port.onMessage(message => {
    const read = Order.safeParse(message)
    if (!read.success) {
      const { call } = message as { call?: unknown }
      const [issue] = read.error.issues
      if (typeof call === 'number') port.post({ kind: 'failed', call, because: 'other', message: `the simulator does not understand what it was told (${issue?.path.join('.')}: ${issue?.message})` })
      return
    }
    const order = read.data
    if (order.kind === 'end') end()
    else if (order.kind === 'received') void running.get(order.topology)?.then(({ spool }) => spool?.received(order.upToSeq))
    else void answer(order)
  })

  async function answer(order: Call): Promise<void> {
    const { call } = order
    try {
      port.post({ call, ...await follow(order) })
    } catch (error) {
      const because = error instanceof PortTaken ? 'port-taken' : error instanceof UnknownParticipant ? 'unknown-participant' : 'other'
      port.post({ kind: 'failed', call, because, message: wordsOf(error) })
    }
  }

  async function follow(order: Call): Promise<Answered> {
    const { topology: id } = order
    if (order.kind === 'open') {
      const opening = open(order)
      running.set(id, opening)
      opening.catch(() => running.delete(id))
      const { entries, notices } = (await opening).topology
      return { kind: 'opened', entries: [...entries], notices: [...notices] }
    }
    const found = await running.get(id)
    if (!found) throw new Error(`no topology ${id} runs here`)
    const { topology, spool } = found
    switch (order.kind) {
      case 'send': {
        const { seqs, failure } = await topology.send(order.draft, order.patience, order.to)
        return { kind: 'sent', seqs: [...seqs], ...(failure && { failure }) }
      }
      case 'control': await topology.control(order.control); break
      case 'redraw':
        await topology.redraw(order.scenario, order.certificate)
        return { kind: 'opened', entries: [...topology.entries], notices: [...topology.notices] }
      case 'flush': await topology.flush(); break
      case 'close':
        running.delete(id)
        await topology[Symbol.asyncDispose]()
        spool?.[Symbol.dispose]()
    }
    return { kind: 'done' }
  }

  async function open({ topology: id, needs: { port: wanted, ports, certificate, ...needs }, spool: paths }: Open): Promise<Running> {
    const onTrouble = (error: unknown) => port.post({ kind: 'trouble', topology: id, message: wordsOf(error) })
    const spool = openSpool(paths, onTrouble)
    const topology = await openRecorded({ ...needs, ...(wanted !== undefined && { port: wanted }), ...(ports && { ports }), ...(certificate && { certificate }) }, {
      onTurn: (firstSeq, lastSeq, bytes) => spool?.keep(firstSeq, lastSeq, bytes),
      onSegment: segment => {
        spool?.ended()
        port.post({ kind: 'segment', topology: id, ...segment })
      },
      onTrouble,
    })
    return { topology, spool }
  }
}

/** Without its files a topology runs all the same: only a death would cost what was not handed on. */
function openSpool(paths: readonly string[], onTrouble: (error: unknown) => void): Spool | undefined {
  try {
    return new Spool(paths, onTrouble)
  } catch (error) {
    onTrouble(error)
    return undefined
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
