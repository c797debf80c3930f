import { expect, it } from 'vitest'
import { readH2Request, readH2Responses } from '../../electron/core/wire/h2/read-h2-message.ts'
import { changesBetween, type SeenMessage } from '../../electron/model/changes.ts'
import { spelledOut, spelledOutMarks } from '../../electron/model/spelled-out.ts'

/** A frame of stream 1 (RFC 9113 §4.1). */
const frame = (type: number, flags: number, payload: string) => Buffer.concat([Buffer.from([0, 0, payload.length, type, flags, 0, 0, 0, 1]), Buffer.from(payload, 'latin1')])
const HEADERS = 1
const DATA = 0
const text = ({ bytes }: SeenMessage) => Buffer.from(bytes).toString()
const cut = ({ bytes }: SeenMessage, { start, end }: { start: number; end: number }) => Buffer.from(bytes.subarray(start, end)).toString()

const REQUEST = Buffer.concat([frame(HEADERS, 4, 'xx'), frame(DATA, 0, 'ab'), frame(DATA, 1, 'cd')])
const seen = (): SeenMessage => {
  const message = readH2Request(REQUEST, [[[':method', 'PUT'], [':scheme', 'http'], [':authority', 'h:1'], [':path', '/a'], ['via', '1.1 edge']]])
  if (!message) throw new Error('not a request')
  return { message, bytes: REQUEST }
}

it('an HTTP/2 request has lines again, each with its own octets', () => {
  const spelled = spelledOut(seen())
  expect(text(spelled)).toBe('PUT /a HTTP/2\r\n:method: PUT\r\n:scheme: http\r\n:authority: h:1\r\n:path: /a\r\nvia: 1.1 edge\r\n\r\nabcd')
  const { message } = spelled
  expect(message.kind === 'request' && [cut(spelled, message.methodRange), cut(spelled, message.targetRange)]).toEqual(['PUT', '/a'])
  expect(message.fields.map(({ line, valueRange }) => [cut(spelled, line), cut(spelled, valueRange)]).at(-1)).toEqual(['via: 1.1 edge', '1.1 edge'])
  expect(message.content.parts.map(part => cut(spelled, part))).toEqual(['ab', 'cd'])
})

it('so has a response, with its trailers', () => {
  const bytes = Buffer.concat([frame(HEADERS, 4, 'x'), frame(DATA, 0, 'ok'), frame(HEADERS, 5, 'y')])
  const [message] = readH2Responses(bytes, [[[':status', '501'], ['server', 's']], [['sum', '2']]])
  if (!message) throw new Error('not a response')
  const spelled = spelledOut({ message, bytes })
  expect(text(spelled)).toBe('HTTP/2 501\r\n:status: 501\r\nserver: s\r\n\r\noksum: 2\r\n')
  expect(spelled.message.kind === 'response' && cut(spelled, spelled.message.statusRange)).toBe('501')
})

it('marks on the block go to the start line, marks on content to the same octets', () => {
  const here = seen()
  const spelled = spelledOut(here)
  const [, second] = here.message.content.parts
  const marks = spelledOutMarks(here, spelled, [here.message.startLine, { start: (second?.start ?? 0) + 1, end: second?.end ?? 0 }])
  expect(marks.map(mark => cut(spelled, mark))).toEqual(['PUT /a HTTP/2', 'd'])
})

it('what changed between HTTP/2 and HTTP/2 is told line by line', () => {
  const left = readH2Request(REQUEST, [[[':method', 'PUT'], [':scheme', 'http'], [':authority', 'h:2'], [':path', '/a'], ['via', '1.1 edge, 2 gw']]])
  if (!left) throw new Error('not a request')
  const [one, other] = [spelledOut(seen()), spelledOut({ message: left, bytes: REQUEST })]
  expect(changesBetween(one, other).filter(({ kind }) => kind !== 'same').map(({ is }) => is?.marks.map(mark => cut(other, mark)).join('|'))).toEqual(['2', ', 2 gw'])
})
