// Frames of one stream to messages: parts, ranges, and what is wrong.
import { expect, it } from 'vitest'
import { FrameSplitter, framesIn } from '../../../../electron/core/wire/h2/frames.ts'
import { readH2Request, readH2Responses } from '../../../../electron/core/wire/h2/read-h2-message.ts'
import { frame } from './frame.ts'

const HEAD = [[':method', 'POST'], [':scheme', 'http'], [':path', '/a'], [':authority', 'h'], ['content-length', '5']] as const

it('finds method, fields and content, with padding and priority left out', () => {
  const headers = frame(1, 0x4 | 0x20, 3, Buffer.concat([Buffer.alloc(5), Buffer.from('block')]))
  const bytes = Buffer.concat([headers, frame(0, 0x8, 3, Buffer.from('\x02ab\0\0', 'latin1')), frame(0, 0x1, 3, Buffer.from('cde'))])
  const request = readH2Request(bytes, [HEAD])
  expect(request).toMatchObject({ method: 'POST', target: '/a', version: 'HTTP/2', malformations: [], startLine: { start: 0, end: headers.length } })
  expect(request?.content).toMatchObject({ framing: 'frames', length: 5, complete: true })
  expect(request?.content.parts.map(({ start, end }) => bytes.toString('latin1', start, end))).toEqual(['ab', 'cde'])
  expect(request?.fields.map(({ name }) => name)).toEqual(HEAD.map(([name]) => name))
})

it('tells 1xx, the final response and its trailers apart', () => {
  const bytes = Buffer.concat([frame(1, 0x4, 1, Buffer.from('i')), frame(1, 0, 1, Buffer.from('f')), frame(9, 0x4, 1, Buffer.from('g')), frame(0, 0, 1, Buffer.from('x')), frame(1, 0x5, 1, Buffer.from('t'))])
  const responses = readH2Responses(bytes, [[[':status', '103']], [[':status', '200']], [['x-sum', '1']]])
  expect(responses.map(({ status, content }) => [status, content.length, content.trailers.map(({ name }) => name)])).toEqual([[103, 0, []], [200, 1, ['x-sum']]])
  expect(responses[1]?.startLine).toEqual({ start: 10, end: 30 })
})

it('says what makes a message malformed', () => {
  const said = (fields: readonly (readonly [string, string])[]) => readH2Request(frame(1, 0x5, 1, Buffer.from('b')), [fields])?.malformations.join(' ')
  expect(said([[':method', 'GET'], [':scheme', 'http']])).toContain(':path is missing')
  expect(said([[':method', 'GET'], ['a', 'b'], [':scheme', 'http'], [':path', '/']])).toContain('a stands before a pseudo-header field')
  expect(said([[':method', 'GET'], [':method', 'GET'], [':scheme', 'http'], [':path', '/'], [':status', '1']])).toMatch(/:method stands twice.*:status is no pseudo/)
  expect(said([...HEAD.slice(0, 4), ['Accept', '*/*'], ['connection', 'close'], ['te', 'gzip'], ['x', ' y'], ['a b', '']])).toMatch(/capital.*connection-specific.*trailers.*holds what.*token/)
  expect(said(HEAD)).toContain('content-length is 5, and there are 0 octets')
  expect(said([])).toContain('could not be read')
  expect(readH2Request(Buffer.from('abc'), [])).toBeUndefined()
  expect(readH2Request(Buffer.concat([frame(1, 0x4, 1, Buffer.from('b')), frame(1, 0x5, 1, Buffer.from('t'))]), [HEAD.slice(0, 4), [[':path', '/'], ['upgrade', 'x']]])?.malformations.join(' ')).toMatch(/trailer section.*connection-specific/)
})

it('cuts the same frames from any split of the same octets', () => {
  const bytes = Buffer.concat([frame(4, 0, 0, Buffer.alloc(6)), frame(1, 0x4, 1, Buffer.from('block')), frame(0, 1, 1, Buffer.alloc(300, 7))])
  for (let size = 1; size < 40; size += 1) {
    const splitter = new FrameSplitter()
    const frames = []
    for (let at = 0; at < bytes.length; at += size) frames.push(...splitter.push(bytes.subarray(at, at + size)))
    expect(frames).toEqual(framesIn(bytes))
    expect(splitter.rest).toHaveLength(0)
  }
})

it('does not wait for a frame that is larger than anybody may send', () => {
  const splitter = new FrameSplitter()
  expect(splitter.push(Buffer.from([0, 0x40, 1, 0, 0, 0, 0, 0, 1]))).toEqual([])
  expect(splitter.push(Buffer.alloc(100_000))).toEqual([])
  expect(splitter.rest).toHaveLength(0)
})
