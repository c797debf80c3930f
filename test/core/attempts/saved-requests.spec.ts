// Requests with a name: on the disk when it is said that they are kept, and bounded.
import { expect, it } from 'vitest'
import { NoRoom, SavedRequests } from '../../../electron/core/attempts/saved-requests.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import type { StructuredDraft } from '../../../electron/model/draft.ts'
import { LONGEST_SAVED, MOST_SAVED, type SavedRequest } from '../../../electron/model/saved-request.ts'
import { temporaryFolder } from '../store/records.ts'

const draft = (more: Partial<StructuredDraft> = {}): StructuredDraft => ({ kind: 'structured', method: 'BREW', target: '/pot', fields: [{ name: 'A', value: '1' }, { name: 'A', value: '2' }], content: '\u00e9', pieces: { octets: 3, pauseMs: 10 }, protocol: 'h2', connection: 'own', ...more })
const request = (id: string, more: Partial<SavedRequest> = {}): SavedRequest => ({ id, name: `Request ${id}`, draft: draft(), savedWallMs: Number(id), ...more })

it('are there after a restart as they were kept, renamed and dropped', () => {
  const folder = temporaryFolder()
  {
    using store = openStore(folder)
    const saved = new SavedRequests(store)
    for (const one of [request('2'), request('1'), request('3')]) saved.keep(one)
    saved.keep(request('1', { name: 'Renamed' }))
    expect(saved.drop('3').map(({ name }) => name)).toEqual(['Renamed', 'Request 2'])
  }
  using store = openStore(folder)
  expect(new SavedRequests(store).all()).toEqual([request('1', { name: 'Renamed' }), request('2')])
})

it('come back where they stood when they are kept again', () => {
  using store = openStore(temporaryFolder())
  const saved = new SavedRequests(store)
  for (const id of ['1', '2', '3']) saved.keep(request(id))
  saved.drop('2')
  expect(saved.keep(request('2')).map(({ id }) => id)).toEqual(['1', '2', '3'])
})

it('are as many and as long as there is room for, and what is there can still be changed', () => {
  using store = openStore(temporaryFolder())
  const saved = new SavedRequests(store)
  expect(() => saved.keep(request('1', { draft: draft({ content: 'x'.repeat(LONGEST_SAVED) }) }))).toThrow(NoRoom)
  for (let nth = 1; nth <= MOST_SAVED; nth += 1) store.keepRequest(request(String(nth)))
  expect(() => saved.keep(request('9999'))).toThrow('500 requests are kept already; delete one first')
  expect(saved.keep(request('7', { name: 'Another' })).find(({ id }) => id === '7')?.name).toBe('Another')
})
