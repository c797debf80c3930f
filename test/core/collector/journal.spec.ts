// The journal of a collector: what was acknowledged is there after a power cut, whatever became of the files; and it does not grow for ever.
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Collected } from '../../../electron/core/collector/collected.ts'
import { Journal, recordsIn } from '../../../electron/core/collector/journal.ts'
import { sha256 } from '../../../electron/core/packs/archive/manifest.ts'
import { handOver, learner, openRoom, scratch } from './room.ts'

const bytesOf = (text: string) => Buffer.from(text)
const add = (journal: Journal, text: string) => journal.add(sha256(bytesOf(text)), bytesOf(text))

/** Files are those that are there; each flush of the folder is counted. */
function openJournal(flushFolder: () => Promise<void> = () => Promise.resolve()) {
  const folder = scratch()
  const path = join(folder, 'journal')
  const fileOf = (digest: string) => join(folder, digest)
  return { path, fileOf, journal: new Journal({ path, fileOf, flushFolder, failed: error => { throw error } }) }
}
const textsIn = (path: string) => [...recordsIn(readFileSync(path)).values()].map(String)

describe('a journal', () => {
  it('has all that came in one turn, in their order, when the first of them is told', async () => {
    const { path, journal } = openJournal()
    const all = Promise.all(['one', '', 'three\n'].map(text => add(journal, text)))
    const first = add(journal, 'four')
    await Promise.race([all, first])
    expect(textsIn(path)).toEqual(['one', '', 'three\n', 'four'])
    await all
    await add(journal, 'five')
    expect(textsIn(path)).toEqual(['one', '', 'three\n', 'four', 'five'])
    journal[Symbol.dispose]()
  })

  it('is read up to what was cut off or changed, wherever that is', async () => {
    const { path, journal } = openJournal()
    for (const text of ['one', 'two', 'three']) await add(journal, text)
    journal[Symbol.dispose]()
    const whole = readFileSync(path)
    const two = whole.length - (64 + 1 + 1 + 1 + 'three'.length)
    for (let end = two; end < whole.length; end += 1) expect([...recordsIn(whole.subarray(0, end)).values()].map(String)).toEqual(['one', 'two'])
    for (let at = two; at < whole.length; at += 1) {
      const changed = Buffer.from(whole)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect([...recordsIn(changed).values()].map(String)).toEqual(['one', 'two'])
    }
    expect([...recordsIn(Buffer.concat([whole, Buffer.from('none')])).values()].map(String)).toEqual(['one', 'two', 'three'])
  })

  it('is empty once the files are on the disk, but not when more has come meanwhile; a file that somebody took away holds nothing up', async () => {
    let flushed = () => Promise.resolve()
    const { path, fileOf, journal } = openJournal(() => flushed())
    writeFileSync(fileOf(sha256(bytesOf('one'))), 'one')
    await Promise.all([add(journal, 'one'), add(journal, 'taken away')])
    flushed = () => add(journal, 'meanwhile')
    await journal.settle()
    expect(textsIn(path)).toEqual(['one', 'taken away', 'meanwhile'])
    flushed = () => Promise.resolve()
    await journal.settle()
    expect(statSync(path).size).toBe(0)
    await add(journal, 'after')
    expect(textsIn(path)).toEqual(['after'])
    journal[Symbol.dispose]()
  })

  it('keeps everything when the files cannot be flushed', async () => {
    let fails = true
    const { path, journal } = openJournal(() => (fails ? Promise.reject(new Error('no disk')) : Promise.resolve()))
    await add(journal, 'one')
    await expect(journal.settle()).rejects.toThrow('no disk')
    expect(textsIn(path)).toEqual(['one'])
    fails = false
    await journal.settle()
    expect(statSync(path).size).toBe(0)
    journal[Symbol.dispose]()
  })

  it('tells whoever comes after its end, and writes nothing', async () => {
    const { path, journal } = openJournal()
    const late = add(journal, 'late')
    journal[Symbol.dispose]()
    await expect(late).rejects.toThrow('the collector has ended')
    await expect(add(journal, 'later')).rejects.toThrow('the collector has ended')
    expect(statSync(path).size).toBe(0)
  })
})

describe('a collector', () => {
  it('has after a power cut what it acknowledged, though the files were lost, are empty or hold something else', async () => {
    const room = await openRoom()
    const all = await Promise.all(['Ada', 'Bob', 'Cy', 'Di'].map(name => learner(name)))
    expect(await Promise.all(all.map(({ bytes, privateKey }) => handOver(room.code, bytes, privateKey)))).toEqual(all.map(() => ({ outcome: 'done' })))
    const cut = scratch()
    for (const name of readdirSync(room.folder)) if (!name.includes('lock')) cpSync(join(room.folder, name), join(cut, name), { recursive: true })
    const fileOf = (digest = '') => join(cut, `${digest}.lab501-result`)
    rmSync(fileOf(all[0]?.digest))
    writeFileSync(fileOf(all[1]?.digest), '')
    writeFileSync(fileOf(all[2]?.digest), 'something else')
    const strange: string[] = []
    using again = await Collected.open(cut, file => strange.push(file))
    expect([...again.digests()].sort()).toEqual(all.map(({ digest }) => digest).sort())
    for (const { bytes, digest } of all) expect(readFileSync(fileOf(digest)).equals(Buffer.from(bytes))).toBe(true)
    expect([strange, statSync(join(cut, '.journal')).size]).toEqual([[], 0])
  })

  it('leaves no journal of what it has when it is stopped', async () => {
    const room = await openRoom()
    const ada = await learner('Ada')
    await handOver(room.code, ada.bytes, ada.privateKey)
    expect(statSync(join(room.folder, '.journal')).size).toBeGreaterThan(ada.bytes.length)
    await room.collecting.close()
    expect(statSync(join(room.folder, '.journal')).size).toBe(0)
    expect(readdirSync(room.folder)).toContain(`${ada.digest}.lab501-result`)
  })
})
