// What stands in the matrix of a class comes there by itself, also when no verdict changes with it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { BOUNDS, openResult } from '../../../electron/core/results/result-file.ts'
import { openApp, openRoom } from './room.ts'

it('a hint that is taken alone, and an answer, are due to be sent', async () => {
  const { collecting, folder } = await openRoom()
  const page = await openApp({ log: line => expect.fail(line) })
  const { attempt, lab } = await page.call('attempts.open', { lab: 'reproduce-501' })
  expect(await page.call('sending.join', { code: collecting.codes[0]?.code ?? '', name: 'Ada', carriesCaptures: true })).not.toHaveProperty('refused')
  const standing = async () => (await page.call('sending.view', {})).joined
  await expect.poll(standing).toMatchObject({ state: 'idle', waiting: 0, sent: 0 })

  await page.call('hints.take', { attempt: attempt.id, step: lab.steps[0]?.id ?? '' })
  expect(await standing()).toMatchObject({ waiting: 1 })
  await page.call('sending.now', {})
  await expect.poll(standing).toMatchObject({ state: 'idle', waiting: 0, sent: 1 })

  const question = lab.steps.flatMap(step => step.questions)[0]
  await page.call('answers.give', { attempt: attempt.id, question: question?.id ?? '', value: 'somebody' })
  expect(await standing()).toMatchObject({ waiting: 1 })

  const [file = ''] = readdirSync(folder).filter(name => name.endsWith('.lab501-result'))
  const opened = openResult(readFileSync(join(folder, file)))
  const part = 'refusal' in opened ? opened : opened.part(opened.sheet.attempts[0]?.log.path ?? '', BOUNDS.log)
  expect('refusal' in part ? part.refusal : Buffer.from(part.bytes).toString()).toContain('"kind":"hint"')
})
