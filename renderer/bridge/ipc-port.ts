// The desktop's lane: the preload passes text frames and nothing else.
import type { Port } from '../../electron/contract/port.ts'

export interface LabBridge {
  post(frame: string): void
  onFrame(listener: (frame: string) => void): void
}

declare global {
  interface Window {
    readonly labBridge?: LabBridge
  }
}

/** @returns a port that closes only from this end: page and core live and end together. */
export function ipcPort(bridge: LabBridge): Port {
  const closed: (() => void)[] = []
  let open = true
  return {
    post: frame => { if (open) bridge.post(frame) },
    onFrame: listener => bridge.onFrame(frame => { if (open) listener(frame) }),
    onClose: listener => void closed.push(listener),
    close() {
      if (!open) return
      open = false
      for (const listener of closed) listener()
    },
  }
}
