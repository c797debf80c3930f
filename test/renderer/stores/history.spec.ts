// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { useHistory } from '../../../renderer/stores/history.ts'
import { scriptedCore } from '../../support/scripted-core.ts'

const sent = (target: string) => ({ draft: { kind: 'structured' as const, method: 'GET', target, fields: [], content: '' }, sentWallMs: 1, at: 'Lab' })
const targets = () => useHistory().sent.map(({ draft }) => (draft.kind === 'structured' ? draft.target : ''))
beforeEach(() => {
  localStorage.clear()
  scriptedCore({})
})

it('what was forgotten comes back in its order, once', () => {
  const history = useHistory()
  for (const target of ['/a', '/b', '/a']) history.note(sent(target))
  expect(targets()).toEqual(['/a', '/b'])
  history.clear()
  expect([targets(), history.forgotten.length]).toEqual([[], 2])
  history.bringBack()
  expect([targets(), history.forgotten.length]).toEqual([['/a', '/b'], 0])
})

it('what was forgotten is gone once something is sent', () => {
  const history = useHistory()
  history.note(sent('/a'))
  history.clear()
  history.note(sent('/b'))
  expect([targets(), history.forgotten.length]).toEqual([['/b'], 0])
})
