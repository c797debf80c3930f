import { expect, it } from 'vitest'
import type { ScenarioEvent } from '../../../electron/model/control.ts'
import { captureLines } from '../../../renderer/components/exchange/capture-lines.ts'
import { capture } from '../../support/transcript.ts'

const rows = capture('> GET /a HTTP/1.1\n\n> GET /b HTTP/1.1\n\n> GET /c HTTP/1.1')
const event = (nth: number, afterSeq: number): ScenarioEvent => ({ nth, afterSeq, atWallMs: 0, control: { kind: 'purge', participant: 'edge' } })
const told = (events: ScenarioEvent[], shown = rows) => {
  const lines = captureLines(shown, events)
  for (const nth of shown.keys()) expect(lines.at(lines.lineOf(nth))).toMatchObject({ row: nth })
  expect([lines.at(-1), lines.at(lines.length)]).toEqual([undefined, undefined])
  return Array.from({ length: lines.length }, (_, at) => lines.at(at)).map(line => (line?.exchange ? `${line.row} ${line.exchange.id}` : `event ${line?.event.nth}`))
}

it('what was done to the topology stands between the exchanges before and after it', () => {
  expect(told([event(1, 0), event(2, 1), event(3, 1), event(4, 3)])).toEqual(['event 1', '0 x1', 'event 2', 'event 3', '1 x2', '2 x3', 'event 4'])
})

it('there may be nothing but events, or nothing but exchanges', () => {
  expect([told([event(1, 0)], []), told([])]).toEqual([['event 1'], ['0 x1', '1 x2', '2 x3']])
})
