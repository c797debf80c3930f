import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerPageRequest, declarePageScheme } from '../../electron/desktop/app-protocol.ts'
import { makePage, SECRET } from '../served/support.ts'

let page: Awaited<ReturnType<typeof makePage>>
beforeAll(async () => { page = await makePage() })
afterAll(() => page.remove())
const ask = (url: string, method = 'GET') => answerPageRequest(page.pageFolder)({ url, method })

describe('app://lab501/', () => {
  it('is a standard and secure scheme, with no way around the content policy', () => {
    const declared: unknown[] = []
    declarePageScheme({ registerSchemesAsPrivileged: schemes => declared.push(...schemes) })
    expect(declared).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
  })

  it('is the built page, with the fields that keep it in its place', async () => {
    const response = await ask('app://lab501/')
    expect([response.status, await response.text()]).toEqual([200, '<!doctype html><title>Lab 501</title>'])
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toContain("connect-src 'self'; base-uri 'none'")
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect((await ask('app://lab501/assets/index-D3adB33f.js?x#y')).headers.get('cache-control')).toContain('immutable')
    expect(await (await ask('app://lab501/', 'HEAD')).text()).toBe('')
  })

  it.each(['app://evil/', 'app://lab501.evil/', 'app://lab501:80/', 'https://lab501/', 'app://x@lab501/', 'app://lab501/../secret.txt', 'app://lab501/%2e%2e/secret.txt', 'app://lab501/..%2fsecret.txt', 'app://lab501//secret.txt',
    'app://lab501/assets/link.txt', 'app://lab501/out/secret.txt', 'app://lab501/.hidden.txt', 'app://lab501/index.html%00.txt', 'app:lab501'])('has nothing at %s', async url => {
    const response = await ask(url)
    expect([response.status, (await response.text()).includes(SECRET)]).toEqual([404, false])
  })

  it('is only read', async () => {
    const response = await ask('app://lab501/', 'POST')
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})
