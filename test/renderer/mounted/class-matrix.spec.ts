// @vitest-environment happy-dom
// A hundred learners across many labs are drawn in turns, so that the page answers meanwhile; what is as before is not drawn anew.
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { ClassLab, ClassRow } from '../../../electron/model/class-view.ts'
import ClassMatrix from '../../../renderer/components/class/ClassMatrix.vue'
import ClassMatrixRow from '../../../renderer/components/class/ClassMatrixRow.vue'
import { words } from '../../../renderer/composables/useWords.ts'

const labsWith = (done: number): ClassLab[] => ['a', 'b'].map(lab => ({ lab, title: lab, learners: 100, done, stuck: 0, expectations: [] }))
const row = (nth: number, earned = 1): ClassRow => ({
  key: `key ${nth}`, name: `Learner ${nth}`, isShared: false, isForked: false, done: 0, stuck: 0, earned, points: 5, workedMs: 0, hints: 0,
  cells: [{ lab: 'a', earned, points: 5, met: 1, required: 3, missed: 0, hints: 0, workedMs: 0, tries: 1, ways: 1, isDone: false, isStuck: false }],
})
const many = (count: number, from = 0) => Array.from({ length: count }, (_, nth) => row(from + nth))
const shown = (rows: readonly ClassRow[]) => mount(ClassMatrix, { props: { labs: labsWith(1), rows, byLab: undefined, chosen: undefined }, global: { plugins: [words] } })

it('begins with a few rows, and has all of them after some turns, in their order', async () => {
  const matrix = shown(many(100))
  const names = () => matrix.findAll('tbody th').map(one => one.text())
  const first = names()
  expect([first.length > 0, first.length < 20]).toEqual([true, true])
  await expect.poll(() => names().length, { timeout: 15_000 }).toBe(100)
  expect(names()).toEqual(many(100).map(({ name }) => name))
  // Another page begins with a few again.
  await matrix.setProps({ rows: many(100, 500) })
  expect(names().length).toBeLessThan(20)
  await expect.poll(() => names().at(-1), { timeout: 15_000 }).toBe('Learner 599')
})

it('keeps the rows that are there when others come, and draws only what changed', async () => {
  const rows = many(6)
  const matrix = shown(rows)
  const before = matrix.findAllComponents(ClassMatrixRow).map(one => one.vm.$.subTree)
  const changed = rows.map((one, nth) => (nth === 2 ? row(2, 4) : one))
  await matrix.setProps({ rows: changed, labs: labsWith(2) })
  await nextTick()
  const after = matrix.findAllComponents(ClassMatrixRow).map(one => one.vm.$.subTree)
  expect(after.map((tree, nth) => tree === before[nth])).toEqual([true, true, false, true, true, true])
  expect(matrix.findAll('tbody th ~ td.all').map(one => one.text().split(' ')[0])).toEqual(['1/5', '1/5', '4/5', '1/5', '1/5', '1/5'])
})

it('moves nobody while somebody points at the rows or is in them, whose figures go on; then the order follows', async () => {
  const matrix = shown(many(3))
  const seen = () => matrix.findAll('tbody tr').map(one => [one.get('th').text(), one.get('.all .points').text()])
  const order = () => seen().map(([name]) => name)
  const body = matrix.get('tbody')
  for (const [come, leave] of [['pointerenter', 'pointerleave'], ['focusin', 'focusout']] as const) {
    await matrix.setProps({ rows: many(3) })
    await body.trigger(come)
    await matrix.setProps({ rows: [row(7), row(2, 4), row(0)] })
    // Who is no more among those that were asked for stays, too; there is room for as many as there are to be.
    expect(seen()).toEqual([['Learner 0', '1/5'], ['Learner 1', '1/5'], ['Learner 2', '4/5']])
    expect(matrix.text()).toContain('The learners stay in their places')
    await matrix.setProps({ rows: [row(7), row(2, 4), row(0), row(8)] })
    expect(order()).toEqual(['Learner 0', 'Learner 1', 'Learner 2', 'Learner 7'])
    await body.trigger(leave)
    expect(order()).toEqual(['Learner 7', 'Learner 2', 'Learner 0', 'Learner 8'])
    expect(matrix.text()).not.toContain('The learners stay in their places')
  }
})

it('others that were asked for come at once, wherever somebody is', async () => {
  const matrix = shown(many(3))
  await matrix.get('tbody').trigger('pointerenter')
  await matrix.setProps({ rows: many(3).reverse(), asked: 'by name' })
  expect(matrix.findAll('tbody th').map(one => one.text())).toEqual(['Learner 2', 'Learner 1', 'Learner 0'])
})
