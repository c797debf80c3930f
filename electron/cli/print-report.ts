// The graded report of one's own server, for a terminal and for a program.
import type { CheckResult, Report } from '../core/audit/conformance/report.ts'
import type { Sent } from '../core/audit/send-probes.ts'
import { fromBase64, toLatin1 } from '../model/bytes.ts'
import type { Evidence } from '../model/verdict.ts'

const SIGNS: Readonly<Record<CheckResult['verdict'], string>> = { met: '✓', partly: '~', missed: '✗', 'not-judged': '·' }
const LEVELS: Readonly<Record<CheckResult['level'], string>> = { must: 'MUST  ', should: 'SHOULD', good: 'good  ' }
const EXCERPT = 96

/** @returns the report as one JSON value, with the exact octets both ways, from which everything else was read. */
export function reportDocument(server: string, report: Report, { of, isStopped }: Sent) {
  return {
    server, complete: !isStopped, ...report,
    exchanges: [...of].flatMap(([probe, exchanges]) => exchanges.map(({ id, requestBytes, responseBytes, ending }) => ({ id, probe, ending, request: requestBytes, response: responseBytes }))),
  }
}

/** @returns lines for a person: each check, and below those that are not met what came. */
export function reportText(server: string, { results, mark, percent, musts }: Report, sent: Sent): string {
  const count = (verdict: CheckResult['verdict']) => results.filter(result => result.verdict === verdict).length
  return [
    server, '',
    ...results.flatMap(result => [
      `${SIGNS[result.verdict]} ${LEVELS[result.level]}  ${result.title}  [${result.id}, ${result.section}]`,
      ...(result.verdict === 'met' ? [] : [`            ${result.says}`]),
      ...(result.verdict === 'missed' || result.verdict === 'partly' ? result.evidence.slice(0, 2).map(place => `            ${place.exchange} ${place.side}: ${excerpt(place, sent)}`) : []),
    ]),
    '', ...(sent.isStopped ? ['Stopped before the end; what was not asked is not judged.'] : []),
    `Mark ${mark}: ${percent} of 100. ${musts.met} of ${musts.judged} MUSTs met; ${count('missed')} missed, ${count('partly')} met in part, ${count('not-judged')} not judged.`,
  ].join('\n')
}

function excerpt({ exchange: id, side, range }: Evidence, { exchanges }: Sent): string {
  const found = exchanges.find(exchange => exchange.id === id)
  if (!found || range.start === range.end) return 'nothing'
  const octets = fromBase64(side === 'request' ? found.requestBytes : found.responseBytes).subarray(range.start, range.end)
  const text = toLatin1(octets.subarray(0, EXCERPT)).replace(/[^ -~]/gu, char => char === '\r' ? '\\r' : char === '\n' ? '\\n' : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `${text}${octets.length > EXCERPT ? '…' : ''}`
}
