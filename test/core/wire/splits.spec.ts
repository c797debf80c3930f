// TCP has no messages: the same bytes in any packets give the same requests, the same refusal, the same answers.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SeenExchange } from '../../../electron/core/recorder/seen-exchange.ts'
import { answersTo, surroundings } from '../../support/in-memory.ts'
import { readAll } from '../../support/read-all.ts'
import { TAKEN } from './lenience.ts'
import { message } from './messages.ts'
import { REFUSED } from './strictness.ts'

/** Small, so that messages of a few dozen octets meet them. */
const limits = fc.record({ method: fc.integer({ min: 3, max: 12 }), requestLine: fc.integer({ min: 10, max: 60 }), fieldSection: fc.integer({ min: 20, max: 120 }), content: fc.integer({ min: 0, max: 20 }) })
const usual = fc.constant({})
const refused = fc.constantFrom(...Object.values(REFUSED).flat().map(([, bytes]) => bytes))
const one = fc.oneof(message, refused, fc.constantFrom(...TAKEN.map(([, bytes]) => bytes)), fc.constantFrom('\r\n', '\r', '\n', ' '))
const NOISE = ['\r', '\n', '\r\n', '\0', ':', ';', ' ', '0\r\n', 'Content-Length: 4\r\n', '\xa0']
const noisy = fc.tuple(fc.array(one, { minLength: 1, maxLength: 3 }), fc.array(fc.tuple(fc.nat(1_000), fc.constantFrom(...NOISE)), { maxLength: 2 }))
  .map(([parts, noise]) => noise.reduce((text, [at, piece]) => text.slice(0, at % (text.length + 1)) + piece + text.slice(at % (text.length + 1)), parts.join('')))

/** The bytes in packets: cut at the places, which are taken round. */
function cut(bytes: string, places: readonly number[]): string[] {
  const at = [0, ...places.map(place => place % (bytes.length + 1)).toSorted((one, other) => one - other), bytes.length]
  return at.slice(1).map((end, nth) => bytes.slice(at[nth], end)).filter(piece => piece !== '')
}

const places = fc.array(fc.nat(20_000), { maxLength: 12 })

describe('any split of the same bytes', () => {
  it('gives the reader the same requests and the same refusal, whatever its limits', () => {
    let refusals = 0
    fc.assert(fc.property(noisy, places, fc.oneof(usual, limits), (bytes, at, bounds) => {
      const { requests, fault, position, midMessage } = readAll([bytes], bounds)
      const split = readAll(cut(bytes, at), bounds)
      expect([split.requests, split.fault], JSON.stringify([bytes, at, bounds])).toEqual([requests, fault])
      if (!fault) expect([split.position, split.midMessage]).toEqual([position, midMessage])
      else refusals += 1
    }), { numRuns: 20_000, seed: 501 })
    expect(refusals).toBeGreaterThan(5_000)
  }, 120_000)

  it('octet by octet too', () => {
    fc.assert(fc.property(noisy.filter(bytes => bytes.length < 2_000), fc.oneof(usual, limits), (bytes, bounds) => {
      expect(readAll([...bytes], bounds)).toMatchObject({ requests: readAll([bytes], bounds).requests, ...(readAll([bytes], bounds).fault && { fault: readAll([bytes], bounds).fault }) })
    }), { numRuns: 3_000, seed: 501 })
  }, 120_000)

  it('gives a client the same answers, and the capture the same exchanges', async () => {
    const answers = async (pieces: readonly string[]) => {
      const seen: SeenExchange[] = []
      const { text, closed } = await answersTo(pieces.map(piece => Buffer.from(piece, 'latin1')), surroundings(exchange => seen.push(exchange)))
      // A refusal takes along what has arrived by then; where a message was whole, its bytes are the same.
      return { text, closed, seen: seen.map(({ nth, ending, request, response, ruling }) => ({ nth, ending, response: response.toString('latin1'), ruling, ...(ending === 'kept-open' && { request: request.toString('latin1') }) })) }
    }
    await fc.assert(fc.asyncProperty(noisy, places, async (bytes, at) => {
      expect(await answers(cut(bytes, at)), JSON.stringify([bytes, at])).toEqual(await answers([bytes]))
    }), { numRuns: 1_500, seed: 501 })
  }, 120_000)
})
