// What a person does to a drawn topology: whatever is added, renamed, moved or removed, what is left fits.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Scenario, upstreamsOf } from '../../../electron/model/scenario.ts'
import { addParticipant, hasRoom, moveParticipant, removeParticipant, renameParticipant } from '../../../renderer/stores/topology-edits.ts'

const origin = (name: string) => ({ role: 'origin', name, resources: {} })
const scenario = (...participants: object[]) => Scenario.parse({ participants })
/** Who asks whom, in order. */
const ways = ({ participants }: Scenario) => participants.map(one => [one.name, ...upstreamsOf(one)].join(' '))
const gateway = (name: string, ...to: string[]) => ({ role: 'gateway', name, routes: [{ pool: to.map(one => ({ to: one })) }] })

describe('a participant', () => {
  it('that forwards is put before the one that is chosen, and asked by whoever asked that one', () => {
    const drawn = scenario(gateway('gw', 'a', 'b'), origin('a'), origin('b'))
    expect(addParticipant(drawn, 'cache', 1)).toBe(1)
    expect(ways(drawn)).toEqual(['gw edge b', 'edge a', 'a', 'b'])
    expect(addParticipant(drawn, 'gateway', 0)).toBe(0)
    expect(ways(drawn)).toEqual(['gw-2 gw', 'gw edge b', 'edge a', 'a', 'b'])
  })

  it('that answers stands at the end, and in the pool of a chosen gateway', () => {
    const drawn = scenario(gateway('gw', 'app'), origin('app'))
    expect(addParticipant(drawn, 'origin', 0)).toBe(2)
    addParticipant(drawn, 'origin', 1)
    expect(ways(drawn)).toEqual(['gw app app-2', 'app', 'app-2', 'app-3'])
  })

  it('that is gone leaves those behind it to those before it', () => {
    const drawn = scenario({ role: 'cache', name: 'edge', to: 'gw' }, { ...gateway('gw', 'a', 'b'), tunnels: ['a'] }, origin('a'), origin('b'))
    removeParticipant(drawn, 1)
    expect(ways(drawn)).toEqual(['edge a', 'a', 'b'])
    removeParticipant(drawn, 1)
    expect(ways(drawn)).toEqual(['edge b', 'b'])
    const routed = scenario({ ...gateway('gw', 'b'), tunnels: ['a'], routes: [{ path: '/v2', pool: [{ to: 'a' }] }, { pool: [{ to: 'b' }, { to: 'a' }] }] }, origin('a'), origin('b'))
    removeParticipant(routed, 1)
    expect([ways(routed), Scenario.safeParse(routed).success]).toEqual([['gw b', 'b'], true])
    removeParticipant(routed, 9)
    expect(ways(routed)).toEqual(['gw b', 'b'])
  })

  it('is asked by its new name, and moves by one place', () => {
    const drawn = scenario(gateway('gw', 'a', 'b'), origin('a'), origin('b'))
    renameParticipant(drawn, 1, 'shop')
    renameParticipant(drawn, 1, 'shop')
    expect([moveParticipant(drawn, 1, 1), moveParticipant(drawn, 2, 1), moveParticipant(drawn, 0, -1)]).toEqual([2, 2, 0])
    expect(ways(drawn)).toEqual(['gw shop b', 'b', 'shop'])
  })

  it('once more is not to be had after twelve', () => {
    const drawn = scenario(origin('app'))
    while (hasRoom(drawn)) addParticipant(drawn, 'origin', 0)
    expect([drawn.participants.length, Scenario.safeParse(drawn).success]).toEqual([12, true])
  })
})

it('after any edits there is a topology that fits, as long as an origin is left and everybody moves by no edit', () => {
  const edit = fc.record({ does: fc.constantFrom('origin', 'gateway', 'cache', 'remove', 'rename'), at: fc.nat(11) })
  fc.assert(fc.property(fc.array(edit, { maxLength: 25 }), edits => {
    const drawn = scenario(origin('app'))
    for (const [nth, { does, at: wanted }] of edits.entries()) {
      const at = wanted % drawn.participants.length
      const isLastOrigin = drawn.participants[at]?.role === 'origin' && drawn.participants.filter(({ role }) => role === 'origin').length === 1
      if (does === 'rename') renameParticipant(drawn, at, `n${nth}`)
      else if (does !== 'remove') { if (hasRoom(drawn)) addParticipant(drawn, does, at) }
      else if (!isLastOrigin) removeParticipant(drawn, at)
      const { success, error } = Scenario.safeParse(drawn)
      expect([success, error?.issues.map(({ message }) => message)]).toEqual([true, undefined])
    }
  }), { numRuns: 200 })
})
