// @vitest-environment happy-dom
// The capability matrix that can be edited: what each tick makes of the answer, said, flipped and walked through by key.
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { Scenario, type Origin } from '../../../electron/model/scenario.ts'
import MatrixEditor from '../../../renderer/components/matrix/MatrixEditor.vue'
import { words } from '../../../renderer/composables/useWords.ts'

const drawn = (more: object = {}) => Scenario.parse({ participants: [{ role: 'origin', name: 'app', implements: ['GET', 'POST', 'OPTIONS'], resources: { '/a': { GET: { kind: 'reply', status: 204 } }, '/b': { GET: { kind: 'toggle', toggle: 'new', on: { kind: 'echo' }, off: { kind: 'fail', message: 'no' } } } }, ...more }] }).participants[0] as Origin
const editor = (props: Partial<InstanceType<typeof MatrixEditor>['$props']> = {}) => mount(MatrixEditor, { attachTo: document.body, global: { plugins: [words] }, props: { origin: drawn(), modelValue: undefined, ...props } })
type Shown = ReturnType<typeof editor>
const cell = (shown: Shown, label: string) => shown.get(`[aria-label="${label}"]`)
const press = (shown: Shown, key: string) => shown.get('table').trigger('keydown', { key })
const focused = () => document.activeElement?.getAttribute('aria-label')

it('says for each method at each resource what follows: 501 for one that no resource has, 405 for one that another could have', () => {
  const shown = editor()
  expect(['GET /a: taken, 204', 'POST /a: not taken, 405', 'DELETE /a: not taken, 501', 'GET /b: taken, the status depends', 'HEAD /a: as GET, 204', 'OPTIONS /a: answered by itself'].map(label => shown.find(`[aria-label="${label}"]`).exists())).toEqual([true, true, true, true, true, true])
})

it('tells of a flip and changes nothing by itself; the origin as it is then is handed over', async () => {
  const shown = editor()
  await cell(shown, 'POST /a: not taken, 405').trigger('change')
  await cell(shown, 'app implements DELETE').trigger('change')
  expect([shown.emitted('flip'), shown.emitted('implement'), shown.emitted('update:modelValue')]).toEqual([[['/a', 'POST']], [['DELETE']], [[{ target: '/a', method: 'POST' }]]])
  await shown.setProps({ origin: drawn({ implements: ['GET', 'POST', 'OPTIONS', 'DELETE'] }) })
  expect(shown.find('[aria-label="DELETE /a: not taken, 405"]').exists()).toBe(true)
})

it('is one tab stop: arrows go from tick to tick and stay inside, Enter looks at one', async () => {
  const shown = editor()
  expect(shown.findAll('table [tabindex="0"]')).toHaveLength(1)
  for (const key of ['ArrowUp', 'ArrowRight', 'ArrowDown']) await press(shown, key)
  expect(focused()).toBe('HEAD /a: as GET, 204')
  await press(shown, 'Home')
  await press(shown, 'Enter')
  expect([focused(), shown.emitted('update:modelValue'), shown.emitted('open')]).toEqual(['GET /a: taken, 204', [[{ target: '/a', method: 'GET' }]], [[]]])
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'End', 'ArrowRight']) await press(shown, key)
  expect([focused(), shown.findAll('table [tabindex="0"]').length]).toEqual(['DELETE /b: not taken, 501', 1])
})

it('takes a path as a resource and a token as a method, and nothing else; where all is given, neither', async () => {
  const shown = editor()
  for (const text of ['/c', 'BREW', 'no such', ' ']) {
    await shown.get('form input').setValue(text)
    await shown.get('form').trigger('submit')
  }
  expect([shown.emitted('add'), shown.emitted('implement'), shown.get('form [role=status]').text()]).toEqual([[['/c']], [['BREW']], ''])
  await shown.get('form input').setValue('no such')
  await shown.get('form').trigger('submit')
  expect(shown.get('form [role=status]').text()).toContain('“no such” is neither a path nor a method')
  expect(editor({ fixed: true }).find('form').exists()).toBe(false)
})
