// How a new measurement differs from the committed one.
import type { Measurement, Survey } from '../../electron/model/survey.ts'
import { outcomes, outcomeText } from './outcome.ts'

/** @returns a line for each request that `server` now answers in another way. */
export function drift(survey: Survey, server: string, measurements: readonly Measurement[]): string[] {
  const { requests } = survey
  const before = outcomes(survey).get(server)
  const now = outcomes({ requests, measurements: [...measurements] }).get(server)
  return requests.flatMap(({ id }) => {
    const [was, is] = [before?.get(id), now?.get(id)].map(outcome => (outcome ? outcomeText(outcome) : 'not measured'))
    return was === is ? [] : [`${server} ${id}: was ${was}; is ${is}`]
  })
}
