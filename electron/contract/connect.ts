// The page's end of the bridge: a typed caller over a port.
import type { Asked, CallName, EventName, EventOf, Output } from './contract.ts'
import { CallFailed } from './failure.ts'
import { readFrame, type Frame } from './frame.ts'
import type { Port } from './port.ts'

export interface CoreCaller {
  /** @throws CallFailed with the core's code, or `closed` when the port goes away first. */
  call<C extends CallName>(name: C, input: Asked<C>, signal?: AbortSignal): Promise<Output<C>>
  /** @returns a function that stops listening. */
  on<E extends EventName>(name: E, listener: (body: EventOf<E>) => void): () => void
  onClose(listener: () => void): void
  close(): void
}

type Waiting = { resolve: (value: unknown) => void; reject: (reason: CallFailed) => void }

/** @returns a caller that speaks the contract over `port`. */
export function connect(port: Port): CoreCaller {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(body: never) => void>>()
  let lastId = 0
  let open = true

  port.onFrame(text => {
    const frame = readFrame(text)
    if (frame?.kind === 'value') settle(frame.id)?.resolve(frame.value)
    else if (frame?.kind === 'failure') settle(frame.id)?.reject(new CallFailed(frame.failure.code, frame.failure.message))
    // Its schema was asked by the core, before it was sent.
    else if (frame?.kind === 'event') for (const listener of listeners.get(frame.name) ?? []) listener(frame.body as never)
    else port.close()
  })
  port.onClose(() => {
    open = false
    for (const { reject } of waiting.values()) reject(new CallFailed('closed', 'the connection to the core is gone'))
    waiting.clear()
  })

  function settle(id: number): Waiting | undefined {
    const one = waiting.get(id)
    waiting.delete(id)
    return one
  }

  return {
    call(name, input, signal) {
      if (!open) return Promise.reject(new CallFailed('closed', 'the connection to the core is gone'))
      const cancelled = () => new CallFailed('cancelled', `${name} was cancelled`)
      if (signal?.aborted) return Promise.reject(cancelled())
      const id = (lastId += 1)
      const post = (frame: Frame) => { if (open) port.post(JSON.stringify(frame)) }
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
        signal?.addEventListener('abort', () => {
          post({ kind: 'cancel', id })
          settle(id)?.reject(cancelled())
        }, { once: true })
        post({ kind: 'call', id, name, input })
      })
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      return () => void set.delete(listener)
    },
    onClose: listener => port.onClose(listener),
    close: () => port.close(),
  }
}
