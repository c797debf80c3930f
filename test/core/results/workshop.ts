// Learners who work at a lab on real sockets, and what they hand in: in memory, as a file's bytes.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunningAttempt } from '../../../electron/core/attempts/running-attempt.ts'
import { atOnce } from '../../../electron/core/turns/in-turns.ts'
import { keyId, rawKey } from '../../../electron/core/packs/archive/signature.ts'
import { makingResult, type MadeResult } from '../../../electron/core/results/make-result.ts'
import { openStore, type Store } from '../../../electron/core/store/store.ts'
import { LabFile, type Lab } from '../../../electron/model/lab.ts'
import { backUp, restore } from '../../support/backups.ts'

const FILE = LabFile.parse({
  id: 'brew', title: 'Brew', summary: 's', minutes: 5, learned: 'l',
  scenario: { participants: [{ role: 'origin', name: 'kitchen', implements: ['GET'], resources: { '/pot': { GET: { kind: 'reply', text: 'tea' } } } }] },
  steps: [{
    id: 'one', title: 'One', hints: ['Think.', { text: 'Send BREW.', cost: 1 }],
    prediction: { id: 'guess', ask: 'What comes?', about: { method: 'BREW' }, options: [{ id: 'no', label: '501', status: 501 }, { id: 'other', label: '405', status: 405 }] },
    expectations: [
      { id: 'brewed', says: 'You got 501.', points: 3, expect: { method: 'BREW', target: '/pot', status: 501 }, feedback: [{ id: 'put', when: { method: 'PUT' }, say: 'PUT is known elsewhere.' }] },
      { id: 'known', says: 'You got in.', points: 2, expect: { method: 'GET', requestFields: { Authorization: { contains: 'YWxpY2U' } }, status: 200 } },
    ],
    questions: [{ id: 'why', kind: 'choice', ask: 'Why?', options: [{ id: 'nobody', label: 'Nobody knows it', right: true, feedback: 'Yes.' }, { id: 'path', label: 'The path', feedback: 'No.' }] }],
  }],
})
export const LAB: Lab = { ...FILE, pack: { id: 'tea', version: '1.0.0', title: 'Tea' }, intro: '', narrative: {} }
export const LABS: ReadonlyMap<string, Lab> = new Map([[LAB.id, LAB]])

export interface Did { readonly send?: readonly string[]; readonly fields?: readonly (readonly [string, string])[]; readonly answers?: Readonly<Record<string, string>>; readonly hints?: number; readonly lab?: Lab }

/** Works at the lab through the ordinary engine. @returns the attempt's id */
export async function work(store: Store, { send = [], fields = [], answers = {}, hints = 0, lab = LAB }: Did): Promise<string> {
  const attempt = store.beginAttempt({ lab: lab.id, packVersion: lab.pack.version, step: 'one', startedWallMs: Date.now() })
  await using running = await RunningAttempt.open({ lab, attempt, store, port: 0, isLive: false, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
  for (let nth = 0; nth < hints; nth += 1) running.takeHint('one')
  if (answers['guess'] !== undefined) running.answer('guess', answers['guess'])
  for (const method of send) await running.send({ kind: 'structured', method, target: '/pot', fields: fields.map(([name, value]) => ({ name, value })), content: '' })
  await running.flush()
  running.judgeNow()
  for (const [question, value] of Object.entries(answers)) if (question !== 'guess') running.answer(question, value)
  return attempt.id
}

export function newKey() {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { privateKey, key: keyId(rawKey(privateKey)) }
}

export interface HandedIn { readonly name?: string; readonly key?: ReturnType<typeof newKey>; readonly carriesCaptures?: boolean; readonly labs?: readonly Lab[] }

/** @returns the result of those attempts. */
export function handIn(store: Store, attempts: readonly string[], { name = 'Alice', key = newKey(), carriesCaptures = true, labs = [LAB] }: HandedIn = {}): MadeResult {
  return atOnce(makingResult({ store, labs, madeBy: 'Lab 501 0.1.0', madeWallMs: 1_767_000_000_000, key }, { name, attempts: [...attempts], carriesCaptures }))
}

/** @returns the result of one learner who did that, in a store that is gone afterwards. */
export async function resultOf(did: Did, how?: HandedIn): Promise<MadeResult> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-result-'))
  try {
    using store = openStore(folder)
    return handIn(store, [await work(store, did)], how)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One attempt of one key that goes on at two machines after a restore. @returns a result of each, and how many entries their logs begin with both */
export async function forkedResults(lab: Lab, name: string): Promise<{ readonly files: readonly Uint8Array[]; readonly common: number; readonly key: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-forked-'))
  try {
    using here = openStore(join(folder, 'here'))
    using there = openStore(join(folder, 'there'))
    const key = newKey()
    const id = await work(here, { lab, send: ['FROBNICATE'] })
    backUp(here, join(folder, 'all.lab501-backup'))
    restore(there, join(folder, 'all.lab501-backup'))
    const common = here.log(id).length
    const files = [here, there].map((store, nth) => {
      store.takeHint(id, { step: lab.steps[0]?.id ?? '', nth: 1, takenWallMs: nth })
      return handIn(store, [id], { name, key, labs: [lab] }).bytes
    })
    return { files, common, key: key.key }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
