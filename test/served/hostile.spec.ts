import { connect as dial } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRate } from '../../electron/model/rate.ts'
import { isHello } from '../../electron/served/token.ts'
import { SECRET, dialBridge, fakeCore, get, hello, pageOn, parts, raw, startTestServed, tokenOf } from './support.ts'

let served: Awaited<ReturnType<typeof startTestServed>>
beforeAll(async () => { served = await startTestServed({ limits: { helloMs: 300, headMs: 500 } }) })
afterAll(() => served.stop())

const ask = async (text: string) => parts(await raw(served.port, text))
const request = (method: string, target: string, fields: readonly string[] = [`Host: 127.0.0.1:${served.port}`]) =>
  `${[`${method} ${target} HTTP/1.1`, ...fields, 'Connection: close'].join('\r\n')}\r\n\r\n`

describe('a request from the wrong place', () => {
  it.each(['evil.example', 'evil.example:4500', 'localhost', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example:4500', '127.0.0.1.:4500', '0.0.0.0:4500', 'user@127.0.0.1', ''])(
    'is misdirected when its Host is "%s"', async host => {
      expect((await ask(get(served.port, '/', host.replace('4500', String(served.port))))).status).toBe(421)
    })

  it('is not understood with two Host fields, or none', async () => {
    const mine = `Host: 127.0.0.1:${served.port}`
    expect((await ask(request('GET', '/', [mine, 'Host: evil.example']))).status).toBe(400)
    expect((await ask(request('GET', '/', []))).status).toBe(400)
  })

  it('is judged by the authority of an absolute target, not by its Host (RFC 9112 §3.2.2)', async () => {
    expect((await ask(request('GET', 'http://evil.example/'))).status).toBe(421)
    expect((await ask(request('GET', `http://LOCALHOST:${served.port}`))).status).toBe(200)
  })
})

describe('a path out of the page', () => {
  it.each([
    '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%2e%2e%2fsecret.txt', '/%252e%252e/secret.txt', '/..\\secret.txt', '/..%5csecret.txt',
    '/assets/../../secret.txt', '/assets/./../index.html', '//secret.txt', '/./index.html', '/%c0%ae%c0%ae/secret.txt', '/..;/secret.txt', '/index.html%00.txt',
    '/index.html/', '/assets/link.txt', '/out/secret.txt', '/.hidden.txt', '/%2ehidden.txt', '/C:/secret.txt', '/index.html::$DATA', '/assets', '/INDEX', '/~/x.txt',
    `/${'a/'.repeat(50)}x.txt`, `/${'a'.repeat(5_000)}.txt`, '/index%2ehtml', '/constructor', '/x.constructor', '/%', '/file:///etc/passwd',
  ])('finds nothing at %s', async path => {
    const { status, content } = await ask(get(served.port, path))
    expect({ status, leaks: content.includes(SECRET) }).toEqual({ status: 404, leaks: false })
  })

  it('is refused with a NUL in it', async () => {
    expect((await ask(get(served.port, '/index.html\0.txt'))).status).toBe(400)
  })
})

describe('a method', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])('%s is known and not taken: 405 with a true Allow', async method => {
    const { status, fields } = await ask(request(method, '/'))
    expect({ status, allow: fields.get('allow') }).toEqual({ status: 405, allow: 'GET, HEAD' })
  })

  it.each(['PROPFIND', 'QUERY', 'CONNECT', 'PURGE'])('%s is implemented nowhere here: 501', async method => {
    expect((await ask(request(method, method === 'CONNECT' ? 'evil.example:443' : '/'))).status).toBe(501)
  })

  it('is not asked for where there is no resource', async () => {
    expect((await ask(request('POST', '/nowhere.txt'))).status).toBe(404)
  })

  it('with content is answered without waiting for it', async () => {
    const { status, fields } = await ask(`POST / HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nContent-Length: 1000000\r\n\r\nx`)
    expect({ status, connection: fields.get('connection') }).toEqual({ status: 405, connection: 'close' })
  })

  it('with an Upgrade that we do not know is answered as if it had none (RFC 9110 §7.8)', async () => {
    const h2c = [`Host: 127.0.0.1:${served.port}`, 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABk']
    const upgrade = (method: string) => request(method, '/', h2c).replace('Connection: close', 'Connection: Upgrade, HTTP2-Settings')
    expect([(await ask(upgrade('GET'))).status, (await ask(upgrade('POST'))).status, (await ask(upgrade('GET').replace('127.0.0.1', 'evil.example'))).status]).toEqual([200, 405, 421])
  })

  it('GET alone does not open the bridge', async () => {
    const { status, fields } = await ask(request('GET', '/bridge'))
    expect({ status, upgrade: fields.get('upgrade') }).toEqual({ status: 426, upgrade: 'websocket' })
  })
})

describe('a slow or greedy client', () => {
  it('is cut off when its head takes too long', async () => {
    const socket = dial(served.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: '))
    const [answer] = await once(socket, 'data') as [Buffer]
    expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 408 /)
    await once(socket, 'close')
  })

  it('is told when its head is too large', async () => {
    expect((await ask(request('GET', '/', [`Host: 127.0.0.1:${served.port}`, `X: ${'x'.repeat(20_000)}`]))).status).toBe(431)
  })

  it('runs out of requests', () => {
    let now = 0
    const rate = openRate(2, 10, () => now)
    expect([rate.take(), rate.take(), rate.take()]).toEqual([true, true, false])
    now = 100
    expect([rate.take(), rate.take()]).toEqual([true, false])
  })
})

describe('the bridge', () => {
  it.each(['http://evil.example', 'null', '', 'https://127.0.0.1:PORT', 'http://127.0.0.1', 'http://127.0.0.1:PORT/', 'http://127.0.0.1:PORT.evil.example', 'http://LOCALHOST:PORT', 'app://lab501'])(
    'is forbidden to a page from "%s"', async origin => {
      expect(await dialBridge(served.port, { origin: origin.replace('PORT', String(served.port)) }).closed).toBe(403)
    })

  it('is misdirected under another name, and nowhere else', async () => {
    expect(await dialBridge(served.port, { host: 'evil.example' }).closed).toBe(421)
    expect(await dialBridge(served.port, { path: '/' }).closed).toBe(404)
    expect(await dialBridge(served.port, { path: '/bridge/x' }).closed).toBe(404)
  })

  it('turns away a wrong token, a call before the token, a token in bytes, and silence', async () => {
    const before = fakeCore.served.length
    const call = JSON.stringify({ kind: 'call', id: 1, name: 'labs.list', input: {} })
    const first = async (frame: string | Buffer | undefined) => {
      const { socket, opened, closed } = dialBridge(served.port)
      await opened
      if (frame !== undefined) socket.send(frame)
      socket.send(call, () => undefined)
      return await closed
    }
    const good = hello(tokenOf(served.url))
    const codes = await Promise.all([hello('x'), hello(''), `${good} `.replace('hello', 'hallo'), '[]', 'null', '{', Buffer.from(good), undefined].map(first))
    expect(codes).toEqual(codes.map(() => 4401))
    const silent = dialBridge(served.port)
    expect(await silent.closed).toBe(4401)
    expect(fakeCore.served.length).toBe(before)
  })

  it('compares the whole token', () => {
    const token = tokenOf(served.url)
    expect([token, token.slice(0, -1), `${token}x`, token.toLowerCase()].map(one => isHello(hello(one), token))).toEqual([true, false, false, false])
    expect(isHello(JSON.stringify({ kind: 'hello', token: [token] }), token)).toBe(false)
  })

  it('closes on a frame that is too large, on bytes, and on a frame that is none', async () => {
    const after = async (frame: string | Buffer) => {
      const dialled = dialBridge(served.port)
      const caller = await pageOn(served, dialled)
      await caller.call('captures.export', { attempt: 'a' })
      dialled.socket.send(frame)
      return await dialled.closed
    }
    expect(await after('x'.repeat(2 * 2 ** 20 + 1))).toBe(1009)
    expect(await after(Buffer.from('{}'))).toBe(1003)
    expect(await after('not a frame')).toBe(1005)
  })

  it('has a limited number of places', async () => {
    const crowded = await startTestServed()
    const all = Array.from({ length: 20 }, () => dialBridge(crowded.port))
    const opened = await Promise.all(all.map(one => one.opened))
    expect(opened.filter(Boolean)).toHaveLength(16)
    await crowded.stop()
  })
})
