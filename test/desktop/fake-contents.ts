// Stand-ins for Electron's objects: they keep what they are given, and let a test play Chromium.
import { EventEmitter } from 'node:events'

export class FakeContents extends EventEmitter {
  readonly id: number
  readonly sent: [channel: string, frame: unknown][] = []
  reloads = 0
  destroyed = false
  openHandler: ((details: { url: string }) => { action: string }) | undefined
  constructor(id = 1) {
    super()
    this.id = id
  }
  send(channel: string, frame: unknown): void { this.sent.push([channel, frame]) }
  isDestroyed(): boolean { return this.destroyed }
  reload(): void { this.reloads += 1 }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void { this.openHandler = handler }
}

/** An event that remembers whether it was prevented. */
export function event<T extends object>(details: T): T & { prevented: boolean; preventDefault: () => void } {
  const one = { ...details, prevented: false, preventDefault() { one.prevented = true } }
  return one
}
