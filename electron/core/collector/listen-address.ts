// Where a collector listens: typed by hand, never guessed, and what this machine has to choose from.
import { once } from 'node:events'
import { createServer, isIP, isIPv4, isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { isSomewhere } from '../../model/join-code.ts'
import { refusalIn } from '../../model/refusals-en.ts'

/** The port when none is typed: no service that is registered. */
export const DEFAULT_PORT = 5010
const EVERYWHERE = ['0.0.0.0', '::']

export interface ListenAddress { readonly host: string; readonly port: number }

/** The address cannot be had; the message says why, and the mend. */
export class NoAddress extends Error {}

/** @returns ADDRESS[:PORT], with IPv6 in brackets where a port follows. @throws NoAddress */
export function readListenAddress(typed: string): ListenAddress {
  const text = typed.trim()
  const [, bracketed, v4, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(text) ?? []
  const host = inOneForm(isIPv6(text) ? text : bracketed ?? v4 ?? '')
  if (isIP(host) === 0) throw new NoAddress(refusalIn('no-address', { address: text.slice(0, 80), port: DEFAULT_PORT, addresses: inWords(ownAddresses()) }))
  if (isLinkLocal(host) || host.includes('%')) throw new NoAddress(refusalIn('one-cable', { address: host, addresses: inWords(ownAddresses()) }))
  if (!isEverywhere(host) && !isSomewhere(host)) throw new NoAddress(refusalIn('unreachable', { address: host, addresses: inWords(ownAddresses()) }))
  const number = isIPv6(text) || port === undefined ? DEFAULT_PORT : Number(port)
  if (port === '' || number > 65_535) throw new NoAddress(refusalIn('port'))
  return { host, port: number }
}

/** @returns whether that is every network of this machine. */
export function isEverywhere(host: string): boolean {
  return EVERYWHERE.includes(host)
}

/** @returns the addresses of this machine that others can reach, and the one that they cannot last. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap(list => list ?? []).filter(({ address }) => !isLinkLocal(address))
  const [v4, v6] = [all.filter(({ address }) => isIPv4(address)), all.filter(({ address, internal }) => isIPv6(address) && !internal)]
  return [...v4.filter(({ internal }) => !internal), ...v6, ...v4.filter(({ internal }) => internal)].map(({ address }) => address)
}

/** @returns the addresses that lead to whoever listens there. */
export function reachedAt(host: string): string[] {
  if (!isEverywhere(host)) return [host]
  return ownAddresses().filter(address => (host === '::' || isIPv4(address)))
}

/** Looks whether an address can be had, and lets it go. @throws NoAddress */
export async function tryAddress(listen: ListenAddress): Promise<void> {
  const server = createServer(socket => socket.destroy())
  try {
    server.listen(listen)
    await once(server, 'listening')
  } catch (error) {
    throw noAddress(listen, error)
  }
  await new Promise(resolve => server.close(resolve))
}

/** @returns the system's refusal to listen, in words. */
export function noAddress({ host, port }: ListenAddress, error: unknown): NoAddress {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  switch (code) {
    case 'EADDRNOTAVAIL': case 'EAFNOSUPPORT': return new NoAddress(refusalIn(isIPv6(host) && !hasIPv6() ? 'no-ipv6' : 'address-elsewhere', { address: host, addresses: inWords(ownAddresses()) }))
    case 'EADDRINUSE': return new NoAddress(refusalIn('port-taken', { address: host, port, another: port + 1 }))
    case 'EACCES': return new NoAddress(refusalIn('port-closed', { port }))
    default: return new NoAddress(refusalIn('no-listening', { address: host, port, code }))
  }
}

/** @returns whether only this machine itself gets there (RFC 6890, RFC 4291 §2.5.3). */
export function isLoopback(host: string): boolean {
  return host === '::1' || host.startsWith('127.')
}

/** An IPv6 address has many forms, and some of them are IPv4 addresses (RFC 4291 §2.5.5.2): a join code and a reader want the shortest (RFC 5952). */
function inOneForm(host: string): string {
  if (!isIPv6(host) || host.includes('%')) return host
  const shortest = new URL(`http://[${host}]`).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(shortest) ?? []
  return high === undefined || low === undefined ? shortest : [high, low].flatMap(group => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]).join('.')
}

function hasIPv6(): boolean {
  return Object.values(networkInterfaces()).some(list => list?.some(({ address }) => isIPv6(address)))
}

function isLinkLocal(address: string): boolean {
  return /^fe[89ab]/i.test(address)
}

function inWords(addresses: readonly string[]): string {
  return addresses.join(', ') || 'none'
}
