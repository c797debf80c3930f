// An archive in which any octet is another is refused, or holds what it held.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openBytes } from '../../../../electron/core/packs/archive/open-archive.ts'
import type { PackFiles } from '../../../../electron/core/packs/pack-files.ts'
import { newKey, teaArchive } from './archive-fixture.ts'

const { bytes } = teaArchive('1.0.0', { privateKey: newKey(), name: 'Alice' })
const NAMES = ['pack.yaml', 'brew/lab.yaml', 'brew/brief.md', 'brew/proof.yaml']
const textsOf = (files: PackFiles) => NAMES.map(name => files.text(name))
const opened = openBytes(bytes, 'x')
const held = 'fault' in opened ? [] : textsOf(opened.archive.files)

/** @returns what the archive holds; undefined when it is refused */
function heldBy(damaged: Uint8Array): unknown {
  const read = openBytes(damaged, 'x')
  return 'fault' in read ? undefined : textsOf(read.archive.files)
}

describe('an archive that was damaged', () => {
  it('in any one bit is refused, or holds the same', () => {
    let refused = 0
    for (let at = 0; at < bytes.length; at += 1) {
      const damaged = Uint8Array.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << at % 8)
      const now = heldBy(damaged)
      if (now === undefined) refused += 1
      else expect(now, `octet ${at}`).toEqual(held)
    }
    // What is left are the headers' times, versions and attributes, which stand for nothing here.
    expect(refused).toBeGreaterThan(bytes.length * 0.9)
  })

  it('that was cut off anywhere is refused', () => {
    for (let length = 0; length < bytes.length; length += 1) expect(heldBy(bytes.subarray(0, length)), `at ${length}`).toBeUndefined()
  })

  it('in many places at once is refused, or holds the same', () => {
    const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.constantFrom(0, 1, 0x50, 0x4b, 0x7f, 0xff) })
    fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), changes => {
      const damaged = Uint8Array.from(bytes)
      for (const { at, to } of changes) damaged[at] = to
      const now = heldBy(damaged)
      if (now !== undefined) expect(now).toEqual(held)
    }), { numRuns: 3_000 })
  })

  it('is nothing but noise, and is refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), noise => {
      expect(heldBy(Buffer.concat([Buffer.from('PK\x03\x04'), noise, bytes.subarray(-22)]))).toBeUndefined()
    }), { numRuns: 1_000 })
  })
})
