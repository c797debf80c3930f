// The graded report of one's own server, for a terminal, for a program and for continuous integration.
import { reasonInEnglish, type CheckResult, type Report } from '../../../model/audit.ts'
import { fromBase64, toLatin1 } from '../../../model/bytes.ts'
import { checksEnglish } from '../../../model/checks-en.ts'
import type { Exchange } from '../../../model/exchange.ts'
import { junitOf } from '../../../model/junit.ts'
import type { Evidence } from '../../../model/verdict.ts'

/** A report with what it was made from. */
export interface Graded {
  readonly server: string
  readonly report: Report
  /** Probe → its exchanges. */
  readonly of: ReadonlyMap<string, readonly Exchange[]>
  readonly isStopped: boolean
}

const SIGNS: Readonly<Record<CheckResult['verdict'], string>> = { met: '✓', partly: '~', missed: '✗', 'not-judged': '·' }
const LEVELS: Readonly<Record<CheckResult['level'], string>> = { must: 'MUST  ', should: 'SHOULD', good: 'good  ' }
const EXCERPT = 96
const INDENT = ' '.repeat(12)

/** @returns the report as one JSON value, with the exact octets both ways, from which everything else was read. */
export function reportDocument({ server, report, of, isStopped }: Graded) {
  return {
    server, complete: !isStopped, ...report, results: report.results.map(result => ({ ...result, says: reasonInEnglish(result.says), ...checksEnglish[result.id] })),
    exchanges: [...of].flatMap(([probe, exchanges]) => exchanges.map(({ id, requestBytes, responseBytes, ending }) => ({ id, probe, ending, request: requestBytes, response: responseBytes }))),
  }
}

/** @returns lines for a person: each check, and below those that are not met what came, and for a miss why it matters and the mend. */
export function reportText({ server, report: { results, mark, percent, musts }, of, isStopped }: Graded): string {
  const count = (verdict: CheckResult['verdict']) => results.filter(result => result.verdict === verdict).length
  const exchanges = [...of.values()].flat()
  return [
    server, '',
    ...results.flatMap(({ id, level, section, verdict, says, evidence }) => {
      const { title, why, mend } = checksEnglish[id]
      return [
        `${SIGNS[verdict]} ${LEVELS[level]}  ${title}  [${id}, ${section}]`,
        ...(verdict === 'met' ? [] : [`${INDENT}${reasonInEnglish(says)}`]),
        ...(verdict === 'missed' || verdict === 'partly' ? evidence.slice(0, 2).map(place => `${INDENT}${place.exchange} ${place.side}: ${excerpt(place, exchanges)}`) : []),
        ...(verdict === 'missed' ? [`${INDENT}${why}`, `${INDENT}Mend: ${mend}`] : []),
      ]
    }),
    '', ...(isStopped ? ['Stopped before the end; what was not asked is not judged.'] : []),
    `Mark ${mark}: ${percent} of 100. ${musts.met} of ${musts.judged} MUSTs met; ${count('missed')} missed, ${count('partly')} met in part, ${count('not-judged')} not judged.`,
  ].join('\n')
}

/** @returns JUnit XML. What is met in part is no failure: it is within what the specification lets one do. */
export function reportJunit({ server, report }: Pick<Graded, 'server' | 'report'>, ms: number): string {
  const cases = report.results.map(({ id, verdict, says, section }) => {
    const { title, mend } = checksEnglish[id]
    return { name: `${id}: ${title}`, ms: 0, ...(verdict === 'missed' && { trouble: `${reasonInEnglish(says)} (${section}) ${mend}` }), ...(verdict === 'not-judged' && { skipped: reasonInEnglish(says) }) }
  })
  return junitOf('lab501 probe', [{ name: server, ms, cases }])
}

function excerpt({ exchange: id, side, range }: Evidence, exchanges: readonly Exchange[]): string {
  const found = exchanges.find(exchange => exchange.id === id)
  if (!found || range.start === range.end) return 'nothing'
  const octets = fromBase64(side === 'request' ? found.requestBytes : found.responseBytes).subarray(range.start, range.end)
  const text = toLatin1(octets.subarray(0, EXCERPT)).replace(/[^ -~]/gu, char => char === '\r' ? '\\r' : char === '\n' ? '\\n' : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `${text}${octets.length > EXCERPT ? '…' : ''}`
}
