import { describe, expect, it } from 'vitest'
import { takeLateToken, takeToken } from '../../../renderer/bridge/token.ts'

function places(hash: string) {
  const stored = new Map<string, string>()
  const shown: string[] = []
  return {
    stored, shown, location: { hash, pathname: '/', search: '' },
    history: { replaceState: (_: unknown, __: string, url?: string | URL | null) => void shown.push(String(url)) },
    storage: { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value) },
  }
}

describe('the access token', () => {
  it('is taken out of the fragment and kept for this tab', () => {
    const { shown, ...rest } = places('#token=abc-_1')
    expect([takeToken(rest), shown]).toEqual(['abc-_1', ['/']])
    expect(takeToken({ ...rest, location: { ...rest.location, hash: '#/lab/x' } })).toBe('abc-_1')
  })

  it('is empty where nobody gave one, and an address stays in place', () => {
    const { shown, ...rest } = places('#/lab/x')
    expect([takeToken(rest), shown]).toEqual(['', []])
  })

  it('of a link that is opened where the page is open already is taken, and the address is that from before', () => {
    const { shown, stored, ...rest } = places('#/lab/x')
    const oldURL = 'http://127.0.0.1:4500/#/lab/x'
    expect([takeLateToken({ oldURL, newURL: 'http://127.0.0.1:4500/#token=new' }, rest), takeToken(rest), shown]).toEqual([true, 'new', [oldURL]])
    stored.clear()
    expect([takeLateToken({ oldURL, newURL: 'http://127.0.0.1:4500/#/home' }, rest), takeToken(rest), shown]).toEqual([false, '', [oldURL]])
  })
})
