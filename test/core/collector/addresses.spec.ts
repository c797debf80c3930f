// Where a collector listens: every form of an address, IPv6 on real connections, and codes that lead there.
import { networkInterfaces } from 'node:os'
import { isIPv6 } from 'node:net'
import { describe, expect, it } from 'vitest'
import { Gate } from '../../../electron/core/collector/gate.ts'
import { noAddress, NoAddress, readListenAddress } from '../../../electron/core/collector/listen-address.ts'
import { codeOf, greet, handOver, learner, openRoom, type Room } from './room.ts'

const hasIPv6 = Object.values(networkInterfaces()).some(list => list?.some(({ address }) => isIPv6(address)))
const opened = (host: string) => openRoom({ listen: { host, port: 0 } }).catch((error: unknown) => { if (error instanceof NoAddress) return error.message; throw error })
const ifThere = (room: Room | string): Room | undefined => {
  // A machine without IPv6 says so, and that is all there is to see.
  if (typeof room !== 'string') return room
  expect([hasIPv6, room]).toEqual([false, expect.stringMatching(/^this machine has no IPv6, and so not ::1?; it has .*127\.0\.0\.1$/)])
  return undefined
}

describe('an address', () => {
  it.each<[string, string, number]>([
    ['::1', '::1', 5010], ['[::1]:0', '::1', 0], ['0:0:0:0:0:0:0:1', '::1', 5010], ['[FD00::0:2]:5011', 'fd00::2', 5011],
    ['::', '::', 5010], ['::0', '::', 5010], ['[0:0:0:0:0:0:0:0]:1', '::', 1], ['0.0.0.0', '0.0.0.0', 5010],
    ['::ffff:127.0.0.1', '127.0.0.1', 5010], ['[::ffff:c0a8:114]:7', '192.168.1.20', 7], ['::ffff:0.0.0.0', '0.0.0.0', 5010],
  ])('%s is read in one form', (typed, host, port) => expect(readListenAddress(typed)).toEqual({ host, port }))

  it.each<[string, RegExp]>([
    ['224.0.0.1', /^nobody can connect to 224\.0\.0\.1; choose one of /], ['255.255.255.255', /^nobody can connect to /], ['ff02::1', /^nobody can connect to ff02::1; /],
    ['fd00::2%eth0', /^fd00::2%eth0 holds on one cable only, /], ['fe80::1%eth0', /^fe80::1%eth0 holds on one cable only, /], ['[::1', /is no address in numbers/],
  ])('%s is refused, since no code can lead there', (typed, says) => expect(() => readListenAddress(typed)).toThrow(says))

  it('that the system does not have is told in words', () => {
    expect(noAddress({ host: '2001:db8::1', port: 1 }, Object.assign(new Error('no'), { code: 'EAFNOSUPPORT' })).message).toMatch(hasIPv6 ? /^this machine has no address 2001:db8::1; it has / : /^this machine has no IPv6, and so not 2001:db8::1; it has /)
  })
})

describe('a collector', () => {
  it('at ::1 takes a result by a code that holds that address', async () => {
    const room = ifThere(await opened('::1'))
    if (!room) return
    expect([room.code.host, room.collecting.codes.map(({ address }) => address)]).toEqual(['::1', ['::1']])
    const ada = await learner('Ada')
    expect(await handOver(room.code, ada.bytes, ada.privateKey)).toEqual({ outcome: 'done' })
    expect(room.collecting.collector.counts()).toEqual({ kept: 1, again: 0, refused: {} })
  })

  it.each(['::', '0.0.0.0'])('at %s has a code for each address that leads there, and for no other', async host => {
    const room = await opened(host)
    if (typeof room === 'string') return void ifThere(room)
    const codes = room.collecting.codes.map(({ code }) => codeOf(code))
    expect(codes.map(code => code.host)).toEqual(room.collecting.codes.map(({ address }) => address))
    expect(codes.filter(code => code.host === '0.0.0.0' || code.host === '::' || (host === '0.0.0.0' && isIPv6(code.host)))).toEqual([])
    expect(codes.at(-1)?.host).toBe('127.0.0.1')
    for (const to of host === '::' && hasIPv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1']) expect(await greet({ ...room.code, host: to })).toEqual({ outcome: 'done' })
  })

  it('takes all addresses of an IPv6 subnet for one, as whoever has one has all', () => {
    const gate = new Gate({ address: { burst: 1, perSecond: 0.5 } })
    const passes = (address: string) => gate.ofAddress(address) === undefined
    expect(['2001:db8::1', '2001:db8::ffff:2', '2001:db8:0:0:5::', '2001:db8:0:1::1', '192.0.2.1', '192.0.2.2', '::1'].map(passes)).toEqual([true, false, false, true, true, true, true])
  })
})
