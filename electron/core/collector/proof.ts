// That whoever sends a result owns the key that made it: a signature over this very connection, so that what was overheard or copied proves nothing.
import { sign, type KeyObject } from 'node:crypto'
import type { TLSSocket } from 'node:tls'

export const PROOF_FIELD = 'Lab501-Proof'
/** No label that is registered (RFC 5705 §4; likewise in TLS 1.3, RFC 8446 §7.5). */
const LABEL = 'EXPERIMENTAL lab501 hand-over'

/** @returns the value of the field. @param digest of the result, in hexadecimal digits */
export function proofOn(socket: TLSSocket, digest: string, privateKey: KeyObject): string {
  return sign(null, proven(socket, digest), privateKey).toString('base64')
}

/** What was signed, and how: the key that it has to fit is the one that the result is signed with. */
export interface Proof { readonly message: Uint8Array; readonly signature: Uint8Array }

/** @returns what the field of a request has to be a signature of, and what it is. @param digest of the result that came, in hexadecimal digits */
export function proofIn(socket: TLSSocket, digest: string, field: string): Proof {
  return { message: proven(socket, digest), signature: Buffer.from(field, 'base64') }
}

function proven(socket: TLSSocket, digest: string): Buffer {
  return Buffer.concat([Buffer.from('Lab 501 hand-over 1\n'), socket.exportKeyingMaterial(32, LABEL, Buffer.alloc(0)), Buffer.from(digest, 'hex')])
}
