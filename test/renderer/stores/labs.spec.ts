// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { LabSummary } from '../../../electron/model/attempt.ts'
import { useLabs } from '../../../renderer/stores/labs.ts'
import { scriptedCore } from '../../support/scripted-core.ts'

const lab = (id: string, state: LabSummary['progress']['state'], lastWallMs = 0): LabSummary =>
  ({ id, pack: { id: 'p', version: '1.0.0', title: 'Pack' }, title: id, summary: '', minutes: 1, steps: 2, progress: { state, stepsMet: 0, lastWallMs } })

async function labs(...list: LabSummary[]) {
  scriptedCore({ 'labs.list': () => Promise.resolve(list) })
  const store = useLabs()
  await store.load()
  return store
}

describe('the learning path', () => {
  it('is untouched as long as no lab was begun', async () => {
    expect((await labs(lab('a', 'new'), lab('b', 'new'))).untouched).toBe(true)
    expect((await labs(lab('a', 'new'), lab('b', 'open'))).untouched).toBe(false)
    expect((await labs()).untouched).toBe(false)
  })

  it('goes on with what was open last, else with the first that is new', async () => {
    expect((await labs(lab('a', 'new'), lab('b', 'open', 1), lab('c', 'open', 2))).next?.id).toBe('c')
    expect((await labs(lab('a', 'done'), lab('b', 'new'))).next?.id).toBe('b')
    expect((await labs(lab('a', 'done'))).next).toBeUndefined()
  })

  it('knows what comes after a lab', async () => {
    const store = await labs(lab('a', 'new'), lab('b', 'new'))
    expect([store.after('a')?.id, store.after('b')?.id]).toEqual(['b', undefined])
  })
})
