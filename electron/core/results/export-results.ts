// What was gathered from many results, for sheets, for continuous integration, for programs and for a terminal.
import { csvLine } from '../../model/csv.ts'
import { junitOf } from '../../model/junit.ts'
import { isDone, type Gathered, type Learner, type Standing } from './gather.ts'

const HEAD = ['learner', 'key', 'lab', 'title', 'pack version', 'state', 'earned', 'points', 'met', 'required', 'hints', 'minutes', 'tries', 'stuck at', 'missed', 'graded', 'file', 'ways'] as const
/** So many names of labs fit into a line. */
const MOST_ROWS = 200
/** Two groups of a key tell a room apart. */
const SHORT_KEY = 9

/** @returns CSV (RFC 4180): a row for each learner and lab, line by line. */
export function* resultsCsv(gathered: Gathered): Generator<string> {
  yield csvLine(HEAD)
  for (const learner of gathered.learners.values()) {
    for (const [lab, best] of gathered.best(learner)) {
      yield csvLine([
        nameOf(learner), learner.key, lab, gathered.titleOf(lab), best.packVersion, stateOf(best), String(best.earned), String(best.points), String(best.met), String(best.required), String(best.hints),
        minutesOf(best).toFixed(1), String(best.tries), best.stuck ?? '', missedIn(best).join(' '), best.claimed ?? 'anew', best.file, String(best.ways),
      ])
    }
  }
}

/** @returns JUnit XML: a suite for each lab, a case for each learner. */
export function resultsJunit(gathered: Gathered): string {
  const labelOf = namesApart(gathered)
  const cases = Map.groupBy([...gathered.learners.values()].flatMap(learner => [...gathered.best(learner)].map(([lab, best]) => ({ lab, best, learner }))), ({ lab }) => lab)
  return junitOf('lab501 results', [...cases].map(([lab, all]) => ({
    name: lab, ms: all.reduce((sum, { best }) => sum + best.workedMs, 0),
    cases: all.map(({ best, learner }) => ({ name: labelOf(learner), ms: best.workedMs, ...(!isDone(best) && { trouble: `${best.met} of ${best.required} met; missed: ${missedIn(best).join(', ') || 'nothing'}; stuck at: ${best.stuck ?? '-'}` }) })),
  })))
}

/** @returns one JSON value with everything, in pieces: of thousands of learners it is longer than one would hold at once. */
export function* resultsJson(gathered: Gathered): Generator<string> {
  const { files, refused, shared, forked, learners } = gathered
  const indented = (value: unknown, by: string) => JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`)
  yield `${JSON.stringify({ files, refused, shared, forked }, null, 2).slice(0, -2)},\n  "learners": [`
  let count = 0
  for (const learner of learners.values()) yield `${count++ === 0 ? '' : ','}\n    ${indented(learnerDocument(gathered, learner), '    ')}`
  yield `${count === 0 ? '' : '\n  '}],\n  "labs": ${indented(gathered.figures(), '  ')}\n}\n`
}

function learnerDocument(gathered: Gathered, learner: Learner) {
  return {
    name: nameOf(learner), names: learner.names, key: learner.key,
    labs: [...gathered.best(learner).values()].map(({ lines: _lines, chain: _chain, beginning: _beginning, outcomes, stuck, claimed, ...best }) => ({ ...best, stuck: stuck ?? null, graded: claimed ?? 'anew', outcomes: outcomes.map(({ of, outcome, group }) => ({ of, outcome, ...(group !== undefined && { group }) })) })),
  }
}

/** @returns lines for a person: the matrix, then what was missed most. */
export function resultsText(gathered: Gathered): string {
  const labs = [...new Set([...gathered.learners.values()].flatMap(learner => [...gathered.best(learner).keys()]))]
  const learners = [...gathered.learners.values()]
  const labelOf = namesApart(gathered)
  const rows = [['', ...labs.map((_, nth) => String(nth + 1))], ...learners.slice(0, MOST_ROWS).map(learner => {
    const best = gathered.best(learner)
    return [labelOf(learner), ...labs.map(lab => cellOf(best.get(lab)))]
  })]
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const matrix = rows.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
  const more = learners.length > MOST_ROWS ? [`… and ${learners.length - MOST_ROWS} learners more; --csv and --json have all of them`] : []
  const figures = gathered.figures().flatMap(({ title, learners: of, done, expectations }) => ['', `${title}: ${done} of ${of} done`, ...expectations.filter(({ missed }) => missed > 0).sort((one, other) => other.missed - one.missed).flatMap(({ says, missed, groups }) => [
    `  ✗ ${missed} missed  ${says}`, ...groups.slice(0, 3).flatMap(({ group, says: words, count, examples: [example] }) => [
      `      ${count} × ${group || 'in no known way'}${example ? `  (${example.learner}: ${example.exchange})` : ''}`, ...(words === group ? [] : [`          ${words.replaceAll(/\s+/g, ' ')}`]),
    ]),
  ])])
  return [...labs.map((lab, nth) => `${nth + 1}  ${gathered.titleOf(lab)}`), '', ...matrix, ...more, '', '✓ all met · … where it stands · ~ all or part as claimed, not graded anew', ...figures].join('\n')
}

function cellOf(best: Standing | undefined): string {
  if (!best) return '-'
  return `${isDone(best) ? '✓' : '…'} ${best.earned}/${best.points}${best.claimed === undefined ? '' : '~'}${best.hints > 0 ? ` ${best.hints}h` : ''}${best.stuck === undefined ? '' : ` at ${best.stuck}`}`
}

/** @returns every name that was given with one key. */
function nameOf({ names }: Learner): string {
  return names.join(' / ')
}

/** @returns what each learner is called: by the name, and by the beginning of the key too where others have the same name */
export function namesApart({ learners }: Gathered): (learner: Learner) => string {
  const count = new Map<string, number>()
  for (const learner of learners.values()) count.set(nameOf(learner), (count.get(nameOf(learner)) ?? 0) + 1)
  return learner => (count.get(nameOf(learner)) === 1 ? nameOf(learner) : `${nameOf(learner)} (${learner.key.slice(0, SHORT_KEY)})`)
}

function stateOf(best: Standing): string {
  return isDone(best) ? 'done' : best.stuck === undefined ? 'begun' : 'open'
}

function minutesOf({ workedMs }: Standing): number {
  return workedMs / 60_000
}

function missedIn({ outcomes }: Standing): string[] {
  return outcomes.filter(({ outcome }) => outcome === 'missed').map(({ of }) => of)
}
