import { createServer } from 'node:net'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServed, troubleWithPort } from '../../electron/served/serve.ts'
import { dialBridge, fakeCore, get, makePage, pageOn, parts, raw, startTestServed, tokenOf } from './support.ts'

const hasIpv6 = Object.values(networkInterfaces()).flat().some(one => one?.address === '::1')
let served: Awaited<ReturnType<typeof startTestServed>>
beforeAll(async () => { served = await startTestServed() })
afterAll(() => served.stop())

describe('the browser host', () => {
  it('has an address with 32 random bytes in its fragment', () => {
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[A-Za-z0-9_-]{43}$/)
    expect(Buffer.from(tokenOf(served.url), 'base64url')).toHaveLength(32)
  })

  it('hands out the page, never from a cache, with all that keeps it in its place', async () => {
    const { status, fields, content } = parts(await raw(served.port, get(served.port, '/')))
    expect({ status, content }).toEqual({ status: 200, content: '<!doctype html><title>Lab 501</title>' })
    expect(fields.get('content-type')).toBe('text/html; charset=utf-8')
    expect(fields.get('cache-control')).toBe('no-store')
    expect(fields.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
      + `connect-src 'self' ws://127.0.0.1:${served.port}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`)
    expect(fields.get('x-content-type-options')).toBe('nosniff')
    expect(fields.get('referrer-policy')).toBe('no-referrer')
    expect(fields.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(fields.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(fields.get('permissions-policy')).toContain('camera=()')
    expect([...fields.keys()].filter(name => name.startsWith('access-control'))).toEqual([])
  })

  it('lets a hashed asset be kept for good', async () => {
    const { status, fields } = parts(await raw(served.port, get(served.port, '/assets/index-D3adB33f.js')))
    expect({ status, type: fields.get('content-type'), cache: fields.get('cache-control') })
      .toEqual({ status: 200, type: 'text/javascript; charset=utf-8', cache: 'public, max-age=31536000, immutable' })
  })

  it('answers HEAD with the fields of GET and no content', async () => {
    const { status, fields, content } = parts(await raw(served.port, get(served.port, '/').replace('GET', 'HEAD')))
    expect({ status, length: fields.get('content-length'), content }).toEqual({ status: 200, length: '37', content: '' })
  })

  it.runIf(hasIpv6)('answers on ::1 too, page and bridge', async () => {
    const host = `[::1]:${served.port}`
    expect(parts(await raw(served.port, get(served.port, '/', host), { host: '::1' })).status).toBe(200)
    const caller = await pageOn(served, dialBridge(served.port, { address: '::1', host, origin: `http://${host}` }))
    expect(await caller.call('captures.export', { attempt: 'six' })).toMatchObject({ name: 'a.json', text: 'six' })
    caller.close()
  })

  it('carries calls of the contract for a page that knows the token, several pages at once', async () => {
    const [alice, bob] = await Promise.all([pageOn(served), pageOn(served)])
    const answers = await Promise.all([alice.call('captures.export', { attempt: 'a' }), bob.call('captures.export', { attempt: 'b' })])
    expect(answers.map(({ text }) => text)).toEqual(['a', 'b'])
    alice.close()
    bob.close()
  })

  it('tells the core when a page goes away', async () => {
    const caller = await pageOn(served)
    await caller.call('captures.export', { attempt: 'a' })
    const gone = new Promise<void>(resolve => fakeCore.served.at(-1)?.onClose(resolve))
    caller.close()
    await gone
  })

  it('refuses a port that was asked for and is taken, and names it', async () => {
    const page = await makePage()
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const { port } = squatter.address() as { port: number }
    const trouble = `127.0.0.1:${port} is taken by another program. Close that program or choose another port with --port`
    await expect(startServed({ core: fakeCore, pageFolder: page.pageFolder, port, log: () => undefined })).rejects.toThrow(trouble)
    expect(await troubleWithPort(port)).toBe(trouble)
    squatter.close()
    await page.remove()
  })

  it.runIf(hasIpv6)('does not take half a port: taken on ::1 is taken, and 127.0.0.1 is given back', async () => {
    const page = await makePage()
    const squatter = createServer().listen(0, '::1')
    await once(squatter, 'listening')
    const { port } = squatter.address() as { port: number }
    await expect(startServed({ core: fakeCore, pageFolder: page.pageFolder, port, log: () => undefined })).rejects.toThrow(`[::1]:${port} is taken`)
    squatter.close()
    await once(squatter, 'close')
    expect(await troubleWithPort(port)).toBeUndefined()
    await page.remove()
  })

  it('takes a free port when the default one is taken', async () => {
    const first = await startTestServed({ port: undefined })
    const second = await startTestServed({ port: undefined })
    expect(second.port).not.toBe(first.port)
    expect(parts(await raw(second.port, get(second.port, '/'))).status).toBe(200)
    await Promise.all([first.stop(), second.stop()])
  })

  it('says what to do when the page is not built', async () => {
    await expect(startServed({ core: fakeCore, pageFolder: '/nowhere', port: 0, log: () => undefined })).rejects.toThrow('npm run build')
  })

  it('closes everything: pages hear of it, the port is free again', async () => {
    const one = await startTestServed()
    const caller = await pageOn(one)
    const heard = new Promise<void>(resolve => caller.onClose(resolve))
    await caller.call('captures.export', { attempt: 'a' })
    await one.stop()
    await heard
    expect(await troubleWithPort(one.port)).toBeUndefined()
  })
})
