// The field survey that ships with the labs, read when somebody looks at it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromBase64 } from '../../model/bytes.ts'
import type { Exchange } from '../../model/exchange.ts'
import { fieldValues } from '../../model/message.ts'
import type { Survey, Measurement, SurveyRequest } from '../../model/survey.ts'
import type { SurveyAnswer, SurveyMark, SurveyView } from '../../model/survey-view.ts'
import { readExchange } from '../recorder/read-exchange.ts'

export class FieldSurvey {
  readonly #folders: readonly string[]
  #view: SurveyView | undefined

  /** @param folders of packs, one of which may have the survey beside them */
  constructor(folders: readonly string[]) {
    this.#folders = folders
  }

  /** @returns every answer at a glance; undefined where the survey does not ship. */
  view(): SurveyView | undefined {
    if (this.#view) return this.#view
    const survey = this.#read()
    if (!survey) return undefined
    const asked = new Map(survey.requests.map(request => [request.id, request]))
    const answers = Map.groupBy(survey.measurements, ({ server }) => server)
    this.#view = {
      requests: survey.requests.map(({ bytes: _, ...request }) => request),
      servers: survey.servers.map(server => ({ ...server, answers: Object.fromEntries((answers.get(server.id) ?? []).flatMap(measurement => {
        const request = asked.get(measurement.request)
        return request ? [[request.id, markOf(measurement, exchangeOf(request, measurement))] as const] : []
      })) })),
    }
    return this.#view
  }

  /** @returns one answer, whole; undefined when it was not measured. */
  answer(server: string, asked: string): SurveyAnswer | undefined {
    const survey = this.#read()
    const request = survey?.requests.find(({ id }) => id === asked)
    const measurement = survey?.measurements.find(one => one.server === server && one.request === asked)
    return request && measurement && { exchange: exchangeOf(request, measurement), masked: measurement.masked ?? false, varies: measurement.varies ?? false }
  }

  /** Not kept: it is some megabytes, and few look at it. It is ours, so that its form need not be doubted. */
  #read(): Survey | undefined {
    const file = this.#folders.map(folder => join(folder, 'field-survey/survey.json')).find(path => existsSync(path))
    return file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8')) as Survey
  }
}

function exchangeOf(request: SurveyRequest, { response, ending, server }: Measurement): Exchange {
  return readExchange({
    seq: 1, trace: 'survey', hop: `client-${server}`, side: 'client', source: 'raw', connection: { id: 'survey', clientPort: 0, serverPort: 0, nth: 1 },
    timing: { startedWallMs: 0 }, ending, request: fromBase64(request.bytes), response: fromBase64(response),
  })
}

function markOf({ ending, varies }: Measurement, { responses }: Exchange): SurveyMark {
  const final = responses.findLast(({ status }) => status === 0 || status >= 200)
  const allow = final && fieldValues(final, 'allow')
  return { ending, ...(final && { status: final.status }), ...(allow && allow.length > 0 && { allow: allow.join('').trim() === '' ? 'empty' : 'named' }), ...(varies && { varies }) }
}
