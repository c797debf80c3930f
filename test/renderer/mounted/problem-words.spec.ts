// @vitest-environment happy-dom
// What does not fit in a drawing or a file is told by the core in English, and said in the language of the page.
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { openBytes, problemOf } from '../../../electron/core/packs/archive/open-archive.ts'
import { readDrawing, readTopology } from '../../../electron/core/packs/topology/read-topology.ts'
import { aside } from '../../../electron/model/asides-en.ts'
import type { Problem } from '../../../electron/model/problem.ts'
import { problemsEnglish } from '../../../electron/model/problems-en.ts'
import { refusalIn, refusalsEnglish } from '../../../electron/model/refusals-en.ts'
import { filled } from '../../../electron/model/rule-text.ts'
import PackProblems from '../../../renderer/components/packs/PackProblems.vue'
import FaultNote from '../../../renderer/components/playground/FaultNote.vue'
import { useRefusalWords } from '../../../renderer/composables/useProblemWords.ts'
import { speak, words } from '../../../renderer/composables/useWords.ts'
import { CORPUS } from '../../core/packs/hostile/corpus.ts'

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

/** What is wrong with each archive of the corpus that is none of ours, and with files that are no topology. */
const opened = (bytes: Uint8Array) => openBytes(bytes, 'case.labpack')
const FILES: readonly Problem[] = [
  ...CORPUS.flatMap(one => {
    const read = 'archive' in one ? opened(one.archive()) : undefined
    return read && 'fault' in read ? [problemOf('case.labpack', read.fault)] : []
  }),
  ...['a\0', 'log: 1', 'exchanges: 1', 'openapi: 1', 'steps: 1', 'labs: 1', 'format: 2', 'a: [1', 'a: 1\na: 2', '!run a', 'a: *b', '%YAML 1.1\n---\na: yes', '? [a]\n: 1', 'constructor: 1', 'a: 1\n---\nb: 2', '['.repeat(100), 'title: 1\nscenario: 2']
    .flatMap(text => readTopology('x.topology.yaml', text).problems),
]

describe('what is wrong with a file', () => {
  it.each(['de', 'zh-CN'] as const)('is said in %s, whatever somebody was handed', async language => {
    const list = mount(PackProblems, { props: { problems: FILES }, global: { plugins: [words] } })
    expect(list.findAll('.what').map(one => one.text())).toEqual(FILES.map(({ what, mend }) => `${what}. ${mend}`))
    await speak(language)
    await expect.poll(() => list.findAll('.what[lang]').length).toBeLessThan(FILES.length)
    expect(list.findAll('.what[lang]').map(one => one.text())).toEqual([])
    expect(FILES.length).toBeGreaterThan(80)
  })

  it('is left in English where only an author meets it, and says so', async () => {
    await speak('de')
    const list = mount(PackProblems, { props: { problems: [{ file: 'brief.md', line: 2, what: 'found HTML, <b>', mend: 'Take it away.' }] }, global: { plugins: [words] } })
    expect([list.find('.what').text(), list.find('.what').attributes('lang')]).toEqual(['found HTML, <b>. Take it away.', 'en'])
  })
})

describe('why something was refused', () => {
  const said = (why: string) => mount(defineComponent({ setup() { const whyOf = useRefusalWords(); return () => { const { text, lang } = whyOf(why); return h('p', { lang }, text) } } }), { global: { plugins: [words] } })
  const filledUp = (text: string) => filled(text, Object.fromEntries([...text.matchAll(/\{(\w+)\}/g)].map(([, name = ''], nth) => [name, name === 'refusal' ? refusalIn('signature') : `x${nth}`])))

  it.each(['de', 'zh-CN'] as const)('is said in %s, every reason that there is, in parts and attempts too', async language => {
    await speak(language)
    const archives = FILES.filter(({ file }) => file.startsWith('case.labpack')).map(({ what }) => what)
    expect(archives.length).toBeGreaterThan(30)
    const all = [...Object.values(refusalsEnglish).map(filledUp), ...archives].flatMap(why => [why, refusalIn('of', { part: 'logs/1.jsonl', refusal: why }), refusalIn('attempt', { title: 'Brew: "tea"', refusal: why })])
    const notes = all.map(why => ({ why, note: said(why) }))
    await expect.poll(() => said(refusalIn('signature')).text()).not.toBe(refusalIn('signature'))
    const left = notes.filter(({ why, note }) => note.attributes('lang') === 'en' || note.text() === why || /[a-z]{3,} [a-z]{2,} [a-z]{2,} (?:the|is|it|of)\b/.test(note.text()))
    expect(left.map(({ note }) => note.text())).toEqual([])
  })

  it('keeps names as they are, says what is wrong with a capture in it, and in English what it does not know', async () => {
    expect(said(refusalIn('signature')).text()).toBe(refusalIn('signature'))
    await speak('de')
    await expect.poll(() => said(refusalIn('signature')).text()).toBe('die Signatur passt nicht: Die Datei wurde geändert, nachdem sie erstellt war')
    expect(said(refusalIn('attempt', { title: 'Tea', refusal: refusalIn('verdict', { of: 'brewed' }) })).text()).toBe('der Versuch in „Tea“: sein Urteil über „brewed“ folgt nicht aus seinem Mitschnitt')
    const capture = aside('capture-cut', { name: 'captures/1.json:3:1' })
    expect(said(refusalIn('attempt', { title: 'Tea', refusal: capture })).text()).toBe('der Versuch in „Tea“: captures/1.json:3:1: Die Datei endet, bevor sie vollständig ist; speichere den Mitschnitt noch einmal')
    const strange = said('something else')
    expect([strange.text(), strange.attributes('lang')]).toEqual(['something else', 'en'])
  })
})
