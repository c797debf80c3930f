// A lab that is another one for each attempt, and an expectation about what was done to its topology.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { RunningAttempt } from '../../../electron/core/attempts/running-attempt.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { keepSeeds } from '../../../electron/model/blanks.ts'
import { LabFile, type Lab } from '../../../electron/model/lab.ts'

const FILE = LabFile.parse(keepSeeds({
  id: 'seeds', title: 'Find {{seed.word}}', summary: 's', minutes: 5, learned: 'l',
  scenario: { participants: [{ role: 'origin', name: 'origin', implements: ['GET', '{{seed.method}}'], resources: { '{{seed.path}}': { '{{seed.method}}': { kind: 'toggle', toggle: 'open', on: { kind: 'reply', text: '{{seed.number}}' }, off: { kind: 'planned', detail: 'Soon.' } } } } }] },
  steps: [{
    id: 'one', title: 'One', request: '{{seed.method}} {{seed.path}}', hints: ['Send `{{seed.method}}`.'],
    expectations: [{ id: 'opened', says: 'It is open.', after: { event: { kind: 'toggle', on: true } }, expect: { method: '{{seed.method}}', target: '{{seed.path}}', status: 200, content: { equals: '{{seed.number}}' } } }],
  }],
}))
const LAB: Lab = { ...FILE, pack: { id: 'p', version: '1.0.0', title: 'P' }, intro: '', narrative: { one: 'At {{url}}.' } }

it('each attempt has its own method and path, in the page, on the wire and in the grading', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-seeds-'))
  {
    using store = openStore(folder)
    const seen: string[] = []
    for (const startedWallMs of [1, 2]) {
      const attempt = store.beginAttempt({ lab: 'seeds', packVersion: '1.0.0', step: 'one', startedWallMs })
      await using running = await RunningAttempt.open({ lab: LAB, attempt, store, port: 0, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
      const { lab, verdicts } = running.view()
      expect(JSON.stringify([lab, verdicts])).not.toMatch(/seed\./)
      const [method = '', target = ''] = lab.steps[0]?.request?.split(' ') ?? []
      const send = async () => {
        await running.send({ kind: 'structured', method, target, fields: [], content: '' })
        return running.judgeNow().map(({ outcome }) => outcome)
      }
      expect(await send()).toEqual(['not-yet'])
      await running.control({ kind: 'toggle', toggle: 'open', on: true })
      expect(await send()).toEqual(['met'])
      expect(running.takeHint('one').map(({ text }) => text)).toEqual([`Send \`${method}\`.`])
      seen.push(method)
    }
    expect(new Set(seen).size).toBe(2)
  }
  rmSync(folder, { recursive: true, force: true })
})
