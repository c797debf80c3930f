// What brings a learner's app to a collector, in one code that is typed by hand or scanned: where it listens, its secret, and how its certificate is known (decision 0014).
import { phrase, type Phrase } from './phrase.ts'

export interface JoinCode {
  /** An address in numbers, so that nobody is asked for a name. */
  readonly host: string
  readonly port: number
  /** 40 bits in hexadecimal digits. */
  readonly secret: string
  /** The first bits of the SHA-256 of its certificate, in binary digits; as many as the code has room for. */
  readonly fingerprint: string
}

/** Crockford's digits: no I, L, O and U, which are misread. The check symbol has five more. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHECKS = `${DIGITS}*~$=U`
const MISREAD: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }
const GROUP = 4
/** The first digit, which says the kind of the address: how many bits it has, and how many characters the whole code has. */
const KINDS = { 1: { address: 32, characters: 36 }, 2: { address: 128, characters: 56 } } as const
const BITS = { digit: 5, port: 16, secret: 40 } as const

/** @returns the code in groups of four. @param sha256 of the certificate, in hexadecimal digits */
export function writeJoinCode({ host, port, secret, sha256 }: Pick<JoinCode, 'host' | 'port' | 'secret'> & { readonly sha256: string }): string {
  const kind = host.includes(':') ? 2 : 1
  const bits = binary([kind], BITS.digit) + (kind === 2 ? binary(groupsOf(host), 16) : binary(host.split('.').map(Number), 8)) + binary([port], BITS.port) + bitsOf(secret)
  const all = (bits + bitsOf(sha256)).slice(0, (KINDS[kind].characters - 1) * BITS.digit)
  const digits = [...all.matchAll(/.{5}/g)].map(([five]) => DIGITS[Number.parseInt(five, 2)] ?? '').join('')
  return `${digits}${CHECKS[checkOf(digits)] ?? ''}`.replace(/.{4}(?=.)/g, '$&-')
}

/** @returns what the code says, or what is wrong with it, in words for whoever typed it. */
export function readJoinCode(typed: string): { code: JoinCode } | { fault: Phrase } {
  const text = [...typed.toUpperCase().replace(/[\s\p{Pd}_]/gu, '')].map(one => MISREAD[one] ?? one)
  if (text.length === 0) return { fault: phrase('join.empty') }
  const odd = text.findIndex((one, at) => !(at === text.length - 1 && text.length > 1 ? CHECKS : DIGITS).includes(one))
  if (odd >= 0) return { fault: phrase('join.character', { character: text[odd] ?? '', group: Math.floor(odd / GROUP) + 1 }) }
  const kind = Number(text[0])
  if (kind !== 1 && kind !== 2) return { fault: phrase('join.kind', { character: text[0] ?? '' }) }
  const { address, characters } = KINDS[kind]
  if (text.length < characters) return { fault: phrase('join.short', { count: text.length, of: characters }) }
  if (text.length > characters) return { fault: phrase('join.long', { count: text.length, of: characters }) }
  const digits = text.slice(0, -1).join('')
  if (CHECKS[checkOf(digits)] !== text.at(-1)) return { fault: phrase('join.check') }
  const bits = binary([...digits].map(one => DIGITS.indexOf(one)), BITS.digit)
  let at: number = BITS.digit
  const take = (count: number) => bits.slice(at, at += count)
  const host = hostOf(take(address))
  const port = Number.parseInt(take(BITS.port), 2)
  const code = { host, port, secret: hexOf(take(BITS.secret)), fingerprint: bits.slice(at) }
  return port > 0 && isSomewhere(host) ? { code } : { fault: phrase('join.address', { address: authorityOf(code) }) }
}

/** @returns the address as it stands in a URL. */
export function authorityOf({ host, port }: Pick<JoinCode, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** @returns whether a certificate is the one that the code means. @param sha256 of the certificate, in hexadecimal digits */
export function isPinned({ fingerprint }: JoinCode, sha256: string): boolean {
  return fingerprint.length > 0 && bitsOf(sha256).startsWith(fingerprint)
}

/** An odd character and two neighbours that are swapped change what is left over: 37 is a prime above 32, and 31 is no multiple of it. */
function checkOf(digits: string): number {
  return [...digits].reduce((sum, one) => (sum * 32 + DIGITS.indexOf(one)) % CHECKS.length, 0)
}

function binary(numbers: readonly number[], bits: number): string {
  return numbers.map(one => one.toString(2).padStart(bits, '0')).join('')
}

function bitsOf(hex: string): string {
  return binary([...hex].map(one => Number.parseInt(one, 16)), 4)
}

function hexOf(bits: string): string {
  return numbersIn(bits, 4).map(one => one.toString(16)).join('')
}

function numbersIn(bits: string, size: number): number[] {
  return Array.from({ length: bits.length / size }, (_, nth) => Number.parseInt(bits.slice(nth * size, (nth + 1) * size), 2))
}

function hostOf(bits: string): string {
  if (bits.length === 32) return numbersIn(bits, 8).join('.')
  // The shortest form (RFC 5952), as every URL has it.
  return new URL(`http://[${numbersIn(bits, 16).map(one => one.toString(16)).join(':')}]`).hostname.slice(1, -1)
}

/** @returns the eight groups of an IPv6 address (RFC 4291 §2.2) */
export function groupsOf(host: string): number[] {
  const [left = '', right] = host.split('::').map(part => part.split(':').filter(Boolean))
  const [before, after] = [[...left], [...(right ?? [])]]
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after].map(group => Number.parseInt(group, 16))
}

/** @returns whether one can connect to it: not to "any address", to a group or to everybody (RFC 6890, RFC 4291 §2.7) */
export function isSomewhere(host: string): boolean {
  return host.includes(':') ? host !== '::' && !/^ff/.test(host) : !/^0[.]/.test(host) && Number(host.split('.')[0]) < 224
}
