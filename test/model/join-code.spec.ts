// Join codes: what is written is read again, and whatever is mistyped is told for what it is.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorityOf, isPinned, readJoinCode, writeJoinCode } from '../../electron/model/join-code.ts'
import { sayInEnglish } from '../../electron/model/phrase.ts'

const SHA = 'ab'.repeat(32)
const OF = { host: '192.168.1.20', port: 5010, secret: '0123456789', sha256: SHA }
const code = writeJoinCode(OF)
const plain = code.replaceAll('-', '')
const fault = (typed: string) => {
  const read = readJoinCode(typed)
  return 'fault' in read ? read.fault : undefined
}

describe('a code', () => {
  it('has nine groups of four, and says where, the secret and 82 bits of the certificate', () => {
    expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{3}[0-9A-Z*~$=]$/)
    const read = readJoinCode(code)
    expect(read).toMatchObject({ code: { host: OF.host, port: OF.port, secret: OF.secret } })
    expect('code' in read && read.code.fingerprint).toHaveLength(82)
  })

  it('of any address is read as it was written, and holds for its certificate alone', () => {
    const octet = fc.integer({ min: 0, max: 255 })
    const v4 = fc.tuple(fc.integer({ min: 1, max: 223 }), octet, octet, octet).map(parts => parts.join('.'))
    const v6 = fc.tuple(fc.constant(0xfd00), ...Array.from({ length: 7 }, () => fc.integer({ min: 0, max: 0xffff }))).map(groups => new URL(`http://[${groups.map(group => group.toString(16)).join(':')}]`).hostname.slice(1, -1))
    const hex = (length: number) => fc.array(fc.integer({ min: 0, max: 15 }), { minLength: length, maxLength: length }).map(digits => digits.map(digit => digit.toString(16)).join(''))
    fc.assert(fc.property(fc.oneof(v4, v6), fc.integer({ min: 1, max: 65_535 }), hex(10), hex(64), hex(64), (host, port, secret, sha256, other) => {
      const read = readJoinCode(writeJoinCode({ host, port, secret, sha256 }))
      if (!('code' in read)) throw new Error(sayInEnglish(read.fault))
      expect(read.code).toMatchObject({ host, port, secret })
      expect([isPinned(read.code, sha256), isPinned(read.code, other)]).toEqual([true, other.slice(0, 20) === sha256.slice(0, 20)])
    }))
  })

  it('may be typed in small letters, with blanks or without groups, and with what is misread', () => {
    const read = readJoinCode(code)
    for (const typed of [code.toLowerCase(), plain, plain.replace(/../g, '$& '), ` ${code.replaceAll('-', '–')}\n`, plain.replaceAll('0', 'o').replaceAll('1', 'l')]) expect(readJoinCode(typed)).toEqual(read)
  })

  it('of another one of its characters, or with two of them swapped, is always noticed', () => {
    const all = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
    for (let at = 1; at < plain.length - 1; at += 1) {
      for (const one of all) if (one !== plain[at]) expect(fault(plain.slice(0, at) + one + plain.slice(at + 1))?.id).toBe('join.check')
      const [before = '', after = ''] = plain.slice(at, at + 2)
      if (before !== after && all.includes(after)) expect(fault(plain.slice(0, at) + after + before + plain.slice(at + 2))?.id).toBe('join.check')
    }
  })

  it.each([
    ['', 'Type the code that your instructor shows.'],
    [code.replace(/.$/, '').replace(/-.{3}$/, '-?AAA'), 'Group 9 has a "?", and no code has that there. Compare that group.'],
    [`X${plain.slice(1)}`, 'The code begins with "X", and codes that this Lab 501 knows begin with 1 or 2. Compare the first group, or take a newer Lab 501.'],
    [plain.slice(0, 32), 'These are 32 characters, and the code has 36. Something is missing: count the groups.'],
    [`${plain.slice(0, -1)}AAAA0`, 'These are 40 characters, and the code has 36. Something stands there twice: count the groups.'],
    [plain.replace(/.(?=.$)/, one => (one === 'A' ? 'B' : 'A')), 'The code does not add up: a character is another one, or two are swapped. Compare it group by group.'],
    [writeJoinCode({ ...OF, host: '0.0.0.0' }), 'The code leads to 0.0.0.0:5010, where nobody can listen. Ask your instructor for another one.'],
    [writeJoinCode({ ...OF, host: '224.0.0.1' }), 'The code leads to 224.0.0.1:5010, where nobody can listen. Ask your instructor for another one.'],
    [writeJoinCode({ ...OF, host: '::', port: 1 }), 'The code leads to [::]:1, where nobody can listen. Ask your instructor for another one.'],
    [writeJoinCode({ ...OF, port: 0 }), 'The code leads to 192.168.1.20:0, where nobody can listen. Ask your instructor for another one.'],
  ])('%s is told what is wrong', (typed, says) => {
    const found = fault(typed)
    expect(found && sayInEnglish(found)).toBe(says)
  })
})

it('an address stands as in a URL', () => {
  expect([authorityOf({ host: '10.0.0.1', port: 5 }), authorityOf({ host: 'fd00::1', port: 5 })]).toEqual(['10.0.0.1:5', '[fd00::1]:5'])
})
