// `lab501 probe URL`: marks a server of one's own, in whatever language it is written.
import { writeFileSync } from 'node:fs'
import { reportDocument, reportJunit, reportText } from '../../core/audit/conformance/report-document.ts'
import { reportOf } from '../../core/audit/conformance/report.ts'
import { conformanceProbes } from '../../core/audit/conformance/requests.ts'
import { ownServer, readTimeout, sendAll, TIMEOUT } from '../probing.ts'
import { JSON_OUT, JUNIT, readArgs } from '../read-args.ts'
import { oneLine } from '../../model/one-line.ts'
import { UsageError } from '../usage-error.ts'

const FORM = {
  words: 'URL', options: {
    fails: { takes: '/TARGET', says: 'a target of it that fails on purpose, to see what its 500 tells' },
    safe: { says: 'sends nothing that could change what it holds' },
    timeout: TIMEOUT, json: JSON_OUT, junit: JUNIT,
  },
} as const

/** @returns 0 when no check is missed, 1 when one is, or when it was stopped before the end. @throws UsageError */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [url, ...more] } = readArgs(FORM, argv)
  const server = ownServer(url, more)
  const { fails } = values
  if (fails !== undefined && !/^\/[!-~]*$/.test(fails)) throw new UsageError(`--fails ${fails}: name a target of your server that fails on purpose; it begins with a slash`)
  const startMs = performance.now()
  const sent = await sendAll(server, conformanceProbes(server, { isSafe: values.safe, ...(fails !== undefined && { fails }) }), readTimeout(values.timeout))
  const graded = { server: `http://${server.authority}${server.target}`, report: reportOf(sent.of), ...sent }
  if (values.junit !== undefined) write(values.junit, reportJunit(graded, performance.now() - startMs))
  console.log(values.json ? JSON.stringify(reportDocument(graded), null, 2) : reportText(graded))
  return !sent.isStopped && graded.report.results.every(({ verdict }) => verdict !== 'missed') ? 0 : 1
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`--junit ${file}: the file cannot be written (${oneLine(error)}); choose another place`)
  }
}
