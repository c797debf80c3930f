// `lab501 probe URL`: marks a server of one's own, in whatever language it is written.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { reportOf, type CheckResult } from '../../core/audit/conformance/report.ts'
import { conformanceProbes } from '../../core/audit/conformance/requests.ts'
import { junitOf } from '../../core/proving/junit.ts'
import { reportDocument, reportText } from '../print-report.ts'
import { ownServer, readTimeout, sendAll } from '../probing.ts'
import { oneLine, UsageError } from '../usage-error.ts'

/** @returns 0 when no check is missed, 1 when one is, or when it was stopped before the end. @throws UsageError */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals: [url, ...more] } = parseArgs({
    args: [...argv], allowPositionals: true, strict: true,
    options: { json: { type: 'boolean', default: false }, junit: { type: 'string' }, safe: { type: 'boolean', default: false }, fails: { type: 'string' }, timeout: { type: 'string' } },
  })
  const server = ownServer(url, more)
  const { fails } = values
  if (fails !== undefined && !/^\/[!-~]*$/.test(fails)) throw new UsageError(`--fails ${fails}: name a target of your server that fails on purpose; it begins with a slash`)
  const startMs = performance.now()
  const sent = await sendAll(server, conformanceProbes(server, { isSafe: values.safe, ...(fails !== undefined && { fails }) }), readTimeout(values.timeout))
  const report = reportOf(sent.of)
  const name = `http://${server.authority}${server.target}`
  if (values.junit !== undefined) write(values.junit, junitOf('lab501 probe', [{ name, ms: performance.now() - startMs, cases: report.results.map(caseOf) }]))
  console.log(values.json ? JSON.stringify(reportDocument(name, report, sent), null, 2) : reportText(name, report, sent))
  return !sent.isStopped && report.results.every(({ verdict }) => verdict !== 'missed') ? 0 : 1
}

/** What is met in part is no failure: it is within what the specification lets one do. */
function caseOf({ id, title, verdict, says, section }: CheckResult) {
  return { name: `${id}: ${title}`, ms: 0, ...(verdict === 'missed' && { trouble: `${says} (${section})` }), ...(verdict === 'not-judged' && { skipped: says }) }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`--junit ${file}: the file cannot be written (${oneLine(error)}); choose another place`)
  }
}
