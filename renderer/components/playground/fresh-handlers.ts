// What a handler or a fault of a kind begins with.
import type { Handler, PlainHandler } from '../../../electron/model/scenario.ts'
import type { WireFault } from '../../../electron/model/wire-fault.ts'

export const HANDLER_KINDS: readonly Handler['kind'][] = ['reply', 'echo', 'fail', 'planned', 'collection', 'toggle']
export const FAULT_KINDS: readonly WireFault['kind'][] = ['delay', 'stall', 'reset', 'truncate', 'wrong-length', 'garbage', 'framing', 'early', 'trickle', 'interim']

export const REPLY: PlainHandler = { kind: 'reply', status: 200, fields: {}, delayMs: 0 }

/** @param before what stands there now: a toggle keeps it as what happens while it is off */
export function freshHandler(kind: Handler['kind'], target: string, before: Handler): Handler {
  switch (kind) {
    case 'reply': return REPLY
    case 'echo': return { kind }
    case 'fail': return { kind, message: 'the stock cannot be read' }
    case 'planned': return { kind, detail: 'comes in spring', permanent: false }
    case 'collection': return { kind, at: target.replace(/\/\{[^/]*\}$/, '') || '/items', items: {}, most: 100 }
    case 'toggle': return { kind, toggle: 'built', off: before.kind === 'toggle' ? before.off : before, on: REPLY }
  }
}

export function freshFault(kind: WireFault['kind']): WireFault {
  switch (kind) {
    case 'delay': return { kind, at: 'start', ms: 1_000 }
    case 'stall': case 'reset': case 'truncate': return { kind, at: 'middle' }
    case 'wrong-length': return { kind, by: 10 }
    case 'garbage': return { kind, text: 'oops\r\n' }
    case 'framing': return { kind, says: 'two-lengths' }
    case 'early': return { kind }
    case 'trickle': return { kind, octets: 4, everyMs: 100 }
    case 'interim': return { kind, status: 103, fields: { Link: '</style.css>; rel=preload' } }
  }
}
