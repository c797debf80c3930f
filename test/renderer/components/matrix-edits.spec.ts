import { expect, it } from 'vitest'
import { editBetween, methodsIn, withMethod } from '../../../renderer/components/blocks/matrix-edits.ts'

const TABLES = { implements: ['GET', 'HEAD', 'OPTIONS', 'POST'], takes: { '/a': ['GET', 'POST'], '/b': ['GET'] } }

it('a column for each method, but for those that need none, or for those that the author wants', () => {
  expect(methodsIn(TABLES, [])).toEqual(['GET', 'POST'])
  expect(methodsIn(TABLES, ['GET', 'PUT'])).toEqual(['GET', 'PUT'])
})

it('an edit holds what differs and nothing else, whatever the order', () => {
  const more = withMethod(withMethod(TABLES, undefined, 'PUT', true), '/b', 'PUT', true)
  expect(editBetween('desk', TABLES, more)).toEqual({ kind: 'edit', participant: 'desk', implements: ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'], takes: { '/b': ['GET', 'PUT'] } })
  const there = withMethod(withMethod(TABLES, '/a', 'GET', false), '/a', 'GET', true)
  expect(there.takes['/a']).toEqual(['POST', 'GET'])
  expect(editBetween('desk', TABLES, there)).toBeUndefined()
  expect(editBetween('desk', TABLES, withMethod(TABLES, '/b', 'GET', false))).toEqual({ kind: 'edit', participant: 'desk', takes: { '/b': [] } })
})
