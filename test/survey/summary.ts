// The survey at a glance, for the terminal.
import type { Survey } from '../../electron/model/survey.ts'
import { outcomes } from './outcome.ts'
import { cellText } from './table.ts'

/** What this app is about; the rest stands in docs/survey-table.md. */
const SHOWN = ['get', 'post', 'delete', 'trace', 'connect', 'options-star', 'propfind', 'frobnicate', 'get-lower', 'te-foo-chunked', 'version-90', 'throw']

/** @returns a table of servers and the requests that matter most. */
export function summary(survey: Survey): string {
  const measured = outcomes(survey)
  const rows = survey.servers.map(({ id, name, version }) => [`${name} ${version}`, ...SHOWN.map(request => cellText(measured.get(id)?.get(request)))])
  const all = [['', ...SHOWN], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0))) ?? []
  return all.map(row => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}
