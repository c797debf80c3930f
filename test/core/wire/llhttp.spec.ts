// Differential test against Node's own parser (llhttp) on methods that both know: where both take a request they read the same;
// where they differ, the difference has a name and a section below, and no other difference is let through.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { message } from './messages.ts'
import { llhttp, ours } from './peers/readers.ts'

const nodeReads = async (bytes: string) => (await llhttp(bytes))[0] ?? 'refused'
const weRead = (bytes: string) => ours(bytes).requests[0] ?? 'refused'

/** Where we are stricter than llhttp as Node configures it, each by its own name and reason. */
const STRICTER: readonly { readonly name: string; readonly applies: (bytes: string) => boolean }[] = [
  { name: 'Host missing, doubled or malformed is 400 (RFC 9112 §3.2); Node was told not to look', applies: bytes => (bytes.match(/^host:/gim) ?? []).length !== 1 || !/^host:[\t ]*[\w.:[\]-]*[\t ]*\r$/im.test(bytes) },
  { name: 'an unknown coding before chunked is 501 (RFC 9112 §6.1); llhttp decodes chunked and passes it on', applies: bytes => /^transfer-encoding:.*\w+.*,\s*chunked/im.test(bytes) },
  { name: 'Transfer-Encoding in HTTP/1.0 is faulty framing (RFC 9112 §6.1)', applies: bytes => / HTTP\/1\.0\r\n/.test(bytes) && /^transfer-encoding:/im.test(bytes) },
  { name: 'a fragment is not part of a request target (RFC 9112 §3.2)', applies: bytes => /^\S+ \S*#/.test(bytes) },
  { name: 'the target has one of four forms (RFC 9112 §3.2)', applies: bytes => !/^\S+ (?:\/|https?:\/\/\w)/.test(bytes) },
  { name: 'a version other than 1.x is 505 (RFC 9110 §15.6.6)', applies: bytes => !/ HTTP\/1\.\d\r\n/.test(bytes) },
]

/** Where we take what llhttp refuses, because the specification says so. */
const WIDER: readonly { readonly name: string; readonly applies: (bytes: string) => boolean }[] = [
  { name: 'a higher minor version is processed as 1.1 (RFC 9110 §2.5)', applies: bytes => / HTTP\/1\.[2-9]\r\n/.test(bytes) },
]

describe('against llhttp, on methods that both know', () => {
  it('what both take they read alike, we take nothing that it refuses, and what only we refuse has a name', async () => {
    const needed = new Set<string>()
    const counts = { alike: 0, bothRefuse: 0, stricter: 0 }
    await fc.assert(fc.asyncProperty(message, async bytes => {
      const [ours, nodes] = [weRead(bytes), await nodeReads(bytes)]
      if (ours === 'refused' && nodes === 'refused') counts.bothRefuse += 1
      else if (ours === 'refused') {
        const names = STRICTER.filter(({ applies }) => applies(bytes)).map(({ name }) => name)
        expect(names, JSON.stringify(bytes)).not.toEqual([])
        if (names.length === 1 && names[0]) needed.add(names[0])
        counts.stricter += 1
      } else if (nodes === 'refused') {
        expect(WIDER.filter(({ applies }) => applies(bytes)).map(({ name }) => name), JSON.stringify(bytes)).not.toEqual([])
      } else {
        expect(nodes, JSON.stringify(bytes)).toEqual(ours)
        counts.alike += 1
      }
    }), { numRuns: 6_000, seed: 501 })
    expect(STRICTER.map(({ name }) => name).filter(name => !needed.has(name)), 'differences that are listed and do not occur').toEqual([])
    expect(counts.alike).toBeGreaterThan(800)
    expect(counts.bothRefuse).toBeGreaterThan(800)
  }, 120_000)

  it('and a method that only we know is what this app is about: llhttp refuses it, we read it', async () => {
    const bytes = 'FROBNICATE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'
    expect([await nodeReads(bytes), weRead(bytes)]).toEqual(['refused', { method: 'FROBNICATE', target: '/', fields: [['Host', '127.0.0.1']], content: '' }])
  })
})
