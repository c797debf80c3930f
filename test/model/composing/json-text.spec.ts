import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonFault, jsonLaidOut, jsonOnOneLine } from '../../../electron/model/composing/json-text.ts'

const isJson = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('JSON as it is written', () => {
  it.each([
    ['{"a": 1,}', { line: 1, column: 9 }], ['{"a": 1\n"b": 2}', { line: 2, column: 1 }], ['{a: 1}', { line: 1, column: 2 }], ['[1, 2', 'end'], ['', 'end'], ['{"a": "b', 'end'], ['{"a": tru}', { line: 1, column: 7 }],
    ['{"a": 01}', { line: 1, column: 7 }], ['1 2', { line: 1, column: 3 }], ['[1]]', { line: 1, column: 4 }], ['{"a"}', { line: 1, column: 5 }], ['[}', { line: 1, column: 2 }], ['{"a": "x\ny"}', { line: 1, column: 7 }], ["{'a': 1}", { line: 1, column: 2 }], ['[1,, 2]', { line: 1, column: 4 }], ['"\\x"', { line: 1, column: 1 }],
    [' [1e3, -0.5, "\\u00e9", null, {}, []]\n', undefined], ['"only a text"', undefined], ['-1', undefined],
  ] as const)('%j stops being JSON at %j', (text, fault) => {
    expect(jsonFault(text)).toEqual(fault)
    expect(isJson(text)).toBe(fault === undefined)
  })

  it('is JSON exactly when the language says so', () => {
    const soup = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '\\', '1', '-', '.5', 'e1', 'true', 'null', ' ', '\n', 'x'), { maxLength: 9 }).map(parts => parts.join(''))
    const damaged = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '0')).map(([text, at, sign]) => text.slice(0, at % (text.length + 1)) + sign + text.slice(at % (text.length + 1)))
    fc.assert(fc.property(fc.oneof(soup, fc.json(), damaged), text => { expect(jsonFault(text) === undefined, text).toBe(isJson(text)) }), { numRuns: 3_000 })
  })

  it('says the same laid out and on one line', () => {
    fc.assert(fc.property(fc.json(), text => {
      expect(JSON.parse(jsonLaidOut(text))).toEqual(JSON.parse(text))
      expect(jsonOnOneLine(jsonLaidOut(text))).toBe(jsonOnOneLine(text))
    }))
  })

  it('keeps numbers and repeated keys as they were written, and leaves alone what is no JSON', () => {
    expect(jsonLaidOut('{"a":12345678901234567890,"a":1.0,"b":[],"c":[{}, {"d": null}]}')).toBe(
      '{\n  "a": 12345678901234567890,\n  "a": 1.0,\n  "b": [],\n  "c": [\n    {},\n    {\n      "d": null\n    }\n  ]\n}')
    expect([jsonLaidOut('{oops'), jsonOnOneLine('{ oops')]).toEqual(['{oops', '{ oops'])
  })
})
