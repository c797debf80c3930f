// The text of a report: what runs where, what was logged, where the learner is; without the paths of their home and without secrets.
import type { AttemptView } from '../../model/attempt.ts'
import type { PackView } from '../../model/pack-view.ts'
import { sayInEnglish, type Phrase } from '../../model/phrase.ts'
import { describeProblem } from '../../model/problem.ts'
import { factLines, pageSections, reportText, type PageReport, type Section } from '../../model/report.ts'
import { tally } from '../../model/verdict.ts'
import { secretsInContent } from '../captures/redact/secrets-in-text.ts'

export interface ReportParts {
  readonly page: PageReport
  readonly about: { readonly version: string; readonly entry: string; readonly notices: readonly Phrase[] }
  /** Names and versions of the machine's programs. */
  readonly machine: Readonly<Record<string, string>>
  readonly packs: readonly PackView[]
  readonly attempt?: Omit<AttemptView, 'exchanges'> | undefined
  readonly log: readonly string[]
  /** A redacted capture. */
  readonly capture?: string | undefined
  /** Places of the disk that say who somebody is, with what stands in the report instead; what lies in another comes first. */
  readonly places: readonly (readonly [path: string, instead: string])[]
}

const MOST_PROBLEMS = 20

/** @returns the text of the report. The capture is put in as it is: it was redacted by those who read it. */
export function writeReport({ page, about, machine, packs, attempt, log, capture, places }: ReportParts): string {
  const [words, ...ofPage] = pageSections(page)
  const problems = packs.flatMap(pack => pack.problems)
  const sections: Section[] = [
    ...(words ? [words] : []),
    { title: 'Lab 501', lines: [...factLines({ version: about.version, entry: about.entry, ...machine }), ...about.notices.map(sayInEnglish)] },
    ...ofPage,
    ...(attempt ? [{ title: 'Attempt', lines: attemptLines(attempt) }] : []),
    { title: 'Packs', lines: [...packs.map(({ id, about: known, source, labs }) => `${id} ${known?.version ?? '?'} (${source}, labs: ${labs.length})`), ...problems.slice(0, MOST_PROBLEMS).map(describeProblem)] },
    { title: 'Log', lines: log.length === 0 ? ['nothing was logged'] : log },
  ]
  const clean = sections.map(({ title, lines }) => ({ title, lines: cleaned(lines.join('\n'), places).split('\n') }))
  return reportText(capture === undefined ? clean : [...clean, { title: 'Capture, redacted', lines: [capture] }])
}

/** Which lab and how far; not what was answered, and of a bench not how it is called. */
function attemptLines({ attempt, lab, bench, entries, answers, hints, events, verdicts }: Omit<AttemptView, 'exchanges'>): string[] {
  const { met, required } = tally(verdicts)
  return factLines({
    ...(bench ? { bench: bench.kind } : { lab: lab.id, pack: `${lab.pack.id} ${lab.pack.version}`, step: attempt.step }),
    servers: entries.map(({ participant, role, port, protocols }) => `${participant} (${role}, port ${port}${protocols ? `, ${protocols.join(' ')}` : ''})`).join(', '),
    answers: answers.length, hints: hints.length, controls: events.map(({ control }) => control.kind).join(' ') || 'none',
    met: `${met} of ${required}`, missed: verdicts.filter(({ outcome }) => outcome === 'missed').map(({ of }) => of).join(', ') || 'none',
  })
}

function cleaned(text: string, places: ReportParts['places']): string {
  let clean = text
  // In JSON a backslash is written twice.
  for (const [path, instead] of places) {
    if (path.length > 1) clean = clean.replaceAll(path, instead).replaceAll(path.replaceAll('\\', '\\\\'), instead).replaceAll(path.replaceAll('\\', '/'), instead)
  }
  let end = clean.length
  const pieces: string[] = []
  for (const secret of secretsInContent(clean).toReversed()) {
    pieces.unshift('[redacted]', clean.slice(secret.end, end))
    end = secret.start
  }
  return [clean.slice(0, end), ...pieces].join('')
}
