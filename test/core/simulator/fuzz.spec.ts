// 100,000 malformed messages: no crash, no hang, no unanswered connection, memory flat. Bounded, seeded, and it stops by itself.
import { connect } from 'node:net'
import { duplexPair } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { Connection, type Surroundings } from '../../../electron/core/simulator/connection.ts'
import { openScenario } from '../../../electron/core/simulator/simulator.ts'
import { asSocket, surroundings } from '../../support/in-memory.ts'
import { SCENARIO } from '../../support/lab-fixture.ts'

const IN_MEMORY = 100_000
const ON_SOCKETS = 2_000
const SEEDS = [
  'GET /widgets HTTP/1.1\r\nHost: localhost\r\n\r\n', 'POST /widgets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde',
  'POST /widgets HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: u\r\n\r\n', 'FROBNICATE /widgets HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na',
  'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n', 'CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n', 'GET /api/status/501?content-type=text/html HTTP/1.0\r\n\r\n', 'GET http://localhost/widgets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
]
const PIECES = ['\r', '\n', '\r\n', '\0', ' ', '\t', ':', ';', ',', '%', '\xff', 'HTTP/1.1', 'HTTP/9.9', 'Host: a\r\n', 'Content-Length: 7\r\n', 'Transfer-Encoding: chunked\r\n', 'Transfer-Encoding: x\r\n', '0\r\n\r\n', 'fffffffff\r\n', 'A'.repeat(9_000), '[::1', '//', '*', '#']

/** A small generator of its own (mulberry32), so that a failure can be repeated from its number. */
function chance(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function malformed(number: number): Buffer {
  const pick = chance(number)
  let text = SEEDS[pick(SEEDS.length)] ?? ''
  for (let changes = 1 + pick(4); changes > 0; changes -= 1) {
    const at = pick(text.length + 1)
    const piece = PIECES[pick(PIECES.length)] ?? ''
    const how = pick(5)
    if (how === 0) text = text.slice(0, at) + piece + text.slice(at)
    else if (how === 1) text = text.slice(0, at) + text.slice(at + 1 + pick(8))
    else if (how === 2) text = text.slice(0, at) + String.fromCharCode(pick(256)) + text.slice(at + 1)
    else if (how === 3) text = text.slice(0, at)
    else text = text.slice(0, at) + text.slice(pick(text.length + 1))
  }
  return Buffer.from(text, 'latin1')
}

/** @returns what came back once the server has nothing more to say to a client that has finished sending. */
async function answerTo(bytes: Buffer, around: Surroundings, split: number): Promise<string> {
  const [client, server] = duplexPair()
  const connection = new Connection(asSocket(server), around)
  const parts: string[] = []
  client.on('data', (part: Buffer) => parts.push(part.toString('latin1')))
  const over = new Promise(resolve => client.once('end', resolve))
  client.write(bytes.subarray(0, split))
  client.end(bytes.subarray(split))
  await over
  connection.destroy()
  client.destroy()
  return parts.join('')
}

function heapMiB(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed / 1_048_576
}

describe('malformed messages', () => {
  it(`${IN_MEMORY} of them are each answered, and memory stays flat`, async () => {
    let exchanges = 0
    const around = surroundings(() => { exchanges += 1 })
    let answered = 0
    let empty = 0
    let warmMiB = 0
    for (let number = 0; number < IN_MEMORY; number += 1) {
      const bytes = malformed(number)
      const text = await answerTo(bytes, around, bytes.length === 0 ? 0 : number % bytes.length)
      const isEmpty = /^[\r\n]*$/.test(bytes.toString('latin1')) && bytes.length <= 16
      if (/^HTTP\/1\.1 [1-5]\d\d /.test(text)) answered += 1
      else if (isEmpty && text === '') empty += 1
      else expect.fail(`number ${number} was not answered: ${JSON.stringify(bytes.toString('latin1').slice(0, 200))} → ${JSON.stringify(text.slice(0, 80))}`)
      if (number === IN_MEMORY / 5) warmMiB = heapMiB()
    }
    expect(answered + empty).toBe(IN_MEMORY)
    expect(exchanges).toBeGreaterThanOrEqual(answered)
    expect(heapMiB() - warmMiB).toBeLessThan(8)
  }, 300_000)

  it(`${ON_SOCKETS} of them on real sockets leave a server that still answers`, async () => {
    await using simulation = await openScenario(SCENARIO, { port: 0, onExchange: () => undefined })
    const port = simulation.entries[0]?.port ?? 0
    const send = (number: number) => new Promise<string>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' })
      let text = ''
      socket.on('data', part => { text += part.toString('latin1') }).on('error', reject).on('close', () => resolve(text))
      socket.setTimeout(10_000, () => {
        socket.destroy()
        resolve(`no end to number ${number}`)
      })
      socket.end(malformed(number))
    })
    for (let number = 0; number < ON_SOCKETS; number += 20) {
      const texts = await Promise.all(Array.from({ length: 20 }, (_, at) => send(number + at)))
      expect(texts.filter(text => !/^HTTP\/1\.1 [1-5]\d\d /.test(text) && text !== '')).toEqual([])
    }
    const response = await fetch(`http://127.0.0.1:${port}/widgets`)
    expect(response.status).toBe(200)
  }, 120_000)
})
