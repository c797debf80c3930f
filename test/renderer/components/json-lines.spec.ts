import { describe, expect, it } from 'vitest'
import { jsonLines } from '../../../renderer/components/exchange/json-lines.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const show = (text: string) => {
  const bytes = encoder.encode(text)
  return jsonLines(bytes)?.map(({ depth, tokens }) => '  '.repeat(depth) + tokens.map(({ range, spaced }) => decoder.decode(bytes.subarray(range.start, range.end)) + (spaced ? ' ' : '')).join(''))
}

describe('JSON laid out', () => {
  it('reads as JSON.stringify would write it, with the octets it came with', () => {
    const value = { title: 'Not “Implemented”', n: -1.5e3, list: [1, [], {}, { a: null }], ok: true, 'k"e\\y': '{[,:' }
    expect(show(JSON.stringify(value))?.join('\n')).toBe(JSON.stringify(value, null, 2))
    expect(show('{"a":1.0,"b":"\\u00e9"}')).toEqual(['{', '  "a": 1.0,', '  "b": "\\u00e9"', '}'])
  })

  it('tells a key from a text', () => {
    expect(jsonLines(encoder.encode('{"a":"b"}'))?.[1]?.tokens.map(token => token.kind)).toEqual(['key', 'punctuation', 'string'])
  })

  it('leaves alone what is no JSON object or array', () => {
    expect([show('Not Implemented'), show('{"a":'), show('501'), show('')]).toEqual([undefined, undefined, undefined, undefined])
    expect(jsonLines(Uint8Array.of(0x7b, 0xff, 0x7d))).toBeUndefined()
  })
})
