// A port of the bridge over one WebSocket.
import { WebSocket, type RawData } from 'ws'
import type { Port } from '../contract/port.ts'

/** RFC 6455 §7.4.1. */
const UNSUPPORTED_DATA = 1003
const TRY_AGAIN_LATER = 1013
/** A page that stopped reading must not fill our memory. */
const MAX_WAITING_BYTES = 64 * 2 ** 20

/** @returns the port; frames that come before someone listens are lost, so listen at once. */
export function socketPort(socket: WebSocket): Port {
  return {
    post(frame) {
      if (socket.readyState !== WebSocket.OPEN) return
      if (socket.bufferedAmount > MAX_WAITING_BYTES) return socket.close(TRY_AGAIN_LATER, 'the page does not read')
      socket.send(frame)
    },
    onFrame(listener) {
      socket.on('message', (data, isBinary) => {
        if (isBinary) socket.close(UNSUPPORTED_DATA, 'frames are text')
        else if (socket.readyState === WebSocket.OPEN) listener(textOf(data))
      })
    },
    onClose: listener => void socket.once('close', () => listener()),
    close: () => socket.close(),
  }
}

/** @returns the text of a message; ws hands over one Buffer unless told otherwise, and its types don't know that. */
export function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8')
}
