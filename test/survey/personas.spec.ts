// Every persona against its measurement: each request of the survey, sent as the survey sends it, over real sockets.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '../../electron/model/bytes.ts'
import type { PersonaId } from '../../electron/model/persona.ts'
import { PERSONAS } from '../../electron/model/persona-list.ts'
import type { Survey } from '../../electron/model/survey.ts'
import { ask } from './ask.ts'
import { standIn } from './behind.ts'
import { readSurvey } from './dataset.ts'
import { LIST, listText, MEASURED, measuredText } from './derive.ts'
import { drift } from './drift.ts'

const survey = readSurvey()
/** Most of the time nothing happens: silence and settling are waited for side by side. */
const LANES = 24

describe('personas', () => {
  it('are what the dataset says now', () => {
    expect(readFileSync(LIST, 'utf8')).toBe(listText(survey))
    expect(readFileSync(MEASURED, 'utf8')).toBe(measuredText(survey))
    expect(Object.keys(PERSONAS)).toEqual(survey.servers.map(({ id }) => id))
  })

  // Five at a time: most of it is waiting.
  it.concurrent.for(survey.servers.map(({ id }) => id as PersonaId))('%s: status, Allow, connection and kind of content of every request', { timeout: 60_000 }, async (id, { expect }) => {
    expect(drift(survey, id, await measureStandIn(id))).toEqual([])
  })
})

async function measureStandIn(id: PersonaId): Promise<Survey['measurements']> {
  const waiting = survey.requests.filter(({ kinds }) => kinds?.includes(PERSONAS[id].kind) ?? true)
  const measurements: Survey['measurements'] = []
  const { port, stop } = await standIn(id)
  const lane = async () => {
    for (let request = waiting.shift(); request; request = waiting.shift()) {
      const { response, ending } = await ask(port, Buffer.from(fromBase64(request.bytes)))
      measurements.push({ server: id, request: request.id, ending, response: toBase64(response) })
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  stop()
  return measurements
}
