// @vitest-environment happy-dom
// What is found out about a seat is told by the core in English, and said in the language of the page.
import { mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { sayInEnglish, phrase } from '../../../electron/model/phrase.ts'
import { seatEnglish, seatSays, type SeatTextId } from '../../../electron/model/seat-en.ts'
import { useSeatWords } from '../../../renderer/composables/useSeatWords.ts'
import { speak, words } from '../../../renderer/composables/useWords.ts'
import german from '../../../renderer/locales/de/seat.json'

afterEach(() => speak('en'))

const values = { file: '/a/b (c)/lab501.sqlite', folder: '/home/me: mine', what: 'row 3, page 7', why: 'EACCES: no, not here', free: 12, wanted: 200, time: '2026-11-30 05:00', count: 45, folders: '/a, /b', first: 'a.yaml:3:1: odd', method: 'FROBNICATE', where: 'http://127.0.0.1:1', which: 'http_proxy, ALL_PROXY', caught: 'localhost, ::1', local: 'a,b', address: '[::1]:5010' }
const ids = Object.keys(seatEnglish) as SeatTextId[]
const Said = defineComponent({ props: { text: { type: String, required: true } }, setup: props => {
  const says = useSeatWords()
  return () => h('p', { lang: says(props.text).lang }, says(props.text).text)
} })
const shown = (text: string) => mount(Said, { props: { text }, global: { plugins: [words] } })

it('every sentence is said in English as it is, and in German with the same values', async () => {
  const all = ids.map(id => ({ id, said: shown(seatSays(id, values)) }))
  await expect.poll(() => all[0]?.said.attributes('lang')).toBe(undefined)
  for (const { id, said } of all) expect(said.text()).toBe(seatSays(id, values))
  await speak('de')
  await expect.poll(() => all[0]?.said.text()).toBe(`Versuche werden in ${values.file} aufbewahrt`)
  for (const { id, said } of all) expect([said.text(), said.attributes('lang')]).toEqual([german[id].replace(/\{(\w+)\}/g, (_, name: keyof typeof values) => String(values[name])), undefined])
})

it('says why a collector is out of reach in the same language, and in English what it does not know', async () => {
  const why = sayInEnglish(phrase('sending.unreachable', { address: '127.0.0.1:5010', why: 'ECONNREFUSED' }))
  const [collector, strange] = [shown(seatSays('collector.other', { address: '127.0.0.1:5010', why })), shown('something else')]
  await speak('de')
  await expect.poll(() => collector.text()).toBe('Wo eingesammelt wird, 127.0.0.1:5010: 127.0.0.1:5010 ist nicht zu erreichen (ECONNREFUSED). Was du tust, ist aufgehoben, und es wird wieder versucht.')
  expect([strange.text(), strange.attributes('lang')]).toEqual(['something else', 'en'])
})
