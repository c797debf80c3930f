// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { fromBase64 } from '../../../electron/model/bytes.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { partsOf } from '../../../electron/model/parts.ts'
import { phrase } from '../../../electron/model/phrase.ts'
import SuggestInput from '../../../renderer/components/common/SuggestInput.vue'
import ComposerFields from '../../../renderer/components/composer/ComposerFields.vue'
import ComposerStartLine from '../../../renderer/components/composer/ComposerStartLine.vue'
import ExchangeDecision from '../../../renderer/components/exchange/ExchangeDecision.vue'
import ExchangeMessage from '../../../renderer/components/exchange/ExchangeMessage.vue'
import LabPrediction from '../../../renderer/components/lab/LabPrediction.vue'
import LabQuestion from '../../../renderer/components/lab/LabQuestion.vue'
import VerdictRow from '../../../renderer/components/verdict/VerdictRow.vue'
import { words } from '../../../renderer/composables/useWords.ts'
import { verdict } from '../../support/scripted-core.ts'
import { capture } from '../../support/transcript.ts'

const global = { plugins: [words] }
const [exchange] = capture(`
  > BREW /pot HTTP/1.1
  < HTTP/1.1 501 Not Implemented
  < Content-Type: application/json
  < Content-Length: 14
  <
  < {"status":501}
`) as [Exchange]

beforeAll(() => { vi.stubGlobal('ResizeObserver', class { observe() { return } disconnect() { return } }) })

describe('a verdict', () => {
  it('that is met says what was seen and offers its bytes', async () => {
    const row = mount(VerdictRow, { global, props: { piece: undefined, verdict: verdict('v', { outcome: 'met', seen: phrase('verdict.status', { status: 501 }), evidence: [{ exchange: 'x1', side: 'response', range: { start: 9, end: 12 } }] }) } })
    expect(row.text()).toMatch(/Met.*says v.*show the bytes.*status 501/s)
    await row.get('button').trigger('click')
    expect(row.emitted('point')).toEqual([['v']])
  })

  it('that is missed says expected, seen, why it matters and where that is written', () => {
    const row = mount(VerdictRow, { global, props: { piece: undefined, verdict: verdict('v', {
      outcome: 'missed', expected: phrase('verdict.status', { status: 501 }), seen: phrase('verdict.status', { status: 405 }),
      feedback: { id: 'not-here', text: 'Try `BREW`.' }, because: 'Because.', section: 'RFC 9110 §15.6.2',
    }) } })
    expect(row.text()).toMatch(/Missed.*expected\s*status 501\s*seen\s*status 405.*Try BREW\..*Because\..*RFC 9110 §15\.6\.2/s)
    expect(row.get('a').attributes()).toMatchObject({ href: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.2', target: '_blank', rel: 'noopener noreferrer' })
  })

  it('that is not yet there gives nothing away', () => {
    const row = mount(VerdictRow, { global, props: { piece: undefined, verdict: verdict('v', { because: 'Secret.', section: 'RFC 9110 §9.1', seen: phrase('verdict.nothing-yet') }) } })
    expect([row.text().includes('Secret'), row.find('button').exists()]).toEqual([false, false])
  })
})

describe('a prediction', () => {
  const prediction = { id: 'p', ask: 'What will `BREW` give?', options: [{ id: 'ok', label: '200 OK' }, { id: 'not', label: '501 Not Implemented' }] }

  it('is given by choosing', async () => {
    const box = mount(LabPrediction, { global, props: { prediction, given: undefined, verdict: undefined } })
    await box.findAll('input')[1]?.setValue(true)
    expect(box.emitted('predict')).toEqual([['not']])
    expect(box.text()).toContain('Now send')
  })

  it('that was wrong stands beside what came, and nobody calls it missed', () => {
    const seen = phrase('verdict.predicted', { expected: '200 OK', status: 501 })
    const box = mount(LabPrediction, { global, props: { prediction, given: 'ok', verdict: verdict('p', { kind: 'prediction', outcome: 'missed', seen, evidence: [{ exchange: 'x1', side: 'response', range: { start: 9, end: 12 } }] }) } })
    expect(box.text()).toContain('You expected “200 OK”; the server said 501.')
    expect(box.html()).not.toMatch(/missed|wrong/i)
    expect(box.findAll('input').every(input => (input.element as HTMLInputElement).disabled)).toBe(true)
  })
})

it('a prediction that comes too late may still be given, and is settled then', async () => {
  const prediction = { id: 'p', ask: 'What?', options: [{ id: 'ok', label: '200 OK' }, { id: 'not', label: '501 Not Implemented' }] }
  const evidence = [{ exchange: 'x1', side: 'response' as const, range: { start: 9, end: 12 } }]
  const box = mount(LabPrediction, { global, props: { prediction, given: undefined, verdict: verdict('p', { kind: 'prediction', seen: phrase('verdict.unpredicted', { status: 501 }), evidence }) } })
  expect(box.text()).toMatch(/It is sent already, and the server said 501\..*noted, not scored/s)
  expect(box.text()).not.toContain('before you send')
  await box.findAll('input')[0]?.setValue(true)
  expect(box.emitted('predict')).toEqual([['ok']])
  await box.setProps({ given: 'ok', verdict: verdict('p', { kind: 'prediction', seen: phrase('verdict.predicted-late'), evidence }) })
  expect([box.text().includes('Answered after the fact'), box.text().includes('Now send'), box.findAll('input').every(input => (input.element as HTMLInputElement).disabled)]).toEqual([true, false, true])
})

it('a question hears each answer, and may be answered again', async () => {
  const question = { id: 'q', kind: 'multiple' as const, ask: 'Which?', options: [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }] }
  const form = mount(LabQuestion, { global, props: { question, given: ['a'], verdict: verdict('q', { kind: 'question', outcome: 'missed', feedback: { id: 'a', text: 'Half of it.' } }) } })
  expect([form.text().includes('Half of it.'), form.get('button').attributes('disabled')]).toEqual([true, ''])
  await form.findAll('input')[1]?.setValue(true)
  expect(form.text()).not.toContain('Half of it.')
  await form.trigger('submit')
  expect(form.emitted('answer')).toEqual([[['a', 'b']]])
})

it('a message is laid out with the evidence in it marked, in fields and content alike', () => {
  const [response] = exchange.responses
  if (!response) throw new Error('no response')
  const bytes = fromBase64(exchange.responseBytes)
  const [part] = response.content.parts
  const marks = [response.statusRange, response.fields[0]?.valueRange ?? { start: 0, end: 0 }, { start: (part?.start ?? 0) + 10, end: (part?.start ?? 0) + 13 }]
  const shown = mount(ExchangeMessage, { global, props: { message: response, bytes, marks, parts: partsOf([response], bytes), chosen: undefined, label: 'Response' } })
  expect(shown.findAll('mark').map(mark => mark.text())).toEqual(['501', 'application/json', '501'])
  expect(shown.get('.start').text()).toBe('HTTP/1.1 501 Not Implemented')
})

it('a decision lists its checks in order, and the last one decides', () => {
  const decision = { status: 501, steps: [
    { check: 'well-formed' as const, passed: true, because: phrase('decision.well-formed'), section: 'RFC 9112 §2.2' },
    { check: 'method-implemented' as const, passed: false, because: phrase('decision.method-implemented-nowhere', { method: 'BREW' }), section: 'RFC 9110 §9.1' },
  ] }
  const shown = mount(ExchangeDecision, { global, props: { decision } })
  expect(shown.findAll('li').map(item => item.text())).toEqual([expect.stringContaining('went on'), expect.stringMatching(/implements BREW for no resource.*so: 501/s)])
})

describe('the composer', () => {
  it('never changes the case of a method', async () => {
    const line = mount(ComposerStartLine, { global, props: { method: 'GET', target: '/' } })
    await line.get('.method').setValue('get')
    expect(line.emitted('update:method')).toEqual([['get']])
  })

  it('keeps field lines in order, twice if need be', async () => {
    const fields = [{ name: 'A', value: '1' }, { name: 'a', value: '2' }]
    const list = mount(ComposerFields, { global, props: { modelValue: fields, added: '' } })
    await list.get('.add').trigger('click')
    expect(list.emitted('update:modelValue')).toEqual([[[...fields, { name: '', value: '' }]]])
  })
})

it('what was typed before there was anything to suggest gets its suggestions when they come, if somebody is still there', async () => {
  Object.assign(HTMLElement.prototype, { showPopover: () => undefined, hidePopover: () => undefined })
  for (const isThere of [true, false]) {
    const field = mount(SuggestInput, { global, attachTo: document.body, props: { modelValue: '', options: [], label: 'Name', 'onUpdate:modelValue': (modelValue: string) => void field.setProps({ modelValue }) } })
    const input = field.get('input')
    input.element.focus()
    await input.setValue('Con')
    expect(input.attributes('aria-expanded')).toBe('false')
    if (!isThere) input.element.blur()
    await field.setProps({ options: [{ value: 'Connection' }, { value: 'Accept' }] })
    await nextTick()
    expect([input.attributes('aria-expanded'), field.findAll('[role=option]').map(option => option.text())]).toEqual(isThere ? ['true', ['Connection']] : ['false', []])
    field.unmount()
  }
})
