import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { fileRecord } from '../../../electron/core/captures/capture-file.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { runAndKill, type Moment } from './victim.ts'

const ROUNDS = 50
/** Every fifth round the core dies while it starts, which may be while it opens the file that the last one left. */
const momentOf = (round: number): Moment => (round % 5 === 4 ? { after: 'start', ms: Math.random() * 500 } : { after: 'first saved', ms: Math.random() * 120 })

it('what was reported as saved is there after SIGKILL under load, 50 times on one file, and the file is sound', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-kill-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  let [saved, underLoad] = [0, 0]
  for (let round = 0; round < ROUNDS; round += 1) {
    const moment = momentOf(round)
    const { attempt, reported, complaints } = await runAndKill(folder, moment)
    const title = `round ${round}, killed ${moment.ms.toFixed(1)} ms after ${moment.after}; it said: ${complaints || 'nothing'}`

    using store = openStore(folder)
    expect(store.notices, title).toEqual([])
    expect(store.check(), title).toBe('ok')
    const stored = new Map(store.exchanges(attempt ?? '', 0, 1_000_000).map(record => [record.seq, record]))
    const lost = [...reported].filter(([seq, exchange]) => {
      const record = stored.get(seq)
      return !record || !isDeepStrictEqual(JSON.parse(JSON.stringify(fileRecord(record))), exchange)
    })
    expect(lost.map(([seq]) => seq), `lost in ${title}`).toEqual([])
    expect(Math.max(0, ...stored.keys()), `no gaps in ${title}`).toBe(stored.size)
    expect(complaints.includes('failed'), title).toBe(false)
    saved += reported.size
    underLoad += reported.size > 0 ? 1 : 0
  }
  // Otherwise the rounds showed nothing.
  expect(underLoad).toBeGreaterThanOrEqual(ROUNDS * 0.8)
  expect(saved).toBeGreaterThan(1_000)
  expect(readdirSync(folder).filter(name => name.includes('damaged'))).toEqual([])
  console.log(`kill: ${saved} exchanges were reported as saved in ${ROUNDS} rounds, none was lost`)
}, 300_000)
