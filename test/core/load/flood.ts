// A client that sends without end: the same piece again and again, as fast as it is taken or at a pace.
import { connect } from 'node:net'

export interface Flood {
  readonly first?: string
  readonly piece: string | Buffer
  /** Octets, head left out. */
  readonly atMost: number
  /** Absent: as fast as the other side takes them. */
  readonly everyMs?: number
  /** Reads nothing before everything is sent. */
  readonly readsLate?: boolean
  /** Goes on when the server has ended its side. */
  readonly stubborn?: boolean
}

export interface Flooded { readonly text: string; readonly sent: number; readonly ending: 'server' | 'sent' | 'reset' }

/** @returns what came back, how much was taken, and who stopped. */
export function flood(port: number, { first = '', piece, atMost, everyMs, readsLate = false, stubborn = false }: Flood): Promise<Flooded> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece
    const parts: Buffer[] = []
    let sent = 0
    let ending: Flooded['ending'] = 'sent'
    let timer: NodeJS.Timeout | undefined
    const stop = () => {
      clearTimeout(timer)
      socket.end()
    }
    const more = () => {
      timer = undefined
      while (socket.writable && sent < atMost) {
        sent += bytes.length
        if (!socket.write(bytes)) return
        if (everyMs !== undefined) {
          timer = setTimeout(more, everyMs)
          return
        }
      }
      if (socket.writable) stop()
      if (readsLate) socket.on('data', keep)
    }
    const keep = (part: Buffer) => void parts.push(part)
    if (!readsLate) socket.on('data', keep)
    socket.on('drain', () => { timer ??= setTimeout(more, everyMs ?? 0) })
    socket.on('end', () => {
      ending = sent < atMost ? 'server' : 'sent'
      if (!stubborn) stop()
    })
    socket.on('error', () => { ending = 'reset' })
    socket.on('close', () => {
      clearTimeout(timer)
      resolve({ text: Buffer.concat(parts).toString('latin1'), sent, ending })
    })
    socket.write(first, 'latin1')
    more()
  })
}
