// How answers differ: from the committed ones, and from round to round.
import type { Measurement, Survey } from '../../electron/model/survey.ts'
import { measure } from './measure.ts'
import { outcomes, outcomeText } from './outcome.ts'
import type { Server } from './server.ts'

const ROUNDS = 3

/** @returns a line for each request that `server` now answers in another way, unless its answers vary anyway. */
export function drift(survey: Survey, server: string, measurements: readonly Measurement[]): string[] {
  const { requests } = survey
  const before = outcomes(survey).get(server)
  const now = outcomes({ requests, measurements: [...measurements] }).get(server)
  const varying = new Set(survey.measurements.filter(row => row.server === server && row.varies).map(({ request }) => request))
  return requests.filter(({ id }) => !varying.has(id)).flatMap(({ id }) => {
    const [was, is] = [before?.get(id), now?.get(id)].map(outcome => (outcome ? outcomeText(outcome) : 'not measured'))
    return was === is ? [] : [`${server} ${id}: was ${was}; is ${is}`]
  })
}

/** @returns what differs from the dataset in two rounds: a machine under load may be late once. */
export async function lastingDrift(survey: Survey, server: Server, backend: number): Promise<string[]> {
  const first = drift(survey, server.id, await measure(server, backend))
  if (first.length === 0) return []
  const second = new Set(drift(survey, server.id, await measure(server, backend)))
  return first.filter(line => second.has(line))
}

/** @returns the first of three rounds, in which the answers that were not the same in all of them are marked. */
export async function measureForKeeps(requests: Survey['requests'], server: Server, backend: number): Promise<Measurement[]> {
  const rounds: Measurement[][] = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(server, backend, requests))
  const seen = rounds.map(measurements => outcomes({ requests, measurements }).get(server.id))
  return (rounds[0] ?? []).map(row => {
    const answers = new Set(seen.map(round => JSON.stringify(round?.get(row.request))))
    return answers.size > 1 ? { ...row, varies: true as const } : row
  })
}
