// Every recording that comes with a lab is what its script gives, today as on the day on which it was made.
import { expect, it } from 'vitest'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { recordedIn } from '../../electron/core/captures/recorded.ts'
import { readExchange } from '../../electron/core/recorder/read-exchange.ts'
import { finalResponse, type ExchangeRecord } from '../../electron/model/exchange.ts'
import { LABS, record, recordingsOfLabs } from './record.ts'

const { labs } = loadPacks([LABS])

/** What can't differ from one day to another: ports, times and counters do. Sorted, for what happens at once has no order. */
function gistOf(records: readonly ExchangeRecord[]): string[] {
  return records.map(one => {
    const { request, responses, hop, side, ending } = readExchange(one)
    const final = finalResponse({ responses })
    const fields = final?.fields.filter(({ name }) => !/^(via|keep-alive|traceparent)$/i.test(name)).map(({ name, value }) => `${name}: ${value}`)
    return [hop, side, ending, request?.method, request?.target, final?.status, ...fields ?? []].join(' | ')
  }).sort()
}

it('every lab with a recording has a script for it, and the other way about', () => {
  expect(recordingsOfLabs().map(({ id }) => id)).toEqual(labs.filter(({ recording }) => recording !== undefined).map(({ id }) => id))
})

it.each(recordingsOfLabs())('$id: recorded again, it is the same', async one => {
  const kept = labs.find(({ id }) => id === one.id)
  if (!kept) throw new Error(`the lab ${one.id} does not load`)
  expect(gistOf((await record(one)).records)).toEqual(gistOf(recordedIn(kept)))
})
