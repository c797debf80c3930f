import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockFolder } from '../../../electron/core/store/folder-lock.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { recordNo } from './records.ts'
import { saveRecords } from '../../support/segments.ts'

let folder = ''
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lab501-moved-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('nothing is called saved while the file is not where it was; put back, it goes on', () => {
  using store = openStore(folder)
  const { id } = store.beginAttempt({ lab: 'a', packVersion: '1.0.0', step: 'b', startedWallMs: 1 })
  renameSync(store.file, `${store.file}.elsewhere`)
  expect(() => saveRecords(store, id, [recordNo(1, 10)])).toThrow(`The file with your attempts was moved or deleted while Lab 501 runs: ${store.file}. Put it back, or start Lab 501 again.`)
  renameSync(`${store.file}.elsewhere`, store.file)
  saveRecords(store, id, [recordNo(1, 10)])
  expect(store.lastSeq(id)).toBe(1)
})

it('a folder is held by one at a time, and free again when it is let go', () => {
  const lock = lockFolder(folder)
  expect(() => lockFolder(folder)).toThrow('Another Lab 501 is running on this data folder')
  lock[Symbol.dispose]()
  lockFolder(folder)[Symbol.dispose]()
})
