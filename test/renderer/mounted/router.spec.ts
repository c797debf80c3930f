// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { LabSummary } from '../../../electron/model/attempt.ts'
import { makeRouter } from '../../../renderer/router.ts'
import { scriptedCore } from '../../support/scripted-core.ts'

const LAB: LabSummary = { id: 'first', pack: { id: 'p', version: '1.0.0', title: 'Pack' }, title: 'First', summary: '', minutes: 1, steps: 2, progress: { state: 'new', stepsMet: 0 } }

/** A page whose core takes its time to list the labs. */
async function begin() {
  const { promise, resolve } = Promise.withResolvers<LabSummary[]>()
  location.hash = ''
  const { app, asked } = scriptedCore({ 'labs.list': () => promise })
  const router = makeRouter()
  app.use(router)
  const started = router.push('/')
  await expect.poll(() => asked).toHaveLength(1)
  return { router, started, list: () => resolve([LAB]) }
}

it('who has not begun is led to the first lab', async () => {
  const { router, started, list } = await begin()
  list()
  await started
  expect(router.currentRoute.value.fullPath).toBe('/lab/first')
})

it('who went home before that was known stays there', async () => {
  const { router, started, list } = await begin()
  await router.push('/home')
  list()
  await started
  expect(router.currentRoute.value.fullPath).toBe('/home')
})
