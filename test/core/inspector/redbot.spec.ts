// What REDbot says of one exchange is said by a rule that exists, or there is a reason.
import { expect, it } from 'vitest'
import { ruleSummaries } from '../../../electron/core/inspector/inspect.ts'
import { REASONS, REDBOT_NOTES } from './redbot-notes.ts'

const notes = Object.values(REDBOT_NOTES).flat()

it('names rules that exist, at least one for each note that has no reason', () => {
  const known = new Set(ruleSummaries().map(({ id }) => id))
  const named = notes.flatMap(note => 'rules' in note ? note.rules : [])
  expect(named.filter(id => !known.has(id))).toEqual([])
  expect(notes.filter(note => 'rules' in note && note.rules.length === 0)).toEqual([])
  expect(new Set(named).size).toBeGreaterThan(100)
})

it('uses every reason, and says each note once in a file', () => {
  expect(new Set(notes.flatMap(note => 'why' in note ? [note.why] : []))).toEqual(new Set(Object.keys(REASONS)))
  for (const [place, all] of Object.entries(REDBOT_NOTES)) expect([place, new Set(all.map(({ says }) => says)).size]).toEqual([place, all.length])
})
