import { expect, it } from 'vitest'
import { editDistance, nearestWord } from '../../electron/model/nearest-word.ts'

it.each([
  ['', '', 0], ['a', '', 1], ['expcet', 'expect', 1], ['kitten', 'sitting', 3], ['GET', 'GET', 0],
])('%j and %j are %i letters apart', (one, other, distance) => {
  expect([editDistance(one, other), editDistance(other, one)]).toEqual([distance, distance])
})

it.each([
  ['sumary', ['summary', 'says'], 'summary'],
  ['Expect', ['select', 'expect'], 'expect'],
  ['GTE', ['GET', 'PUT'], 'GET'],
  ['colour', ['id', 'title'], undefined],
  ['x'.repeat(10_000), ['id'], undefined],
])('%s was meant to be the nearest of %j', (word, among, nearest) => {
  expect(nearestWord(word, among)).toBe(nearest)
})
