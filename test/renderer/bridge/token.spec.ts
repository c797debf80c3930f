import { describe, expect, it } from 'vitest'
import { takeToken } from '../../../renderer/bridge/token.ts'

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
})
