// @vitest-environment happy-dom
// Each kind of question hears an answer by the keyboard's means, and gives it in the form that the grader reads.
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { StepView } from '../../../electron/model/lab.ts'
import LabHints from '../../../renderer/components/lab/LabHints.vue'
import LabPrediction from '../../../renderer/components/lab/LabPrediction.vue'
import LabQuestion from '../../../renderer/components/lab/LabQuestion.vue'
import QuestionOrder from '../../../renderer/components/lab/QuestionOrder.vue'
import { capture } from '../../support/transcript.ts'
import { words } from '../../../renderer/composables/useWords.ts'

const global = { plugins: [words] }

const abc = ['a', 'b', 'c'].map(id => ({ id, label: id.toUpperCase() }))
const asked = (question: Partial<StepView['questions'][number]>, exchanges = capture('')) => mount(LabQuestion, {
  global, attachTo: document.body,
  props: { question: { id: 'q', kind: 'text', ask: 'Which?', options: [], ...question }, given: undefined, verdict: undefined, exchanges },
})

it('items are moved up and down by buttons, which take the focus along', async () => {
  const form = asked({ kind: 'order', options: abc })
  await form.get('[aria-label="Move A down"]').trigger('click')
  expect(form.findAll('li').map(item => item.get('.what').text())).toEqual(['B', 'A', 'C'])
  expect([document.activeElement?.getAttribute('aria-label'), form.getComponent(QuestionOrder).get('[role="status"]').text()]).toEqual(['Move A down', 'A: now 2 of 3'])
  await form.get('[aria-label="Move A down"]').trigger('click')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Move A up')
  await form.trigger('submit')
  expect(form.emitted('answer')).toEqual([[['b', 'c', 'a']]])
  form.unmount()
})

it('an order can be right as it is shown', async () => {
  const form = asked({ kind: 'order', options: abc })
  await form.trigger('submit')
  expect(form.emitted('answer')).toEqual([[['a', 'b', 'c']]])
  form.unmount()
})

it('each item is matched by a list of its own, and all of them are needed', async () => {
  const form = asked({ kind: 'match', options: abc.slice(0, 2), answers: [{ id: 'x', label: 'X' }, { id: 'y', label: 'Y' }] })
  const [first, second] = form.findAll('select')
  await first?.setValue('y')
  expect(form.get('button').attributes('disabled')).toBe('')
  await second?.setValue('y')
  await form.trigger('submit')
  expect(form.emitted('answer')).toEqual([[['a=y', 'b=y']]])
  form.unmount()
})

it('what was begun and not answered is there again after a reload, and on coming back to the step', async () => {
  const question: StepView['questions'][number] = { id: 'q', kind: 'text', ask: 'Which?', options: [] }
  const shown = (given?: string | string[], of: Partial<StepView['questions'][number]> = {}, kept = 'answer.a1.q') => mount(LabQuestion, { global, props: { question: { ...question, ...of }, given, verdict: undefined, kept } })
  const typed = (form: ReturnType<typeof shown>) => form.get('input').element.value
  const first = shown()
  await first.get('input').setValue('half a th')
  first.unmount()
  const second = shown()
  expect(typed(second)).toBe('half a th')
  await second.get('input').setValue('a thought')
  await second.trigger('submit')
  await second.setProps({ given: 'a thought' })
  second.unmount()
  expect(localStorage.getItem('lab501.answer.a1.q')).toBeNull()
  // Answered, it is the core's to keep, and what another attempt left is none of this one's.
  expect([typed(shown('another')), typed(shown(undefined, {}, 'answer.a2.q'))]).toEqual(['another', ''])
  localStorage.setItem('lab501.answer.a3.q', '"no list"')
  const list = shown(['b'], { kind: 'multiple', options: abc }, 'answer.a3.q')
  expect(list.findAll('input').map(({ element }) => element.checked)).toEqual([false, true, false])
})

it('a number is typed beside its unit', async () => {
  const form = asked({ kind: 'number', unit: 'ms' })
  await form.get('input').setValue('12,5')
  await form.trigger('submit')
  expect([form.emitted('answer'), form.text().includes('ms')]).toEqual([[['12,5']], true])
  form.unmount()
})

it('a participant is chosen like any other option', async () => {
  const form = asked({ kind: 'attribution', options: [{ id: 'edge', label: 'edge' }, { id: 'shop', label: 'shop' }] })
  await form.findAll('input')[1]?.setValue(true)
  await form.trigger('submit')
  expect(form.emitted('answer')).toEqual([['shop']])
  form.unmount()
})

it('octets are pointed at by part, in an exchange that is chosen first', async () => {
  const none = asked({ kind: 'bytes' })
  expect(none.text()).toContain('Send a request first')
  none.unmount()
  const form = asked({ kind: 'bytes' }, capture('> PUT /a HTTP/1.1\n< HTTP/1.1 405 No\n< Allow: GET\n<\n< hello\n\n> GET /a HTTP/1.1\n< HTTP/1.1 200 OK'))
  await form.get('select').setValue('x1')
  expect(form.findAll('code').map(part => part.text())).toEqual(['PUT', '/a', 'HTTP/1.1', 'HTTP/1.1', '405', 'No', 'Allow: GET'])
  expect(form.text()).toContain('The content, 5 octets')
  await form.findAll('input')[6]?.setValue(true)
  await form.trigger('submit')
  expect(form.emitted('answer')).toEqual([['x1 response 17-27']])
  form.unmount()
})

it('until octets are pointed at, the exchange is the one that is looked at', async () => {
  const form = asked({ kind: 'bytes' }, capture('> PUT /a HTTP/1.1\n< HTTP/1.1 405 No\n\n> GET /a HTTP/1.1\n< HTTP/1.1 200 OK'))
  const shown = () => form.get('select').element.value
  expect(shown()).toBe('x2')
  await form.setProps({ looking: 'x1' })
  expect(shown()).toBe('x1')
  await form.findAll('input')[0]?.setValue(true)
  await form.setProps({ looking: 'x2' })
  expect(shown()).toBe('x1')
  form.unmount()
})

it('what could not be judged is said', async () => {
  const form = mount(LabQuestion, { global, props: {
    question: { id: 'q', kind: 'number', ask: 'How many?', options: [] }, given: 'many',
    verdict: { of: 'q', kind: 'question', step: 's', says: '', outcome: 'not-yet', points: 1, earned: 0, optional: false, evidence: [], seen: { id: 'verdict.not-a-number', values: {} } },
  } })
  expect(form.get('[role="status"]').text()).toBe('This is not a number.')
  await form.get('input').setValue('3')
  expect(form.get('[role="status"]').text()).toBe('')
})

it('a hint says what it costs before it is taken, if it costs anything', () => {
  const cost = (taken: string[], costs?: number[]) => mount(LabHints, { global, props: { taken, count: 2, ...(costs && { costs }) } }).text()
  expect([cost([], [0, 2]).includes('costs'), cost(['a'], [0, 2]), cost([]).includes('costs')]).toEqual([false, expect.stringContaining('(costs points: 2)'), false])
})

it('what is written while an answer is on its way is not undone when it comes; that of another attempt is shown', async () => {
  const form = asked({})
  const words = form.get<HTMLInputElement>('input')
  await words.setValue('one')
  await form.trigger('submit')
  await words.setValue('one more')
  await form.setProps({ given: 'one' })
  expect(words.element.value).toBe('one more')
  await form.trigger('submit')
  await form.setProps({ given: 'one more' })
  expect([form.emitted('answer'), words.element.value]).toEqual([[['one'], ['one more']], 'one more'])
  await form.setProps({ given: 'from elsewhere' })
  expect(words.element.value).toBe('from elsewhere')
  form.unmount()
})

it('who changes a prediction before the first one is noted keeps the second one', async () => {
  const form = mount(LabPrediction, { global, attachTo: document.body, props: { prediction: { id: 'p', ask: 'What?', options: abc }, given: undefined, verdict: undefined } })
  const [a, b] = form.findAll<HTMLInputElement>('input[type=radio]')
  await a?.setValue(true)
  await b?.setValue(true)
  await form.setProps({ given: 'a' })
  expect([form.emitted('predict'), a?.element.checked, b?.element.checked]).toEqual([[['a'], ['b']], false, true])
  await form.setProps({ given: 'b' })
  expect(b?.element.checked).toBe(true)
  form.unmount()
})
