import { describe, expect, it } from 'vitest'
import { fileRecord, writeCaptureFile } from '../../../electron/core/captures/capture-file.ts'
import { NotACapture, readCapture, readCaptureFile } from '../../../electron/core/captures/read-capture.ts'
import type { ExchangeRecord } from '../../../electron/model/exchange.ts'

const record: ExchangeRecord = {
  seq: 1, trace: 'c0-1.1', hop: 'client-origin', side: 'client', source: 'composer', connection: { id: 'c0-1', clientPort: 5, serverPort: 6, nth: 1 }, timing: { startedWallMs: 1 }, ending: 'kept-open',
  request: Buffer.from('FROBNICATE /widgets HTTP/1.1\r\nHost: a\r\nX: \xff\r\n\r\n', 'latin1'), response: Buffer.from('HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\n\r\n'),
}
const har = {
  log: { version: '1.2', creator: { name: 't', version: '1' }, entries: [{
    startedDateTime: '2026-01-05T09:00:00Z', time: 12,
    request: { method: 'DELETE', url: 'http://127.0.0.1:4501/widgets?a=b', httpVersion: 'http/2.0', headers: [{ name: ':method', value: 'DELETE' }, { name: 'Accept', value: '*/*' }] },
    response: { status: 405, statusText: 'Method Not Allowed', httpVersion: 'HTTP/1.1', headers: [{ name: 'Allow', value: 'GET' }, { name: 'Content-Encoding', value: 'gzip' }], content: { text: 'aGk=', encoding: 'base64' } },
  }] },
}

describe('a capture file', () => {
  it('gives back every byte', () => {
    const [exchange] = readCaptureFile(writeCaptureFile('lab', [record]), 'a.json')
    expect(exchange && [exchange.id, Buffer.from(exchange.requestBytes, 'base64').equals(record.request as Buffer), exchange.request?.method, exchange.responses[0]?.status]).toEqual(['x1', true, 'FROBNICATE', 501])
  })

  it('can be the lines of run, one exchange or many', () => {
    const line = JSON.stringify({ event: 'exchange', exchange: fileRecord(record) })
    expect(readCaptureFile(line, 'a').length).toBe(1)
    expect(readCaptureFile(`${JSON.stringify({ event: 'started' })}\n${line}\n${line}\n${JSON.stringify({ event: 'verdict' })}\n`, 'a').length).toBe(2)
  })

  it('can be HAR, whose messages are put together again', () => {
    const [exchange] = readCaptureFile(JSON.stringify(har), 'a.har')
    expect(exchange && [exchange.source, exchange.request?.method, exchange.request?.target, exchange.request?.fields.map(({ name }) => name), exchange.responses[0]?.status, exchange.responses[0]?.fields.map(({ name, value }) => `${name}: ${value}`), exchange.request?.malformations]).toEqual(
      ['import', 'DELETE', '/widgets?a=b', ['Host', 'Accept'], 405, ['Allow: GET', 'Content-Encoding: gzip'], []])
  })

  it('as HAR says no length that was not said, keeps the one of HEAD, takes null for nothing, and puts entries in the order of their times', () => {
    const entry = (method: string, status: number, second: number, headers: object[] = []) => ({
      startedDateTime: `2026-01-05T09:00:0${second}Z`, time: null, request: { method, url: 'http://127.0.0.1:4501/a', headers: [], postData: null },
      response: { status, headers, content: { text: null } },
    })
    const length = { name: 'Content-Length', value: '91' }
    const coding = { name: 'Transfer-Encoding', value: 'chunked' }
    const entries = [entry('GET', 200, 5, [coding]), entry('DELETE', 204, 1), entry('HEAD', 200, 2, [length, coding]), entry('GET', 304, 3), entry('GET', 0, 4)]
    const read = readCaptureFile(JSON.stringify({ log: { entries } }), 'a.har')
    expect(read.map(({ id, request, responses: [response] }) => [id, request?.method, response?.status, response?.fields.map(({ name, value }) => `${name}: ${value}`)])).toEqual([
      ['x1', 'DELETE', 204, []], ['x2', 'HEAD', 200, ['Content-Length: 91']], ['x3', 'GET', 304, []], ['x4', 'GET', undefined, undefined], ['x5', 'GET', 200, ['Transfer-Encoding: chunked']],
    ])
  })

  it('that is none is refused in words to whoever does not want to catch', () => {
    expect(readCapture('{}', 'a.json')).toEqual({ refusal: expect.stringContaining('a.json: this is not a capture') as string })
    expect(readCapture(new TextEncoder().encode(writeCaptureFile('lab', [record])), 'a.json')).toMatchObject({ lab: 'lab', records: [{ seq: 1 }], told: [] })
  })

  it.each([
    ['', 'the file is empty'], ['{\n "format": "lab501-capture",\n "ver', 'a.json:3:1: the file ends before it is complete; save the capture again'], ['{"log":{"entries":[', 'a.json:1:1: the file ends before it is complete'], ['{}', 'this is not a capture (format'], ['[]', 'this is not a capture'], ['hello', 'a.json:1:1: this line is not JSON'], ['{"log": {}}', 'this looks like HAR, but log.entries'],
    ['{"format":"lab501-capture","version":2}', 'this capture has version 2, and this Lab 501 reads version 1; update the app'], ['{"event":"exchange","exchange":{}}', 'a.json:1:1: this line is not an exchange (exchange.seq'],
    ['{"format":"lab501-capture","version":1,"lab":"x","exchanges":[{"seq":1}]}', 'this is not a capture (exchanges.0.trace'], ['\u0000\u0001PNG', 'a.json:1:1'],
  ])('that is none is told so, with the place and the mend: %j', (text, says) => {
    expect(() => readCaptureFile(text, 'a.json')).toThrow(NotACapture)
    expect(() => readCaptureFile(text, 'a.json')).toThrow(says)
  })
})
