// Who made a pack: an Ed25519 signature (RFC 8032) over the manifest. A name is a claim; what can be known again is the key.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { PLAIN_LINE } from '../../../model/plain-line.ts'
import type { Problem } from '../../../model/problem.ts'
import { problemIn } from '../../../model/problems-en.ts'
import { shownPath } from '../read-inside.ts'
import { jsonOf, sha256, SIGNATURE } from './manifest.ts'
import type { ArchiveFault } from './zip-layout.ts'

export { PLAIN_LINE }

/** In base64: 32 octets of key, 64 of signature. */
const Signature = z.strictObject({
  algorithm: z.literal('Ed25519'),
  name: z.string().max(100).regex(PLAIN_LINE),
  key: z.base64().length(44),
  signature: z.base64().length(88),
})

export interface Signer {
  /** 128 bits of the hash of the public key, in eight groups of four digits, for people to compare. */
  readonly key: string
  /** As claimed; it is signed too, so nobody else can change it. */
  readonly name: string
}

/** Set before what is signed, so that no other signature by the same key can pass for one of a pack. */
const signed = (name: string, manifest: Uint8Array) => Buffer.concat([Buffer.from(`Lab 501 pack 1\n${name}\n`), manifest])

/** @returns the file `signature.json`. @param name one line; see {@link PLAIN_LINE} */
export function writeSignature(manifest: Uint8Array, privateKey: KeyObject, name: string): Uint8Array {
  const signature = sign(null, signed(name, manifest), privateKey).toString('base64')
  return Buffer.from(`${JSON.stringify(Signature.parse({ algorithm: 'Ed25519', name, key: rawKey(privateKey).toString('base64'), signature }), null, 1)}\n`)
}

/** @returns who signed; a signature that does not fit is a fault, not a lack of one. */
export function readSignature(bytes: Uint8Array, manifest: Uint8Array): { signer: Signer } | { fault: ArchiveFault } {
  const fault = (what: string) => ({ fault: { entry: SIGNATURE, what, mend: problemIn('mend.from-author') } })
  const parsed = Signature.safeParse(jsonOf(bytes))
  if (!parsed.success) return fault(problemIn('what.no-signature'))
  const { name, key, signature } = parsed.data
  const raw = Buffer.from(key, 'base64')
  return fits(publicKeyOf(raw), signed(name, manifest), Buffer.from(signature, 'base64')) ? { signer: { key: keyId(raw), name } } : fault(problemIn('what.signature-unfit'))
}

/** @returns the key that signatures are checked with; undefined for what is none. @param raw its 32 octets */
export function publicKeyOf(raw: Buffer): KeyObject | undefined {
  try {
    return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') } })
  } catch {
    return undefined
  }
}

/** @returns whether the signature is one of `message` by that key. */
export function fits(key: KeyObject | undefined, message: Uint8Array, signature: Uint8Array): key is KeyObject {
  try {
    return key !== undefined && verify(null, message, key, signature)
  } catch {
    return false
  }
}

/**
 * Makes a key and writes it to `path`, readable by its owner only; a file that is there is never written over.
 * @returns the id of the key, or the problem.
 */
export function createKey(path: string): { key: string } | { problem: Problem } {
  const { privateKey } = generateKeyPairSync('ed25519')
  try {
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600, flush: true })
    return { key: keyId(rawKey(privateKey)) }
  } catch (error) {
    const code = codeOf(error)
    return code === 'EEXIST'
      ? { problem: { file: shownPath(path), what: 'there is a file already', mend: 'Choose another name: who loses a key can\'t sign the next version with it.' } }
      : { problem: { file: shownPath(path), what: `the key can't be written (${code})`, mend: 'Choose a folder that you may write to.' } }
  }
}

/** @returns the private key in the PEM file `path` and its id, or the problem: not there, open to others, no such key. */
export function readKey(path: string): { privateKey: KeyObject; key: string } | { problem: Problem } {
  const problem = (what: string, mend: string) => ({ problem: { file: shownPath(path), what, mend } })
  let handle: number | undefined
  try {
    handle = openSync(path, 'r')
    const { mode, size } = fstatSync(handle)
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) return problem('others than you may read this key', `Run: chmod 600 ${shownPath(path)}`)
    if (size > 10_000) return problem('this is no private key', 'Name the file that "pack key" wrote.')
    const privateKey = createPrivateKey(readFileSync(handle))
    if (privateKey.asymmetricKeyType !== 'ed25519') return problem(`this is a key of the kind ${privateKey.asymmetricKeyType ?? 'secret'}, Ed25519 is expected`, 'Make one with "pack key".')
    return { privateKey, key: keyId(rawKey(privateKey)) }
  } catch (error) {
    const code = codeOf(error)
    return code.startsWith('E') && !code.startsWith('ERR_')
      ? problem(code === 'ENOENT' ? 'there is no such file' : `the file can't be read (${code})`, 'Name the file that "pack key" wrote.')
      : problem('this is no private key', 'Name the file that "pack key" wrote.')
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'ERR_UNKNOWN'
}

/** @returns the 32 octets of the public key. */
export function rawKey(privateKey: KeyObject): Buffer {
  return Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url')
}

/** @returns the key's name for people. */
export function keyId(raw: Uint8Array): string {
  return sha256(raw).slice(0, 32).replace(/.{4}(?=.)/g, '$& ')
}
