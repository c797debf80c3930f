import { expect, test } from 'vitest'
import { tellingPair } from '../../../renderer/components/lab/telling-pair.ts'
import { verdict } from '../../support/scripted-core.ts'
import { capture } from '../../support/transcript.ts'

const exchanges = capture(`
  > PUT /a HTTP/1.1
  < HTTP/1.1 405 X

  > PATCH /a HTTP/1.1
  < HTTP/1.1 501 X

  > BREW /a HTTP/1.1
  < HTTP/1.1 501 X
`)
const byId = new Map(exchanges.map(exchange => [exchange.id, exchange]))
const resting = (...ids: string[]) => verdict(ids.join(), { outcome: 'met', evidence: ids.map(id => ({ exchange: id, side: 'response', range: { start: 9, end: 12 } })) })
const pairOf = (...verdicts: ReturnType<typeof resting>[]) => tellingPair(verdicts, byId).map(({ id }) => id)

test('two answers that differ tell more than two that are the same, wherever they stand', () => {
  expect(pairOf(resting('x1', 'x2'), resting('x2', 'x3'))).toEqual(['x1', 'x2'])
  expect(pairOf(resting('x2', 'x3'), resting('x1', 'x2', 'x3'))).toEqual(['x2', 'x3'])
})

test('the last of several pairs is told; where nothing rests on two, none is', () => {
  expect(pairOf(resting('x1', 'x2'), resting('x1', 'x3'))).toEqual(['x1', 'x3'])
  expect(pairOf(resting('x1'), resting('x1', 'x2', 'x3'), resting('x1', 'gone'))).toEqual([])
})

test('where nothing rests on two requests, two verdicts whose answers differ tell it; two hops of one request are one', () => {
  expect(pairOf(resting('x1'), resting('x2'), resting('x3'))).toEqual(['x1', 'x2'])
  const hops = new Map([...byId].map(([id, one]) => [id, id === 'x3' ? one : { ...one, trace: 'same' }]))
  expect(tellingPair([resting('x1', 'x2')], hops)).toEqual([])
  expect(tellingPair([resting('x1', 'x2'), resting('x3')], hops).map(({ id }) => id)).toEqual(['x1', 'x3'])
})
