// What is worked at beside the labs: begun, changed, left for another, opened again after a restart.
import { createServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Incoming } from '../../../electron/core/attempts/incoming.ts'
import { savedAs } from '../../../electron/core/attempts/saved-as.ts'
import { starters } from '../../../electron/core/attempts/starters.ts'
import type { RunningAttempt } from '../../../electron/core/attempts/running-attempt.ts'
import { loadPacks } from '../../../electron/core/packs/load-pack.ts'
import { Workbench } from '../../../electron/core/attempts/workbench.ts'
import { writeCaptureFile } from '../../../electron/core/captures/capture-file.ts'
import { readCapture } from '../../../electron/core/captures/read-capture.ts'
import { segmentsOf } from '../../../electron/core/segment/segments-of.ts'
import { openStore, type Store } from '../../../electron/core/store/store.ts'
import { BenchSetup, PlaygroundSetup } from '../../../electron/model/bench.ts'
import type { StructuredDraft } from '../../../electron/model/draft.ts'
import { finalResponse } from '../../../electron/model/exchange.ts'
import { sayInEnglish } from '../../../electron/model/phrase.ts'
import { recordNo } from '../store/records.ts'

let folder = ''
let store: Store
let bench: Workbench
const open = () => {
  store = openStore(folder)
  bench = new Workbench({ labs: [], store, port: 0, log: line => { throw new Error(line) }, onSaved: () => undefined, onJudged: () => undefined, onNoticed: () => undefined })
}
const close = async () => {
  await bench[Symbol.asyncDispose]()
  store[Symbol.dispose]()
}
const setup = (implemented: string[]) => PlaygroundSetup.parse({ kind: 'playground', title: 'Mine', scenario: { participants: [{ role: 'origin', name: 'mine', implements: implemented, resources: { '/a': { GET: { kind: 'reply' } } } }] } })
const status = async (running: RunningAttempt, method: string, target = '/a', to?: string) => {
  const { exchanges: [id] } = await running.send({ kind: 'structured', method, target, fields: [], content: '' }, undefined, to)
  const exchange = running.exchanges().find(one => one.id === id)
  return exchange && (finalResponse(exchange)?.status ?? exchange.ending)
}

const beginStarter = (title: string) => {
  const found = starters([]).find(({ setup: { title: one } }) => one === title)
  if (!found) throw new Error(`no starter "${title}"`)
  return bench.beginBench(found.setup)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-benches-'))
  open()
})
afterEach(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a playground', () => {
  it('goes on with another topology at the same port, keeps what was captured, and stands so after a restart', async () => {
    const running = await bench.beginBench(setup(['GET']))
    const { attempt, entries: [entry], bench: shown } = running.view()
    expect(shown).toEqual(setup(['GET']))
    expect(await status(running, 'PUT')).toBe(501)
    expect(await bench.changeBench(attempt.id, setup(['GET', 'PUT']))).toBe(running)
    expect([await status(running, 'PUT'), running.entries[0]?.port]).toEqual([405, entry?.port])
    await close()
    open()
    const again = await bench.openBench(attempt.id)
    expect(again?.view().exchanges.filter(({ side }) => side === 'client').map(one => finalResponse(one)?.status)).toEqual([501, 405])
    expect(again && await status(again, 'PUT')).toBe(405)
    expect(bench.benches()).toMatchObject([{ attempt: attempt.id, kind: 'playground', title: 'Mine', exchanges: 6 }])
  })

  it('is none that is not there, and is never changed into something else', async () => {
    expect(await bench.openBench('nobody')).toBeUndefined()
    const running = await bench.beginBench(setup(['GET']))
    expect(await bench.changeBench(running.attempt.id, { kind: 'capture', title: 'x' })).toBeUndefined()
    expect(running.view().bench).toEqual(setup(['GET']))
  })

  it('has something to begin with that shows 200, 404, 405, 500 and both kinds of 501', async () => {
    const running = await beginStarter('One server')
    const answers = [['GET', '/widgets'], ['GET', '/nowhere'], ['DELETE', '/widgets'], ['GET', '/broken'], ['GET', '/planned'], ['PATCH', '/widgets']] as const
    expect(await Promise.all(answers.map(([method, target]) => status(running, method, target)))).toEqual([200, 404, 405, 500, 501, 501])
  })
})

describe('a starter', () => {
  it('has a sentence, and so has that of a lab', () => {
    expect(starters([]).filter(({ says }) => says.length < 20)).toEqual([])
    expect(starters(loadPacks([join(import.meta.dirname, '../../../labs')]).labs).filter(({ isLab }) => isLab).map(({ setup, says }) => [setup.title, says])).toContainEqual(['What the shop takes, and where', expect.stringContaining('405')])
  })

  it('with a gateway: who said so', async () => {
    const running = await beginStarter('A gateway before a server that lacks PATCH')
    expect(await Promise.all((['PATCH', 'DELETE', 'GET'] as const).map(method => status(running, method, '/widgets/7')))).toEqual([501, 405, 200])
    const by = new Map(running.exchanges().filter(({ side }) => side === 'server').map(one => [`${one.request?.method} ${one.hop}`, finalResponse(one)?.status]))
    expect([by.get('PATCH gw-app'), by.get('DELETE gw-app'), by.get('DELETE client-gw')]).toEqual([501, undefined, 405])
  })

  it('with a cache: the 501 stays for its minute, or until it is purged', async () => {
    const running = await beginStarter('A cache before a 501 that may be stored')
    expect(await status(running, 'GET', '/reports')).toBe(501)
    await running.control({ kind: 'toggle', toggle: 'built', on: true })
    expect(await status(running, 'GET', '/reports')).toBe(501)
    await running.control({ kind: 'advance', ms: 61_000 })
    expect(await status(running, 'GET', '/reports')).toBe(200)
  })

  it('with a canary: the same request gets both', async () => {
    const running = await beginStarter('A gateway with a canary')
    const seen = new Set<unknown>()
    for (let times = 0; times < 24; times += 1) seen.add(await status(running, 'PATCH', '/widgets/7'))
    expect(seen).toEqual(new Set([501, 200]))
  })

  it('with three hops: the second answer is the cache’s', async () => {
    const running = await beginStarter('A cache, a gateway and a server')
    for (const method of ['GET', 'GET', 'PURGE']) await status(running, method, '/widgets/7')
    expect(running.exchanges().filter(({ side }) => side === 'server').map(({ hop }) => hop).sort()).toEqual(['client-edge', 'client-edge', 'client-edge', 'edge-gw', 'edge-gw', 'gw-app'])
  })

  it('with five servers: each is asked by its name, and does as its kind', async () => {
    const running = await beginStarter('Five servers side by side')
    const people = running.entries.map(({ participant }) => participant)
    expect(people).toEqual(['strict', 'nginx', 'apache', 'node', 'express'])
    expect(await Promise.all(people.map(name => status(running, 'FROBNICATE', '/widgets', name)))).toEqual([501, 405, 501, 400, 400])
  })

  it('with what goes wrong: no status, or one that something is wrong with', async () => {
    const running = await beginStarter('What goes wrong on the wire')
    expect(await Promise.all(['/cut', '/reset', '/garbled', '/hints'].map(target => status(running, 'GET', target)))).toEqual([200, 'reset', 'client-closed', 200])
  })
})

it('a bench has the title that it is given, and is gone with its capture when it is removed', async () => {
  const running = await bench.beginBench(setup(['GET']))
  const other = await bench.beginBench({ kind: 'server', url: 'http://localhost:1' })
  expect([await bench.renameBench(running.attempt.id, 'Other'), await bench.renameBench(other.attempt.id, 'Of mine'), await bench.renameBench('nobody', 'x')]).toEqual([true, true, false])
  expect([bench.benches().map(({ title }) => title), other.view().bench, other.view().lab.title]).toEqual([['Of mine', 'Other'], { kind: 'server', url: 'http://localhost:1', title: 'Of mine' }, 'Of mine'])
  await status(other, 'GET')
  await bench.removeBench(other.attempt.id)
  expect([bench.benches().map(({ title }) => title), bench.running(other.attempt.id), store.attempt(other.attempt.id), store.exchanges(other.attempt.id, 0, 9)]).toEqual([['Other'], undefined, undefined, []])
  await bench.removeBench('nobody')
  const lab = store.beginAttempt({ lab: 'a-lab', packVersion: '1.0.0', step: 'one', startedWallMs: 0 })
  await bench.removeBench(lab.id)
  expect(store.attempt(lab.id)).toBeDefined()
})

it('a server of one’s own is asked where it listens, by the name that was given; nothing there is an exchange too', async () => {
  const server = createServer((request, response) => response.end(request.headers.host)).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const running = await bench.beginBench({ kind: 'server', url: `http://localhost:${port}/deep` })
  expect(await status(running, 'GET')).toBe(200)
  const [exchange] = running.exchanges()
  expect([exchange?.hop, exchange?.side, atob(exchange?.responseBytes ?? '')]).toEqual(['client-server', 'client', expect.stringContaining(`localhost:${port}`)])
  expect(running.entries).toMatchObject([{ participant: 'server', url: `http://localhost:${port}` }])
  await new Promise(resolve => server.close(resolve))
  await running.send({ kind: 'structured', method: 'GET', target: '/', fields: [], content: '', connection: 'own' })
  expect(running.exchanges().at(-1)?.ending).toBe('refused')
  await expect(bench.beginBench({ kind: 'server', url: 'http://10.0.0.1/' })).rejects.toThrow('10.0.0.1 is not this machine')
  // The contract lets an empty address in, so that it is refused in words too.
  await expect(bench.beginBench(BenchSetup.parse({ kind: 'server', url: '' }))).rejects.toThrow('"" is not a URL; write http://127.0.0.1:PORT')
  expect(bench.benches()).toHaveLength(1)
})

it('what a server of one’s own was told and told becomes a part of a lab without its secrets, and that is said', async () => {
  const server = createServer((_, response) => response.setHeader('Set-Cookie', 'sid=of-the-server').setHeader('Content-Type', 'application/json').end('{"access_token":"of-the-content","id":1}')).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const running = await bench.beginBench({ kind: 'server', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  const { exchanges: chosen } = await running.send({ kind: 'structured', method: 'GET', target: '/a?b=c', fields: [{ name: 'Authorization', value: 'Bearer of-the-client' }, { name: 'X-Plain', value: 'stays' }], content: '', connection: 'own' })
  const [solution, resource] = [savedAs(running, 'solution', chosen), savedAs(running, 'resource', chosen)]
  expect(solution.text).toMatch(/GET \/a\?b=c HTTP\/1\.1\n +Authorization: Bearer [A-Z-]+\n +X-Plain: stays/)
  expect(resource.text).toMatch(/Set-Cookie: sid=[A-Z]+[\s\S]*"id":1/)
  expect(`${solution.text}${resource.text}`).not.toContain('of-the-')
  expect([solution, resource].map(({ left }) => left.map(each => sayInEnglish(each)))).toEqual([solution, resource].map(() => [expect.stringMatching(/^Credentials, cookies, tokens and passwords are replaced by as many letters, in \d places\./)]))
  await new Promise(resolve => server.close(resolve))
  const mine = await bench.beginBench(setup(['GET']))
  const { exchanges } = await mine.send({ kind: 'structured', method: 'GET', target: '/a', fields: [{ name: 'Authorization', value: 'Bearer of-the-lab' }], content: '' })
  expect(savedAs(mine, 'solution', exchanges)).toMatchObject({ text: expect.stringContaining('Bearer of-the-lab'), left: [] })
})

describe('the connection to a server of one’s own', () => {
  /** What the server says to each target; every answer but the first leaves no way to go on. */
  const ANSWERS: Readonly<Record<string, string>> = {
    '/kept': 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx', '/close': 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx', '/old': 'HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx',
    '/more': 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxyz', '/switch': 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: a\r\nConnection: upgrade\r\n\r\n',
  }
  let server: Server
  let sockets: Socket[]
  let running: RunningAttempt
  const send = async (target: string, more: Partial<StructuredDraft> = {}) => {
    const { exchanges: [id] } = await running.send({ kind: 'structured', method: 'GET', target, fields: [], content: '', ...more })
    return running.exchanges().find(one => one.id === id)
  }
  const nths = async (...targets: readonly string[]) => {
    const seen = []
    for (const target of targets) seen.push((await send(target))?.connection.nth)
    return seen
  }

  beforeEach(async () => {
    sockets = []
    // It never closes by itself, so that whether one goes on is the client's choice alone.
    server = createTcpServer(socket => {
      sockets.push(socket)
      socket.on('error', () => undefined).on('data', (chunk: Buffer) => socket.write(ANSWERS[chunk.toString('latin1').split(' ')[1] ?? ''] ?? ''))
    }).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    running = await bench.beginBench({ kind: 'server', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  })
  afterEach(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  })

  it('is kept for the next request, and the capture shows it', async () => {
    expect(await nths('/kept', '/kept', '/kept')).toEqual([1, 2, 3])
    expect([sockets.length, new Set(running.exchanges().map(({ connection }) => connection.id)).size]).toEqual([1, 1])
    expect(running.exchanges().map(({ ending, timing }) => [ending, timing.connectMs === undefined])).toEqual([['kept-open', false], ['kept-open', true], ['kept-open', true]])
  })

  it('is one of its own where that is chosen, and says so; the kept one stays', async () => {
    await send('/kept')
    const alone = await send('/kept', { connection: 'own' })
    expect([alone?.connection.nth, alone?.ending, alone?.request?.fields.at(-1)?.value]).toEqual([1, 'client-closed', 'close'])
    expect([(await send('/kept'))?.connection.nth, sockets.length]).toEqual([2, 2])
  })

  it.each(['/close', '/old', '/more', '/switch'])('is not used again after an answer such as that of %s', async target => {
    expect(await nths('/kept', target, '/kept')).toEqual([1, 2, 1])
  })

  it('is not used again after a request that says close, that is not whole, or that is raw', async () => {
    for (const draft of [{ fields: [{ name: 'Connection', value: 'x, Close' }] }, { fields: [{ name: 'Content-Length', value: '9' }], content: 'x' }]) {
      await send('/kept', draft)
      expect((await send('/kept'))?.connection.nth).toBe(1)
      await send('/close')
    }
    await running.send({ kind: 'raw', bytes: btoa('GET /kept HTTP/1.1\r\nHost: a\r\n\r\n') })
    expect((await send('/kept'))?.connection.nth).toBe(1)
  })

  it('is another one when the server has closed it', async () => {
    await send('/kept')
    for (const socket of sockets) socket.end()
    await expect.poll(async () => (await send('/kept'))?.connection.nth).toBe(1)
    expect(sockets.length).toBe(2)
  })
})

it('a capture from a file is all there, and nothing can be sent', async () => {
  const records = [3, 5].map(seq => recordNo(seq))
  const read = readCapture(writeCaptureFile('x', records), 'x.json')
  const running = await bench.beginBench({ kind: 'capture', title: 'x.json' }, segmentsOf('records' in read ? read.records : []))
  expect(running.view().exchanges.map(({ seq, trace }) => [seq, trace])).toEqual(records.map(({ trace }, at) => [at + 1, trace]))
  expect(await running.send({ kind: 'structured', method: 'GET', target: '/', fields: [], content: '' })).toMatchObject({ exchanges: [], failure: { id: 'failure.nothing-runs' } })
})

describe('a file that comes in parts', () => {
  const part = (text: string, at: number, octets: number, name = 'a') => ({ name, octets, at, bytes: btoa(text) })

  it('is whole with its last part', () => {
    const incoming = new Incoming()
    expect([incoming.take(part('ab', 0, 5)), incoming.take(part('cde', 2, 5))]).toEqual([undefined, { name: 'a', bytes: new TextEncoder().encode('abcde'), text: 'abcde' }])
    expect(incoming.take(part('x', 0, 1))).toEqual({ name: 'a', bytes: new TextEncoder().encode('x'), text: 'x' })
  })

  it('is refused where a part does not follow', () => {
    const wrong: ReturnType<typeof part>[][] = [[part('b', 1, 3)], [part('a', 0, 3), part('b', 2, 3)], [part('abcd', 0, 3)], [part('a', 0, 3), part('b', 1, 3, 'other')], [part('a', 0, 3), part('b', 1, 4)], [part('a', 0, 3), part('', 1, 3)]]
    for (const parts of wrong) {
      const incoming = new Incoming()
      expect(() => { for (const one of parts) incoming.take(one) }).toThrow('do not follow')
    }
  })
})
