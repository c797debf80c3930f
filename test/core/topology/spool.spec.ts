import { existsSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Spool, readSpool, removeSpool } from '../../../electron/core/topology/spool.ts'
import { temporaryFolder } from '../store/records.ts'

const fail = (error: unknown) => expect.fail(String(error))
const at = (folder: string) => ['a', 'b'].map(name => join(folder, name))
const said = (paths: readonly string[], after: number) => readSpool(paths, after).map(({ firstSeq, lastSeq, bytes }) => [firstSeq, lastSeq, Buffer.from(bytes).toString()])
const keep = (spool: Spool, firstSeq: number, lastSeq: number, text: string) => spool.keep(firstSeq, lastSeq, Buffer.from(text))

it('holds what was not received, turn by turn, and the segment that has not ended', () => {
  const paths = at(temporaryFolder())
  using spool = new Spool(paths, fail)
  keep(spool, 1, 2, 'one')
  keep(spool, 1, 3, ' two')
  spool.ended()
  keep(spool, 4, 4, 'three')
  expect(said(paths, 0)).toEqual([[1, 3, 'one two'], [4, 4, 'three']])
  expect(said(paths, 3)).toEqual([[4, 4, 'three']])
})

it('writes over what was received, and over nothing else', () => {
  const paths = at(temporaryFolder())
  using spool = new Spool(paths, fail)
  for (let seq = 1; seq <= 20; seq += 1) {
    keep(spool, seq, seq, `number ${seq} `.repeat(1 + (seq % 3)))
    // The core lags four segments behind.
    spool.received(seq - 4)
    expect(said(paths, Math.max(0, seq - 4)).map(([first]) => first)).toEqual(Array.from({ length: Math.min(4, seq) }, (_, back) => seq - Math.min(4, seq) + 1 + back))
    spool.ended()
  }
})

it('is read as far as it goes when its last turn was cut off', () => {
  const paths = at(temporaryFolder())
  using spool = new Spool(paths, fail)
  keep(spool, 1, 1, 'whole')
  keep(spool, 1, 2, ' cut off')
  truncateSync(paths[0] ?? '', 24 + 5 + 24 + 3)
  expect(said(paths, 0)).toEqual([[1, 1, 'whole']])
})

it('is nothing where it was never made, and is gone when it is removed', () => {
  const paths = at(temporaryFolder())
  expect(said(paths, 0)).toEqual([])
  new Spool(paths, fail)[Symbol.dispose]()
  removeSpool(paths)
  removeSpool(paths)
  expect(paths.map(path => existsSync(path))).toEqual([false, false])
})
