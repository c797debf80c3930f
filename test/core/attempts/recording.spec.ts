// A lab with a recording: what its author captured is there from the beginning, can be asked about, and earns nothing.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { RunningAttempt } from '../../../electron/core/attempts/running-attempt.ts'
import { fileRecord, writeCaptureFile } from '../../../electron/core/captures/capture-file.ts'
import { loadPacks } from '../../../electron/core/packs/load-pack.ts'
import { play } from '../../../electron/core/proving/play.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { LabFile, type Lab } from '../../../electron/model/lab.ts'
import { PackFolder } from '../packs/pack-fixture.ts'

const EVERYWHERE = { expect: { method: 'BREW', target: '/pot', status: 501 } }
const FILE = LabFile.parse({
  id: 'brew', title: 'Brew', summary: 's', minutes: 5, learned: 'l', recording: 'night.json',
  scenario: { participants: [{ role: 'gateway', name: 'edge', routes: [{ pool: [{ to: 'kitchen' }] }] }, { role: 'origin', name: 'kitchen', implements: ['GET'], resources: { '/pot': { GET: { kind: 'reply', text: 'tea' } } } }] },
  steps: [{
    id: 'one', title: 'One',
    expectations: [{ id: 'own', says: 'You got 501.', ...EVERYWHERE }, { id: 'inside', says: 'The kitchen said it.', at: 'kitchen', ...EVERYWHERE }, { id: 'later', says: 'And GET after that.', after: EVERYWHERE.expect, expect: { method: 'GET', target: '/pot', status: 200 } }],
    questions: [{ id: 'who', kind: 'attribution', ask: 'Who?', about: { method: 'BREW', source: 'recorded' }, right: 'Yes.', wrong: 'No.' }],
  }],
})
const PLAIN: Lab = { ...FILE, pack: { id: 'p', version: '1.0.0', title: 'P' }, intro: '', narrative: {} }
const { records } = await play(PLAIN, 'BREW /pot\n###\nGET /pot')
const LAB: Lab = { ...PLAIN, recorded: records.map(record => fileRecord({ ...record, source: record.source === 'participant' ? 'participant' : 'recorded' })) }

const folder = mkdtempSync(join(tmpdir(), 'lab501-recording-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('begins each attempt once, is asked about with all its hops, and is no try of the learner', async () => {
  using store = openStore(folder)
  const attempt = store.beginAttempt({ lab: 'brew', packVersion: '1.0.0', step: 'one', startedWallMs: 1 })
  const open = () => RunningAttempt.open({ lab: LAB, attempt, store, port: 0, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
  const outcomes = (running: RunningAttempt) => running.judgeNow().map(({ of, outcome }) => `${of} ${outcome}`)
  {
    await using running = await open()
    expect(running.view().exchanges.map(({ id, source }) => `${id} ${source}`)).toEqual(records.map(({ seq, source }) => `x${seq} ${source === 'participant' ? source : 'recorded'}`))
    expect(running.bytes('x1', 'request')).toEqual(records[0]?.request)
    running.answer('who', 'kitchen')
    expect(outcomes(running)).toEqual(['own not-yet', 'inside not-yet', 'later not-yet', 'who met'])
  }
  await using running = await open()
  const send = (method: string) => running.send({ kind: 'structured', method, target: '/pot', fields: [], content: '' })
  expect(running.exchanges()).toHaveLength(records.length)
  await send('GET')
  expect(outcomes(running)).toEqual(['own missed', 'inside missed', 'later not-yet', 'who met'])
  await send('BREW')
  await send('GET')
  expect(outcomes(running)).toEqual(['own met', 'inside met', 'later met', 'who met'])
  expect(running.exchanges().filter(({ seq }) => seq > records.length)[0]?.connection.id).not.toBe(records[0]?.connection.id)
})

const capture = (some = records) => writeCaptureFile('brew', some)
it.each([
  ['is read', capture(), []],
  ['is no capture', 'tea', ['no JSON']],
  ['is empty', capture([]), ['night.json holds 0 exchanges, 1 to 1000 are expected. Record it again.']],
  ['has too many', capture(Array.from({ length: 1_001 }, () => ({ ...records[0], request: new Uint8Array(), response: new Uint8Array() })) as typeof records), ['night.json holds 1001 exchanges, 1 to 1000 are expected. Record it again.']],
  ['is of other servers', capture(records.map(record => ({ ...record, hop: record.hop.replace('edge', 'gate') }))), ['night.json has the hop']],
  ['is too long', ' '.repeat(1_048_577), ['the file is longer than 1048576 octets']],
  ['is not there', undefined, ['there is no such file']],
])('a recording that %s', (_what, text, said) => {
  using packs = new PackFolder()
  const { id: _id, ...lab } = JSON.parse(JSON.stringify(FILE)) as Record<string, unknown>
  packs.writeTea({ 'tea/brew/lab.yaml': JSON.stringify({ id: 'brew', ...lab }), ...(text !== undefined && { 'tea/brew/night.json': text }) })
  const { labs, problems } = loadPacks([packs.path])
  expect(packs.described(problems)).toEqual(said.map(one => expect.stringContaining(one === 'no JSON' ? 'this line is not JSON' : one)))
  expect(labs.map(({ recorded }) => recorded?.length)).toEqual(said.length === 0 ? [records.length] : [])
})
