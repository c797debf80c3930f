// @vitest-environment happy-dom
// What does not fit in a drawing is told by the core in English, and said in the language of the page.
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { readDrawing } from '../../../electron/core/packs/topology/read-topology.ts'
import { problemsEnglish } from '../../../electron/model/problems-en.ts'
import FaultNote from '../../../renderer/components/playground/FaultNote.vue'
import { speak, words } from '../../../renderer/composables/useWords.ts'

afterEach(() => speak('en'))

const origin = (rest: object) => ({ role: 'origin', name: 'a', resources: {}, ...rest })
const drawn = (participants: unknown, title = 'Mine') => readDrawing({ title, scenario: { participants } }).faults
/** A drawing for each way in which one can fail to fit. */
const WRONG = [
  drawn([origin({})], ''), drawn('x'), drawn([]), drawn([origin({}), origin({})]), drawn([{ role: 'gateway', name: 'a', routes: [{ prefix: '/', to: 'b' }] }, origin({})]),
  drawn([origin({ name: 'A' })]), drawn([origin({ implements: ['GE T'] })]), drawn([origin({ resources: { b: {} } })]), drawn([origin({ resources: { '/b': { GET: { kind: 'fixed', status: '200' } } } })]),
  drawn([origin({ resources: { '/b': { GET: { kind: 'fixed', status: 200, fields: { Date: 'x' } } } } })]), drawn([origin({ kinds: 1 })]), drawn([{ role: 'orgin', name: 'a' }]),
].map(faults => faults.map(fault => ({ fault, note: mount(FaultNote, { props: { faults: [fault] }, global: { plugins: [words] } }) })))

describe('what does not fit in a drawing', () => {
  it('is in English what the core says', () => {
    for (const { fault, note } of WRONG.flat()) expect(note.text()).toBe(`${fault.what}. ${fault.mend}`)
    expect(WRONG.filter(faults => faults.length === 0)).toEqual([])
  })

  it.each(['de', 'zh-CN'] as const)('is said in %s, whichever way it fails to fit', async language => {
    await speak(language)
    await flushPromises()
    await expect.poll(() => WRONG[0]?.[0]?.note.find('.fault').attributes('lang')).toBe(undefined)
    const left = WRONG.flat().filter(({ note }) => note.find('.fault').attributes('lang') === 'en').map(({ fault }) => `${fault.what}. ${fault.mend}`)
    expect(left).toEqual([])
  })

  it('says it in German with the names as they are, and what it does not know in English', async () => {
    await speak('de')
    await expect.poll(() => WRONG[0]?.[0]?.note.text()).toBe('"title" ist leerer Text; erwartet wird: etwas Text. Schreibe: etwas Text.')
    expect(WRONG[3]?.[0]?.note.text()).toBe('es gibt schon einen Teilnehmer, der "a" heißt. Gib jedem einen eigenen Namen.')
    const strange = mount(FaultNote, { props: { faults: [{ path: [], what: 'x', mend: 'Y.' }] }, global: { plugins: [words] } })
    expect([strange.text(), strange.find('.fault').attributes('lang')]).toEqual(['x. Y.', 'en'])
    expect(Object.keys(problemsEnglish).length).toBeGreaterThan(50)
  })
})
