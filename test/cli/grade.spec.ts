// A saved capture is graded with what was done to the topology and what was answered; one from before is graded without.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { run } from '../../electron/cli/commands/grade.ts'
import { RunningAttempt } from '../../electron/core/attempts/running-attempt.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { openStore } from '../../electron/core/store/store.ts'
import { fillSeeds, keepSeeds } from '../../electron/model/blanks.ts'
import type { StructuredDraft } from '../../electron/model/draft.ts'
import type { Lab } from '../../electron/model/lab.ts'
import { BRIEF, LAB, PACK, PackFolder } from '../core/packs/pack-fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab501-grade-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.restoreAllMocks())

/** @returns the text of the capture that a learner saves after `during`. */
async function saved(lab: Lab | undefined, during: (running: RunningAttempt) => Promise<void>): Promise<string> {
  if (!lab) throw new Error('there is no such lab')
  using store = openStore(mkdtempSync(join(folder, 'data-')))
  const attempt = store.beginAttempt({ lab: lab.id, packVersion: lab.pack.version, step: lab.steps[0]?.id ?? '', startedWallMs: Date.now() })
  await using running = await RunningAttempt.open({ lab, attempt, store, port: 0, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
  await during(running)
  return (await running.exportCapture()).text
}

async function graded(lab: string, text: string, ...more: readonly string[]) {
  writeFileSync(join(folder, 'capture.json'), text)
  const log = vi.spyOn(console, 'log').mockReturnValue()
  const code = await run([lab, '--capture', join(folder, 'capture.json'), '--data', folder, '--json', ...more])
  const document = JSON.parse(String(log.mock.calls.splice(0)[0]?.[0])) as { questionsNotAsked: number; verdicts: { of: string; outcome: string }[] }
  return { code, notAsked: document.questionsNotAsked, of: Object.fromEntries(document.verdicts.map(({ of, outcome }) => [of, outcome])) }
}

const send = (method: string, target: string): StructuredDraft => ({ kind: 'structured', method, target, fields: [], content: '' })

it('an expectation after an event, and the questions that were answered', async () => {
  const { labs } = loadPacks([join(import.meta.dirname, '../../labs')])
  const text = await saved(labs.find(({ id }) => id === 'which-comes-first'), async running => {
    running.answer('brew-cellar', 'not-implemented')
    running.answer('who-could-get-in', 'the-405')
    await running.send(send('BREW', '/cellar'))
    await running.control({ kind: 'deploy', participant: 'archive', build: 'sealed' })
    await running.send(send('PUT', '/vault'))
  })
  const now = await graded('which-comes-first', text)
  expect(now).toMatchObject({ code: 1, notAsked: 3, of: { 'keeps-silent': 'met', 'brew-cellar': 'met', 'who-could-get-in': 'missed' } })

  const { attempt: _attempt, events: _events, answers: _answers, ...old } = JSON.parse(text) as Record<string, unknown>
  const before = await graded('which-comes-first', JSON.stringify(old))
  expect(before).toMatchObject({ code: 1, notAsked: 5, of: { 'keeps-silent': 'not-yet', 'five-oh-one-before-four-oh-four': 'met' } })
  expect(before.of['brew-cellar']).toBeUndefined()
})

it('a lab that is another one for each attempt knows whose capture it is', async () => {
  using packs = new PackFolder().write({ 'tea/pack.yaml': PACK, 'tea/brew/lab.yaml': LAB.replace('expect: { status: 501 }', 'expect: { method: "{{seed.method}}", status: 501 }'), 'tea/brew/brief.md': BRIEF })
  const { labs } = loadPacks([packs.path])
  const text = await saved(labs[0], async running => {
    await running.send(send(fillSeeds(keepSeeds('{{seed.method}}'), running.attempt.id), '/pot'))
  })
  expect(Object.values((await graded('brew', text, '--packs', packs.path)).of)[0]).toBe('met')
  expect(Object.values((await graded('brew', text, '--packs', packs.path, '--attempt', 'another')).of)[0]).not.toBe('met')
  const { attempt: _attempt, ...old } = JSON.parse(text) as Record<string, unknown>
  await expect(graded('brew', JSON.stringify(old), '--packs', packs.path)).rejects.toThrow('is another one for each attempt')
})
