import { expect, it } from 'vitest'
import type { AuditCell, AuditMatrix } from '../../../electron/model/audit.ts'
import { marksOf } from '../../../renderer/components/audit/matrix-marks.ts'

const cell = (method: string, path: string, status: number): AuditCell => ({ probe: `${method} ${path}`, method, path, target: path, status, means: 'unsure', exchange: `${method} ${path}` })
const CELLS = [cell('GET', '/a', 200), cell('PUT', '/a', 501), cell('GET', '/b', 200), cell('PUT', '/b', 405)]
const about = (...exchanges: string[]) => ({ evidence: exchanges.map(exchange => ({ exchange, side: 'response', range: { start: 0, end: 1 } })) }) as unknown as AuditMatrix['inconsistencies'][number]
const marked = (...exchanges: string[]) => marksOf({ methods: [], paths: [], cells: CELLS, inconsistencies: [about(...exchanges)] }).map(({ cells, row, column }) => [cells.map(({ exchange }) => exchange), row, column])

it('one cell is marked alone', () => expect(marked('PUT /a')).toEqual([[['PUT /a'], undefined, undefined]]))
it('several of one method are its column, and of one target its row, each cell once', () => {
  expect(marked('PUT /a', 'PUT /b', 'PUT /a')).toEqual([[['PUT /a', 'PUT /b'], undefined, 'PUT']])
  expect(marked('GET /b', 'PUT /b')).toEqual([[['GET /b', 'PUT /b'], '/b', undefined]])
})
it('what is of several rows and columns is only its cells, and what is of no cell has none', () => {
  expect(marked('GET /a', 'PUT /b')).toEqual([[['GET /a', 'PUT /b'], undefined, undefined]])
  expect(marked('gone')).toEqual([[[], undefined, undefined]])
})
