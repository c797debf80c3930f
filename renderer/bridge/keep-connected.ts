// One caller that outlives its port: when the lane is lost it is opened again, and those who listen go on listening.
import { readonly, shallowRef, type Ref } from 'vue'
import { connect, type CoreCaller } from '../../electron/contract/connect.ts'
import type { EventName, EventOf } from '../../electron/contract/contract.ts'
import { CallFailed } from '../../electron/contract/failure.ts'
import type { Port } from '../../electron/contract/port.ts'

/** `refused`: the host does not know this page's token, so trying again is of no use. */
export type LinkState = 'opening' | 'open' | 'lost' | 'refused'
export type Lane = (onRefused: () => void) => Promise<Port>

export interface Core {
  readonly state: Readonly<Ref<LinkState>>
  readonly call: CoreCaller['call']
  on<E extends EventName>(name: E, listener: (body: EventOf<E>) => void): void
  /** Called when a lost lane is there again; never for the first time. */
  onReopened(listener: () => void): void
  /** Tries now instead of at the end of the wait. */
  retry(): void
}

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000

/** @returns a core that keeps itself connected over `lane`. */
export function keepConnected(lane: Lane): Core {
  const state = shallowRef<LinkState>('opening')
  const listeners: ((caller: CoreCaller) => void)[] = []
  const reopened: (() => void)[] = []
  let caller: CoreCaller | undefined
  let wasOpen = false
  let waitMs = FIRST_WAIT_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  let trying = false
  const firstTry = open()

  async function open(): Promise<void> {
    if (trying) return
    trying = true
    clearTimeout(timer)
    try {
      caller = connect(await lane(() => { state.value = 'refused' }))
    } catch {
      return lose()
    } finally {
      trying = false
    }
    caller.onClose(lose)
    for (const listen of listeners) listen(caller)
    waitMs = FIRST_WAIT_MS
    state.value = 'open'
    if (wasOpen) for (const listener of reopened) listener()
    wasOpen = true
  }

  function lose(): void {
    caller = undefined
    if (state.value === 'refused') return
    state.value = 'lost'
    clearTimeout(timer)
    timer = setTimeout(() => void open(), waitMs)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }

  return {
    state: readonly(state),
    async call(name, input, signal) {
      if (state.value === 'opening') await firstTry
      if (!caller) throw new CallFailed('closed', 'the connection to the core is gone')
      return caller.call(name, input, signal)
    },
    on(name, listener) {
      const listen = (to: CoreCaller) => void to.on(name, listener)
      listeners.push(listen)
      if (caller) listen(caller)
    },
    onReopened: listener => void reopened.push(listener),
    retry() {
      if (state.value === 'lost') void open()
    },
  }
}
