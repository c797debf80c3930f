// Where everything of a drawn topology stands: inwards to the right, nobody on top of another, a line for each way.
import { expect, it } from 'vitest'
import { Scenario } from '../../../electron/model/scenario.ts'
import { BOX, layOut } from '../../../renderer/components/playground/lay-out.ts'

const { participants } = Scenario.parse({ participants: [
  { role: 'cache', name: 'edge', to: 'gw' },
  { role: 'gateway', name: 'gw', tunnels: ['side'], routes: [{ path: '/v2', method: ['PATCH'], pool: [{ to: 'b' }] }, { field: { name: 'X-Canary', equals: 'yes' }, version: 'HTTP/1.1', pool: [{ to: 'b' }] }, { pool: [{ to: 'a', weight: 3 }, { to: 'b', weight: 1 }] }] },
  { role: 'origin', name: 'a', resources: {} }, { role: 'origin', name: 'b', resources: {} }, { role: 'origin', name: 'side', resources: {} }, { role: 'origin', name: 'alone', resources: {} },
] })

it('each stands further in than who asks it, and none on another', () => {
  const { boxes, width, height } = layOut(participants, undefined)
  const columns = [...new Set(boxes.map(({ x }) => x))].toSorted((one, other) => one - other)
  expect(boxes.map(({ x }) => columns.indexOf(x))).toEqual([0, 1, 2, 2, 2, 0])
  // What stands at a line has room between the boxes.
  expect((columns[2] ?? 0) - (columns[1] ?? 0)).toBeGreaterThan((columns[1] ?? 0) - (columns[0] ?? 0))
  for (const one of boxes) {
    expect([one.x + BOX.width <= width, one.y >= 0, one.y + BOX.height <= height]).toEqual([true, true, true])
    expect(boxes.filter(other => other !== one && other.x === one.x && Math.abs(other.y - one.y) < BOX.height)).toEqual([])
  }
})

it('a line says which requests go its way, and how many of them', () => {
  expect(layOut(participants, undefined).lines.map(({ from, to, label }) => `${from} ${to}: ${label}`)).toEqual(['client 0: ', '0 1: ', '1 3: PATCH /v2, X-Canary=yes HTTP/1.1, 25 %', '1 2: 75 %', '1 4: CONNECT'])
})

it('the client asks whom it was told to, past the entry', () => {
  const ways = (asked: string | undefined) => layOut(participants, asked).lines.filter(({ from }) => from === 'client').map(({ to, isDirect }) => [to, isDirect])
  expect([ways(undefined), ways('b'), ways('nobody')]).toEqual([[[0, false]], [[3, true]], [[0, false]]])
  expect(layOut([], undefined)).toMatchObject({ boxes: [], lines: [] })
})

it('what points outwards is drawn all the same, until it is mended', () => {
  const [edge, ...others] = participants
  const turned = [...others, ...(edge ? [edge] : [])]
  expect(layOut(turned, undefined).lines).toContainEqual(expect.objectContaining({ from: 5, to: 0 }))
})
