import { expect, it } from 'vitest'
import { statusDeclared } from '../../../electron/model/capability.ts'
import { editBetween, originWith, withFlipped } from '../../../renderer/components/blocks/matrix-edits.ts'

const TABLES = { implements: ['GET', 'HEAD', 'OPTIONS', 'POST'], takes: { '/a': ['GET', 'POST'], '/b': ['GET'] } }

it('an edit holds what differs and nothing else, whatever the order', () => {
  const more = withFlipped(withFlipped(TABLES, 'PUT'), 'PUT', '/b')
  expect(editBetween('desk', TABLES, more)).toEqual({ kind: 'edit', participant: 'desk', implements: ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'], takes: { '/b': ['GET', 'PUT'] } })
  const there = withFlipped(withFlipped(TABLES, 'GET', '/a'), 'GET', '/a')
  expect(there.takes['/a']).toEqual(['POST', 'GET'])
  expect(editBetween('desk', TABLES, there)).toBeUndefined()
  expect(editBetween('desk', TABLES, withFlipped(TABLES, 'GET', '/b'))).toEqual({ kind: 'edit', participant: 'desk', takes: { '/b': [] } })
})

it('is looked at as an origin whose answers are certain only where they are refusals', () => {
  const origin = originWith('desk', TABLES)
  expect(['GET', 'POST', 'PUT'].map(method => statusDeclared(origin, method, '/b'))).toEqual([0, 405, 501])
})
