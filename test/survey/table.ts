// docs/survey-table.md, made from the dataset.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SurveyTheme, type Survey, type SurveyServer } from '../../electron/model/survey.ts'
import { outcomes, type Outcome } from './outcome.ts'

export const TABLE = join(import.meta.dirname, '../../docs/survey-table.md')

const TITLES: Readonly<Record<SurveyTheme, string>> = {
  'methods': 'Common methods', 'special-methods': 'Methods with a meaning of their own', 'registered-methods': 'Registered methods, one by one',
  'unknown-methods': 'Methods that nobody knows',
  'request-line': 'Version and target', 'fields': 'Fields', 'framing': 'Framing of the content', 'faults': 'A handler that throws',
}
const INTRO = `# The field survey

Made by \`npm run survey\` from \`labs/field-survey/survey.json\`; do not edit. How it is measured: [survey.md](survey.md).

A number is the status; **a** after it: with \`Allow\` (**e**: an empty one); **×**: the server closed the connection; **…**: the connection stayed open, but a
second request on it got no answer. **~**: asked again, it answered in another way. **none**: no answer in two seconds. **cut**: closed without an answer. **odd**: an answer that is no HTTP/1 response.
`

export function writeTable(survey: Survey): void {
  writeFileSync(TABLE, tableText(survey))
}

/** @returns the whole page. */
export function tableText(survey: Survey): string {
  const measured = outcomes(survey)
  const varying = new Set(survey.measurements.filter(({ varies }) => varies).map(({ server, request }) => `${server} ${request}`))
  const cell = (server: string, request: string) => `${cellText(measured.get(server)?.get(request))}${varying.has(`${server} ${request}`) ? '~' : ''}`
  const parts = SurveyTheme.options.map(theme => {
    const requests = survey.requests.filter(request => request.theme === theme)
    const servers = survey.servers.filter(({ id }) => requests.some(request => measured.get(id)?.has(request.id)))
    const legend = requests.map(({ id, says, section }) => `- \`${id}\`: ${says} (${section})`)
    const rows = servers.map(({ id, name }) => [name, ...requests.map(request => cell(id, request.id))])
    return [`## ${TITLES[theme]}`, '', ...legend, '', ...grid(['', ...requests.map(({ id }) => id)], rows), ''].join('\n')
  })
  const about = grid(['server', 'persona', 'version', 'set up as', 'measured', 'on'], survey.servers.map(aboutRow))
  return [INTRO, ...parts, '## The servers', '', ...about, ''].join('\n')
}

function aboutRow({ id, name, version, runtime, kind, setting, measured, system }: SurveyServer): string[] {
  return [name, `\`${id}\``, runtime === undefined ? version : `${version} on ${runtime}`, `${kind}: ${setting}`, measured, system]
}

/** @returns an outcome as short as it goes. */
export function cellText(outcome: Outcome | undefined): string {
  if (!outcome) return ''
  const { status, allow, connection } = outcome
  if (status === undefined) return connection === 'silent' ? 'none' : 'cut'
  const field = allow === undefined ? '' : allow.length > 0 ? 'a' : 'e'
  return `${status || 'odd'}${field}${{ open: '', closed: '×', silent: '…' }[connection]}`
}

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(text => text.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}
