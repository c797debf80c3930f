// What is kept of a log to tell whether another one goes on from it: a few octets a line, and nothing beside them.
import { expect, it } from 'vitest'
import { chainOf, linesInCommon } from '../../../electron/core/results/chain.ts'

it('two logs have in common what both begin with', () => {
  expect(linesInCommon(chainOf(['a', 'b', 'c']), chainOf(['a', 'b', 'd', 'e']))).toBe(2)
  expect(linesInCommon(chainOf([]), chainOf(['a']))).toBe(0)
})

it('a chain keeps eight octets a line in memory: of thousands of learners, many are kept', () => {
  const { buffer, byteLength } = chainOf(['a', 'b', 'c'])
  expect([byteLength, buffer.byteLength]).toEqual([24, 24])
})
