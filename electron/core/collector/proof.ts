// That whoever sends a result owns the key that made it: a signature over this very connection, so that what was overheard or copied proves nothing.
import { sign, type KeyObject } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { fits } from '../packs/archive/signature.ts'

export const PROOF_FIELD = 'Lab501-Proof'
/** No label that is registered (RFC 5705 §4; likewise in TLS 1.3, RFC 8446 §7.5). */
const LABEL = 'EXPERIMENTAL lab501 hand-over'

/** @returns the value of the field. @param digest of the result, in hexadecimal digits */
export function proofOn(socket: TLSSocket, digest: string, privateKey: KeyObject): string {
  return sign(null, proven(socket, digest), privateKey).toString('base64')
}

/** @param key the public one that the result is signed with */
export function isProven(socket: TLSSocket, digest: string, key: KeyObject, proof: string): boolean {
  return fits(key, proven(socket, digest), Buffer.from(proof, 'base64'))
}

function proven(socket: TLSSocket, digest: string): Buffer {
  return Buffer.concat([Buffer.from('Lab 501 hand-over 1\n'), socket.exportKeyingMaterial(32, LABEL, Buffer.alloc(0)), Buffer.from(digest, 'hex')])
}
