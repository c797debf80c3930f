// A learner with a result, and a code that was typed; any kind of test can have them.
import type { KeyObject } from 'node:crypto'
import { CollectorConnection } from '../../../electron/core/collector/collector-connection.ts'
import type { Handed } from '../../../electron/core/collector/hand-over.ts'
import { sha256 } from '../../../electron/core/packs/archive/manifest.ts'
import { readJoinCode, type JoinCode } from '../../../electron/model/join-code.ts'
import { newKey, resultOf } from '../results/workshop.ts'

export function codeOf(text: string): JoinCode {
  const read = readJoinCode(text)
  if ('fault' in read) throw new Error(read.fault.id)
  return read.code
}

/** @returns a learner, with a result of theirs. */
export async function learner(name: string, key = newKey()) {
  const { bytes } = await resultOf({ send: ['BREW'] }, { name, key })
  return { name, bytes, digest: sha256(bytes), privateKey: key.privateKey }
}

/** Hands one result over, over a connection of its own that ends with it. */
export async function handOver(code: JoinCode, bytes: Uint8Array, privateKey: KeyObject): Promise<Handed> {
  using connection = new CollectorConnection(code)
  return await connection.handOver(bytes, privateKey)
}

/** Asks whether the code is right, over a connection of its own that ends with it. */
export async function greet(code: JoinCode): Promise<Handed> {
  using connection = new CollectorConnection(code)
  return await connection.greet()
}
