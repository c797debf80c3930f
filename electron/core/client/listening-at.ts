// Whether anything listens, and at which of a server's addresses.
import type { LoopbackAddress } from './destination.ts'
import { sendRaw } from './send-raw.ts'

const CONNECT_MS = 5_000

/** A connection that carries nothing tells whether anything listens; it is no exchange. @returns the first address where something does */
export async function listeningAt(addresses: readonly LoopbackAddress[], port: number, signal: AbortSignal): Promise<LoopbackAddress | undefined> {
  for (const address of addresses) {
    const isOpen = new AbortController()
    const either = AbortSignal.any([signal, isOpen.signal])
    await sendRaw(new Uint8Array(), { port, address, connected: () => isOpen.abort(), record: () => 0 }, CONNECT_MS, { wholeMs: CONNECT_MS, octets: 1, signal: either })
    if (isOpen.signal.aborted) return address
  }
  return undefined
}
