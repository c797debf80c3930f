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
  it.concurrent.for(survey.servers.map(({ id }) => id as PersonaId))('%s: status, Allow, connection and kind of content of every request, and the octets where they are its own', async (id, { expect }) => {
    const differences = async () => {
      const measurements = await measureStandIn(id)
      return [...drift(survey, id, measurements), ...saidOtherwise(measurements)]
    }
    const first = await differences()
    // A machine under load may be late once.
    const second = first.length > 0 ? new Set(await differences()) : new Set()
    expect(first.filter(line => second.has(line))).toEqual([])
  })
})

/** Written by what stands behind, or with a name or a target that each server escapes in its own way. */
const NOT_ITS_WORDS = /Hello, survey|handler: |backend: /
const ESCAPED = new Set(['method-token', 'target-space', 'target-octet', 'target-control'])

/** @returns the answers of the server's own that are not the measured ones, octet for octet. */
function saidOtherwise(measurements: Survey['measurements']): string[] {
  return measurements.flatMap(({ server, request, response }) => {
    const row = survey.measurements.find(one => one.server === server && one.request === request)
    const [was, is] = [row?.response ?? '', response].map(octets => withoutChance(Buffer.from(fromBase64(octets)).toString('latin1')))
    const isOwn = was !== undefined && !NOT_ITS_WORDS.test(was) && request !== 'head' && !ESCAPED.has(request) && was.length < 1_300
    return isOwn && was !== is ? [`${server} ${request}: was ${JSON.stringify(was)}; is ${JSON.stringify(is)}`] : []
  })
}

/** Takes away what differs from time to time: the clock, ids, the order of Allow, how a slash is written, invitations, and what came after the answer. */
function withoutChance(text: string): string {
  const final = text.replace(/^(HTTP\/1\.\d 100[^\r]*\r\n\r\n)+/, '').replace(/(?!^)HTTP\/1\.1 400 Bad Request\r\n(?!.*<)[^]*$/, '')
  return final.replaceAll(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g, 'DATE').replaceAll(/Request ID: \S+/g, 'ID').replaceAll('&#47;', '/').replace(/^content-length: \d+/mi, 'LENGTH').replace(/^X-Varnish: \d+/m, 'ID')
    .replace(/^(Allow: )(.*)/mi, (_, name: string, members: string) => name + members.split(', ').toSorted().join(', '))
}

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
