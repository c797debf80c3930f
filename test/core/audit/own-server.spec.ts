import { describe, expect, it } from 'vitest'
import { readOwnServer } from '../../../electron/core/audit/own-server.ts'

describe('your own server', () => {
  it.each([
    ['http://127.0.0.1:8080', ['127.0.0.1'], 8080, '127.0.0.1:8080', '/'],
    ['http://127.3.2.1/a?b=c#d', ['127.3.2.1'], 80, '127.3.2.1', '/a?b=c'],
    ['localhost:3000/x', ['127.0.0.1', '::1'], 3000, 'localhost:3000', '/x'],
    ['http://[::1]:81/', ['::1'], 81, '[::1]:81', '/'],
    ['http://LOCALHOST:1', ['127.0.0.1', '::1'], 1, 'localhost:1', '/'],
    // A port alone: nothing else could be meant.
    ['8080', ['127.0.0.1'], 8080, '127.0.0.1:8080', '/'], [':81', ['127.0.0.1'], 81, '127.0.0.1:81', '/'],
    // What the URL parser reads as 127.0.0.1 is 127.0.0.1.
    ['http://2130706433:1', ['127.0.0.1'], 1, '127.0.0.1:1', '/'],
  ])('%s is on this machine', (url, addresses, port, authority, target) => {
    expect(readOwnServer(url)).toEqual({ server: { addresses, port, authority, target } })
  })

  it.each([
    ['http://example.org/', /^example\.org is not this machine; only 127\.0\.0\.0\/8, \[::1\] and localhost are looked at$/],
    ['http://127.0.0.1.example.org/', /is not this machine/], ['http://localhost.example.org/', /is not this machine/], ['http://127.0.0.1@example.org/', /a name or password/],
    ['http://0.0.0.0:80/', /is not this machine/], ['http://192.168.0.1/', /is not this machine/], ['http://[::ffff:10.0.0.1]/', /is not this machine/], ['http://[::2]/', /is not this machine/],
    ['http://1270.0.0.1/', /is not this machine|is not a URL/], ['http://128.0.0.1/', /is not this machine/], ['http://a.localhost/', /is not this machine/],
    ['https://127.0.0.1/', /only http/], ['file:///etc/passwd', /only http/], ['http://', /is not a URL/], ['', /is not a URL; write http:/], ['99999', /is not a URL/], ['http://u:p@127.0.0.1/', /a name or password/],
  ])('%s is refused in words', (url, says) => {
    const read = readOwnServer(url)
    expect('refusal' in read && read.refusal).toMatch(says)
  })
})
