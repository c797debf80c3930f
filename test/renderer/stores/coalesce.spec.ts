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

it('never runs twice at once, not for who calls in the very moment in which a run is over', async () => {
  let [running, most, runs] = [0, 0, 0]
  const call = coalesce(async () => {
    runs += 1
    running += 1
    most = Math.max(most, running)
    await new Promise(resolve => setTimeout(resolve, 0))
    running -= 1
  })
  const after = call().then(() => call())
  const waiting = call()
  await Promise.all([after, waiting])
  expect([most, runs]).toEqual([1, 2])
})
