// That whoever sends a result owns the key that made it: a signature over this very connection, so that what was overheard or copied proves nothing.
import { sign, verify, type KeyObject } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { promisify } from 'node:util'

export const PROOF_FIELD = 'Lab501-Proof'
/** No label that is registered (RFC 5705 §4; likewise in TLS 1.3, RFC 8446 §7.5). */
const LABEL = 'EXPERIMENTAL lab501 hand-over'

/** @returns the value of the field. @param digest of the result, in hexadecimal digits */
export function proofOn(socket: TLSSocket, digest: string, privateKey: KeyObject): string {
  return sign(null, proven(socket, digest), privateKey).toString('base64')
}

/** Beside the thread that takes results: when a whole room sends at once, the others need not wait for it. */
const verifyBeside = promisify(verify)

/** @param key the public one that the result is signed with */
export async function isProven(socket: TLSSocket, digest: string, key: KeyObject, proof: string): Promise<boolean> {
  return await verifyBeside(null, proven(socket, digest), key, Buffer.from(proof, 'base64')).catch(() => false)
}

function proven(socket: TLSSocket, digest: string): Buffer {
  return Buffer.concat([Buffer.from('Lab 501 hand-over 1\n'), socket.exportKeyingMaterial(32, LABEL, Buffer.alloc(0)), Buffer.from(digest, 'hex')])
}
