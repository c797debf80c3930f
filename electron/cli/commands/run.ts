// `lab501 run LAB`: the lab's topology without the page; the learner's own client does the rest.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExchangeRecord } from '../../model/exchange.ts'
import type { PlaygroundSetup } from '../../model/bench.ts'
import { finalResponse, learnersView } from '../../model/exchange.ts'
import { describeProblem } from '../../model/problem.ts'
import { installationCertificate } from '../../core/certificate/installation-certificate.ts'
import { labOfBench } from '../../core/attempts/bench-lab.ts'
import { readTopology } from '../../core/packs/topology/read-topology.ts'
import { RunningAttempt } from '../../core/attempts/running-attempt.ts'
import { fileRecord } from '../../core/captures/capture-file.ts'
import { readExchange } from '../../core/recorder/read-exchange.ts'
import { tryPort } from '../../core/simulator/listening.ts'
import { openStore } from '../../core/store/store.ts'
import { folderInWords } from '../../core/store/unavailable.ts'
import { findLab } from '../find-lab.ts'
import { judged, verdictDocument, verdictText, type Asked } from '../print-verdicts.ts'
import { readAnswers, readNamedFile } from '../read-answers.ts'
import { DATA, JSON_OUT, PACKS, readArgs } from '../read-args.ts'
import { packFoldersFor } from '../read-packs.ts'
import { readPort } from '../read-port.ts'
import { UsageError } from '../usage-error.ts'

const FORM = {
  words: 'LAB', options: {
    topology: { takes: 'FILE', says: 'runs a topology of the playground in the place of a lab; nothing is asked, so nothing is graded' },
    port: { takes: 'N', says: 'where the lab answers; 0 takes a free port' },
    answers: { takes: 'FILE', says: 'JSON, the answers by the ids of their questions' },
    data: { ...DATA, says: 'keeps the attempt there; without it the attempt is thrown away. Its added packs count too' },
    packs: PACKS, json: JSON_OUT,
  },
} as const

/**
 * Prints a line of JSON with the entry of each hop, a line for each exchange once it is saved, and at SIGINT or the end
 * of stdin the verdict. Attempts are kept in `--data DIR`, or thrown away.
 * @returns 0 when all is met or nothing is asked, 1 when not. @throws UsageError, PortTaken, StoreUnavailable
 */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words } = readArgs(FORM, argv)
  const setup = values.topology === undefined ? undefined : setupIn(values.topology)
  if (setup && (words.length > 0 || values.answers !== undefined)) throw new UsageError(`--topology FILE runs by itself; take ${words.length > 0 ? `"${words[0]}"` : '--answers'} away`)
  const lab = setup ? labOfBench(setup) : findLab(words[0], packFoldersFor(values))
  if (words.length > 1) throw new UsageError(`"${words[1]}" is one name too many; run one lab at a time`)
  const port = values.port === undefined ? undefined : readPort(values.port)
  const answers = values.answers === undefined ? [] : readAnswers(values.answers, lab)
  // Before anything is kept: a run that fails leaves no attempt behind.
  if (port) await tryPort(port)
  const folder = values.data ?? temporaryFolder()
  try {
    using store = openStore(folder)
    const attempt = store.beginAttempt({ lab: lab.id, packVersion: lab.pack.version, step: lab.steps[0]?.id ?? '', startedWallMs: Date.now() })
    if (setup) store.setSetup(attempt.id, setup)
    for (const answer of answers) store.giveAnswer(attempt.id, answer)
    let printed = 0
    const print = (upToSeq: number) => {
      for (const record of store.exchanges(attempt.id, printed, upToSeq - printed)) console.log(values.json ? JSON.stringify({ event: 'exchange', attempt: attempt.id, seq: record.seq, exchange: fileRecord(record) }) : exchangeLine(record))
      printed = upToSeq
    }
    const running = await RunningAttempt.open({
      lab, attempt, store, isLive: false, certificate: () => installationCertificate(folder), ...(port !== undefined && { port }),
      announce: { saved: print, judged: () => undefined, trouble: error => console.error(`lab501 run: saving failed, trying again: ${String(error)}`) },
    })
    console.log(JSON.stringify({ event: 'started', lab: lab.id, attempt: attempt.id, hops: running.entries }))
    await untilTold()
    // Closed before it is graded, so that an exchange that is cut off by the end still counts and is printed first.
    await running[Symbol.asyncDispose]()
    if (setup) {
      const exchanges = learnersView(running.exchanges()).length
      console.log(values.json ? JSON.stringify({ event: 'ended', attempt: attempt.id, requests: exchanges }) : `${exchanges} ${exchanges === 1 ? 'request' : 'requests'}. Nothing was asked, so nothing is graded.`)
      return 0
    }
    const verdicts = running.judgeNow()
    const asked: Asked = values.answers === undefined ? new Set() : 'all'
    console.log(values.json ? JSON.stringify({ event: 'verdict', ...verdictDocument(lab, verdicts, asked) }) : verdictText(lab, verdicts, asked))
    return judged(verdicts, asked).allMet ? 0 : 1
  } finally {
    if (values.data === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** @throws UsageError with the first problem, its line and column */
function setupIn(file: string): PlaygroundSetup {
  const { setup, problems: [problem] } = readTopology(file, readNamedFile(file, '--topology'))
  if (setup) return setup
  throw new UsageError(problem ? describeProblem(problem) : `--topology ${file}: this is no topology`)
}

/** @throws StoreUnavailable when there is no place for it */
function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'lab501-'))
  } catch (error) {
    throw folderInWords(error, tmpdir())
  }
}

/** A signal or the end of stdin. Ctrl-C often comes twice, from the terminal and from npm; the second must not cut the verdict off. */
function untilTold(): Promise<void> {
  return new Promise(resolve => {
    const told = () => {
      process.stdin.pause()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, told)
    process.stdin.once('end', told).once('error', told).resume()
  })
}

function exchangeLine(record: ExchangeRecord): string {
  const exchange = readExchange(record)
  const status = finalResponse(exchange)?.status ?? 'no response'
  const ms = exchange.timing.lastByteMs
  return `x${record.seq}  ${status}  ${exchange.request?.method ?? '?'} ${exchange.request?.target ?? ''}  ${record.source}${ms === undefined ? '' : `  ${ms.toFixed(1)} ms`}`
}
