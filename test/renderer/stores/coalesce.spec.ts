import { expect, it } from 'vitest'
import { coalesce } from '../../../renderer/stores/coalesce.ts'

it('runs once more for all the calls that came during a run, also after a run that failed', async () => {
  let runs = 0
  const gates: (() => void)[] = []
  const call = coalesce(() => new Promise((resolve, reject) => {
    runs += 1
    gates.push(runs === 1 ? () => reject(new Error('first')) : resolve)
  }))
  const one = call()
  const two = call()
  const three = call()
  gates.shift()?.()
  await expect(one).rejects.toThrow('first')
  await Promise.resolve()
  gates.shift()?.()
  await Promise.all([two, three])
  expect(runs).toBe(2)
})
