import { expect, it } from 'vitest'
import { fillSeeds, hasSeeds, keepSeeds, unknownBlanks } from '../../electron/model/blanks.ts'
import { shuffled } from '../../electron/model/shuffled.ts'
import { TOKEN } from '../../electron/model/token.ts'

it('blanks that nobody fills are named with their place', () => {
  expect(unknownBlanks('{{url}} {{ulr}} {{port}} {{seed.method}}{{seed.path9}} {{seed.path10}} {{ url }} {{}} {x}')).toEqual([
    { name: 'ulr', at: 8 }, { name: 'seed.path10', at: 55 }, { name: ' url ', at: 71 }, { name: '', at: 81 },
  ])
})

it('what is kept can stand where it will be filled: in a method, a path, a key', () => {
  const kept = keepSeeds({ method: '{{seed.method}}', '{{seed.path}}/{id}': ['{{seed.word}} and {{url}}'] })
  expect(kept).toEqual({ method: '~seed.method~', '/~seed.path~/{id}': ['~seed.word~ and {{url}}'] })
  expect(TOKEN.test('~seed.method~')).toBe(true)
})

it('each attempt has its own, all through, and always the same', () => {
  const lab = keepSeeds({ method: '{{seed.method}}', again: '{{seed.method}}', other: '{{seed.method2}}', path: '{{seed.path}}', word: '{{seed.word}}', number: '{{seed.number}}' })
  const [one, same, another] = ['a1', 'a1', 'a2'].map(attempt => fillSeeds(lab, attempt))
  expect(one).toEqual(same)
  expect(one).not.toEqual(another)
  expect(one?.method).toBe(one?.again)
  expect(one?.method).not.toBe(one?.other)
  expect([one?.method, one?.path, one?.word, one?.number]).toEqual([expect.stringMatching(/^[A-Z]{6}$/), expect.stringMatching(/^\/[a-z]{6}$/), expect.stringMatching(/^[a-z]{6}$/), expect.stringMatching(/^\d{4}$/)])
})

it('seeds are many, and none of them is a registered method', () => {
  const methods = Array.from({ length: 2_000 }, (_, nth) => fillSeeds('~seed.method~', `attempt ${nth}`))
  expect(new Set(methods).size).toBeGreaterThan(1_900)
  expect(methods.filter(method => ['DELETE', 'SEARCH', 'REBIND', 'UNBIND', 'UPDATE'].includes(method))).toEqual([])
})

it('a value without seeds stays the very same', () => {
  const lab = { steps: [{ id: 'one' }], at: null, points: 1 }
  expect([fillSeeds(lab, 'a') === lab, hasSeeds(lab), hasSeeds(keepSeeds(['{{seed.word}}']))]).toEqual([true, false, true])
})

it('what is shuffled is never in its order, and always in the same other one', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const items = ['a', 'b', 'c'].slice(0, 2 + seed % 2)
    const other = shuffled(items, `question-${seed}`)
    expect(other).not.toEqual(items)
    expect([...other].sort()).toEqual(items)
    expect(other).toEqual(shuffled(items, `question-${seed}`))
  }
})
