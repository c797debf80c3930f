// What a collector tries out before anybody sends is a result like any other, and of nobody.
import { expect, it } from 'vitest'
import { madeUpResult, warmUp } from '../../../electron/core/collector/warm-up.ts'
import { verifyResult } from '../../../electron/core/results/read-result.ts'

it('the made-up result is verified to its end, with a log and a capture', () => {
  const read = verifyResult(madeUpResult())
  expect('refusal' in read ? read.refusal : read.sheet.attempts.map(({ log, capture, verdicts }) => [log.lines, capture?.path, verdicts.length])).toEqual([[6, 'captures/1.json', 4]])
})

it('runs once in a process', async () => {
  expect(warmUp()).toBe(warmUp())
  await warmUp()
})
