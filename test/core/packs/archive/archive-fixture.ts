// Packs to build, add and remove, in a temporary folder.
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildArchive, type Built } from '../../../../electron/core/packs/archive/build-archive.ts'
import { describeProblem } from '../../../../electron/model/problem.ts'
import { PACK, PackFolder } from '../pack-fixture.ts'

export const newKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey

/** @returns the archive of the pack `tea`. */
export function teaArchive(version = '1.0.0', signer?: { privateKey: KeyObject; name: string }, changed: Readonly<Record<string, string>> = {}): Built {
  using folder = new PackFolder()
  folder.writeTea({ 'tea/pack.yaml': PACK.replace('1.0.0', version), ...changed })
  const built = buildArchive(join(folder.path, 'tea'), { signer })
  if ('problems' in built) throw new Error(built.problems.map(describeProblem).join('\n'))
  return built
}

/** Writes the archive to `path`. @returns the path */
export function written(path: string, built: Built): string {
  writeFileSync(path, built.bytes)
  return path
}
