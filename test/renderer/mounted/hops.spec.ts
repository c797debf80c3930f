// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { journeyOf } from '../../../electron/model/journey.ts'
import ChangeTable from '../../../renderer/components/hops/ChangeTable.vue'
import HopSides from '../../../renderer/components/hops/HopSides.vue'
import HopStrip from '../../../renderer/components/hops/HopStrip.vue'
import { passagesOf } from '../../../renderer/components/hops/passage.ts'
import { words } from '../../../renderer/composables/useWords.ts'
import { scriptedCore } from '../../support/scripted-core.ts'
import { capture } from '../../support/transcript.ts'

const TRACE = capture(`
  @ trace=t side=client
  > GET /a HTTP/1.1
  > Host: edge
  > Cookie: x
  < HTTP/1.1 200 OK
  < Content-Length: 2
  < Via: 1.1 edge
  <
  < ok

  @ trace=t side=client source=participant
  > GET /a HTTP/1.1
  > Host: shop
  > Cookie: x
  > Via: 1.1 edge
  < HTTP/1.1 200 OK
  < Content-Length: 2
  <
  < ok
`).map((exchange, nth): Exchange => ({ ...exchange, hop: nth === 0 ? 'client-edge' : 'edge-shop', timing: { startedWallMs: nth }, connection: { ...exchange.connection, id: `c${nth}` } }))
const way = journeyOf(TRACE, ['edge', 'shop', 'spare'])
const global = { plugins: [words] }

beforeEach(() => { scriptedCore({}) })

it('the way is a group of hops and participants, one of which is chosen, with the arrows too', async () => {
  const strip = mount(HopStrip, { global, props: { way, hop: 0, stop: undefined }, attachTo: document.body })
  const choices = strip.findAll('[role=radio]')
  expect(choices.map(one => one.attributes('aria-label'))).toEqual(['Hop from client to edge: GET, 200', 'edge: 3 changes', 'Hop from edge to shop: GET, 200', 'shop: answered'])
  expect(choices.map(one => one.attributes('tabindex'))).toEqual(['0', '-1', '-1', '-1'])
  expect(strip.text()).toContain('The request went client → edge → shop. shop answered it. Not asked: spare.')
  await choices[0]?.trigger('keydown', { key: 'ArrowRight' })
  await choices[0]?.trigger('keydown', { key: 'ArrowLeft' })
  await choices[2]?.trigger('click')
  expect([strip.emitted('stop'), strip.emitted('hop')]).toEqual([[[0], [1]], [[1]]])
  strip.unmount()
})

it('what changed is told line by line, in words and in marks; what is the same can be shown', async () => {
  const [request, response] = passagesOf(way.stops[0] ?? (() => { throw new Error('no stop') })())
  if (!request || !response) throw new Error('nothing passed')
  const table = mount(ChangeTable, { global, props: { passage: request } })
  const rows = () => table.findAll('tbody tr.row').map(row => row.text().replaceAll(/\s+/g, ' '))
  expect(rows()).toEqual(['start line, the sameGET /a HTTP/1.1GET /a HTTP/1.1', 'Host, changed≠Host: edgeHost: shop', 'Via, added+not thereVia: 1.1 edge'])
  expect(table.findAll('mark').map(mark => mark.text())).toEqual(['edge', 'shop', 'Via: 1.1 edge'])
  await table.get('button').trigger('click')
  expect(rows()).toHaveLength(4)
  expect(mount(ChangeTable, { global, props: { passage: response } }).text()).toContain('Via, added')
})

it('where the two ends saw different bytes, either can be looked at', async () => {
  const [one] = TRACE as [Exchange]
  const other: Exchange = { ...one, id: 'x9', side: 'server' }
  const sides = mount(HopSides, { global, props: { exchange: one, other } })
  expect(sides.text()).toContain('The two ends of this hop saw different bytes.')
  await sides.findAll('input')[1]?.setValue(true)
  expect(sides.emitted('choose')).toEqual([['x9']])
})
