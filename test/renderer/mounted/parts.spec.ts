// @vitest-environment happy-dom
// Choosing a part of a message: by key and by pointer, found again in another exchange, explained, read, and taken along.
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { refTo, type Part } from '../../../electron/model/parts.ts'
import ExchangeMessage from '../../../renderer/components/exchange/ExchangeMessage.vue'
import PartPanel from '../../../renderer/components/exchange/PartPanel.vue'
import { chosenOn, hexOf, partFrom, sideOfExchange, textOf, valueOf } from '../../../renderer/components/exchange/shown-sides.ts'
import { words } from '../../../renderer/composables/useWords.ts'
import { capture } from '../../support/transcript.ts'

const global = { plugins: [words] }
const [refused, other] = capture(`
  > DELETE /pot HTTP/1.1
  > Host: h
  < HTTP/1.1 405 Method Not Allowed
  < Date: Mon, 05 Jan 2026 09:00:00 GMT
  < Allow: GET, BREW,
  < X-Made-Up: 1
  < Content-Length: 2
  <
  < no

  > FROBNICATE * HTTP/1.1
  < HTTP/1.1 299 Odd
  < Transfer-Encoding: chunked
  < Allow: GET
  <
  < 3
  < abc
  < 0
  <
  <
`) as [Exchange, Exchange]
const response = sideOfExchange(refused, 'response')
const part = (kind: Part['kind'], nth = 0, side = response) => side.parts.find(one => one.kind === kind && one.nth === nth) as Part
const panel = (of: Part, side = response, rest: Partial<InstanceType<typeof PartPanel>['$props']> = {}) =>
  mount(PartPanel, { global, props: { side, part: of, clockMs: undefined, startedWallMs: Date.UTC(2026, 0, 5, 9), answered: undefined, voice: false, ...rest } })

describe('a message of which parts can be chosen', () => {
  it('is a listbox of its parts, in which arrows move by lines and by words', async () => {
    const shown = mount(ExchangeMessage, { global, props: { message: response.messages[0] as never, bytes: response.bytes, marks: [], parts: response.parts, chosen: undefined, label: 'Response' } })
    expect(shown.findAll('[role=option]').map(option => option.text())).toEqual(['HTTP/1.1', '405', 'Method Not Allowed', 'Date Mon, 05 Jan 2026 09:00:00 GMT', 'Allow GET, BREW,', 'X-Made-Up 1', 'Content-Length 2', 'Content, 2 octets, by Content-Length'])
    const list = shown.get('[role=listbox]')
    await list.trigger('keydown', { key: 'ArrowDown' })
    await shown.findAll('[role=option]')[4]?.trigger('click')
    expect(shown.emitted('choose')?.map(([one]) => (one as Part).kind)).toEqual(['version', 'field'])
    await shown.setProps({ chosen: part('field', 1) })
    expect(list.attributes('aria-activedescendant')).toBe(shown.get('[aria-selected=true]').attributes('id'))
  })

  it('goes on where an arrow leads, and nowhere beyond the ends', () => {
    const { parts } = response
    const names = (from: Part | undefined, ...keys: string[]) => keys.map(key => { const to = partFrom(parts, from, key); return to && `${to.kind}${to.nth}` })
    expect(names(part('status'), 'ArrowLeft', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'x')).toEqual(['version0', 'reason0', 'field0', 'version0', undefined])
    expect(names(part('field'), 'ArrowUp', 'ArrowDown', 'Home', 'End')).toEqual(['version0', 'field1', 'version0', 'content0'])
    expect(names(undefined, 'ArrowDown', 'ArrowUp', 'ArrowLeft')).toEqual(['version0', undefined, undefined])
    expect(names(part('content'), 'ArrowDown', 'ArrowRight')).toEqual([undefined, undefined])
  })

  it('is followed into another exchange: a field by its name, where it stands elsewhere', () => {
    const there = sideOfExchange(other, 'response')
    const followed = chosenOn(there, refTo(part('field', 1), 'response', response.messages))
    expect(followed && textOf(there, followed)).toBe('Allow: GET')
    expect([chosenOn(there, refTo(part('field', 0), 'response', response.messages)), chosenOn(sideOfExchange(other, 'request'), refTo(part('field', 1), 'response', response.messages))]).toEqual([undefined, undefined])
  })
})

describe('the chosen part', () => {
  it('says its octets, what it means, where that is written, and what its value says', async () => {
    const shown = panel(part('field', 1))
    await expect.poll(() => shown.text()).toContain('Which methods the target resource takes.')
    expect(shown.text()).toMatch(/Field Allow\s*octets 70 to 86, 17 in all/)
    expect(shown.findAll('tr').map(row => row.text())).toEqual([expect.stringMatching(/^GET\s*Asks for a representation.*RFC 9110 §9\.3\.1$/s), 'BREW'])
    expect(shown.text()).toMatch(/A member of the list is empty\..*It stops making sense at its end, after octet 10\./s)
    expect(shown.findAll('a').map(link => link.attributes('href'))).toContain('https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.1')
    await shown.get('.close').trigger('click')
    expect(shown.emitted('close')).toHaveLength(1)
  })

  it('says of a date how far it is from the lab’s clock, the answer, or the capture', () => {
    const date = part('field', 0)
    expect(panel(date, response, { clockMs: Date.UTC(2026, 0, 5, 12, 10) }).text()).toContain('3 hours ago on the lab’s clock.')
    expect(panel(date, response, { clockMs: Date.UTC(2026, 0, 5, 9) }).text()).toContain('which is now on the lab’s clock.')
    expect(panel(date, response, { startedWallMs: Date.UTC(2025, 11, 24) }).text()).toContain('12 days after this was captured.')
  })

  it.each([
    ['a field that nobody knows', part('field', 2), response, /No field that is known here\..*RFC 9110 §5\.1/s],
    ['a status that nobody registered', part('status', 0, sideOfExchange(other, 'response')), sideOfExchange(other, 'response'), /It worked: the request was received.*RFC 9110 §15/s],
    ['a method that nobody registered', part('method', 0, sideOfExchange(other, 'request')), sideOfExchange(other, 'request'), /No registered method\..*501/s],
    ['a target that is *', part('target', 0, sideOfExchange(other, 'request')), sideOfExchange(other, 'request'), /The server as a whole\..*§3\.2\.4/s],
    ['a target that is a path', part('target', 0, sideOfExchange(refused, 'request')), sideOfExchange(refused, 'request'), /The path and the query\./],
    ['a version', part('version'), response, /The version that the sender speaks\..*RFC 9112 §2\.3/s],
    ['a reason phrase', part('reason'), response, /A word for people\./],
    ['the empty line', part('blank'), response, /It ends the head\./],
    ['content', part('content'), response, /The content, as long as the framing says\./],
    ['a chunk', part('chunk', 0, sideOfExchange(other, 'response')), sideOfExchange(other, 'response'), /A piece of the content: its length in hexadecimal/],
    ['the last chunk', part('last-chunk', 0, sideOfExchange(other, 'response')), sideOfExchange(other, 'response'), /A chunk of length 0 ends the content\./],
  ])('is explained when it is %s', async (_what, of, side, says) => {
    const shown = panel(of, side)
    await expect.poll(() => shown.text()).toMatch(says)
  })

  it('is taken along as value, as line and as hexadecimal', () => {
    const there = sideOfExchange(other, 'response')
    expect([valueOf(response, part('field', 1)), textOf(response, part('field', 1)), valueOf(response, part('status')), hexOf(response.bytes, part('status').range)]).toEqual(['GET, BREW,', 'Allow: GET, BREW,', '405', '34 30 35'])
    expect([valueOf(there, part('chunk', 0, there)), textOf(there, part('chunk', 0, there))]).toEqual(['abc', '3\r\nabc\r\n'])
  })
})
