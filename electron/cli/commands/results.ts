// `lab501 results FILES…`: what learners handed in, verified and graded anew, one file after another.
import { resolve } from 'node:path'
import { inTurns } from '../../core/turns/in-turns.ts'
import { writeWhole } from '../../core/packs/archive/write-whole.ts'
import { ToldChains } from '../../core/results/chain.ts'
import { resultsCsv, resultsJson, resultsJunit, resultsText } from '../../core/results/export-results.ts'
import { Gathered } from '../../core/results/gather.ts'
import { readingResult, type ReadResult } from '../../core/results/read-result.ts'
import { statementsOfAll } from '../../core/results/xapi.ts'
import { describeProblem } from '../../model/problem.ts'
import { allLabs } from '../find-lab.ts'
import { DATA, JSON_OUT, JUNIT, PACKS, readArgs } from '../read-args.ts'
import { packFoldersFor } from '../read-packs.ts'
import { readResultFile, resultFiles, shownName } from '../result-files.ts'
import { UsageError } from '../usage-error.ts'

const FORMS = ['json', 'csv', 'xapi'] as const
const FORM = {
  words: 'FILES…', options: {
    csv: { says: 'prints a row for each learner and lab, for a sheet' },
    xapi: { says: 'prints xAPI 1.0.3 statements, a JSON array' },
    junit: JUNIT, data: DATA, packs: PACKS, json: JSON_OUT,
  },
} as const

/** Somebody who looks on is told no more often. */
const TOLD_EVERY_MS = 500

/** @returns 0 when every file was taken, 1 when one was refused. @throws UsageError */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words } = readArgs(FORM, argv)
  const [form, second] = FORMS.filter(name => values[name])
  if (second !== undefined) throw new UsageError(`--${form} and --${second} are two forms; choose one`)
  const files = resultFiles(words)
  const labs = new Map(allLabs(packFoldersFor(values)).labs.map(lab => [lab.id, lab]))
  const gathered = new Gathered()
  const statements = form === 'xapi' ? new StatementWriter() : undefined
  const progress = new Progress(files.length)
  for (const file of files) {
    const found = readResultFile(file)
    const read = 'refusal' in found ? found : await inTurns(readingResult(found.bytes, labs))
    if ('refusal' in read) {
      gathered.refuse(file, read.refusal)
      progress.say(`${shownName(file)}: refused: ${read.refusal}`)
    } else {
      gathered.take(file, read)
      statements?.write(read)
    }
    progress.step()
    // Others have their turn: a signal, and output that waits.
    await new Promise(resume => setImmediate(resume))
  }
  progress.end()
  for (const { lab, learners } of gathered.shared) console.error(`the same attempt at "${gathered.titleOf(lab)}" is in the results of ${learners.length} keys: ${learners.map(key => gathered.learners.get(key)?.names.join(' / ') ?? key).join(', ')}`)
  for (const { lab, learner, ways, common } of gathered.forked) console.error(`one attempt at "${gathered.titleOf(lab)}" of ${gathered.learners.get(learner)?.names.join(' / ') ?? learner} goes on in ${ways} ways after the first ${common} entries of its log, as on two machines after a restore; all of them are kept, and the best counts`)
  statements?.end()
  if (form === 'csv' || form === 'json') for (const piece of form === 'csv' ? resultsCsv(gathered) : resultsJson(gathered)) process.stdout.write(piece)
  else if (form === undefined) console.log(resultsText(gathered))
  const problem = values.junit === undefined ? undefined : writeWhole(resolve(values.junit), Buffer.from(resultsJunit(gathered)))
  if (problem) throw new UsageError(describeProblem(problem))
  console.error(`files: ${files.length}, taken: ${files.length - gathered.refused.length}, refused: ${gathered.refused.length}, learners: ${gathered.learners.size}`)
  return gathered.refused.length === 0 ? 0 : 1
}

/** Statements as one JSON array. */
class StatementWriter {
  readonly #told = new ToldChains()
  #count = 0

  write(read: ReadResult): void {
    for (const statement of statementsOfAll(read, this.#told)) {
      process.stdout.write(`${this.#count === 0 ? '[\n' : ',\n'}${JSON.stringify(statement)}`)
      this.#count += 1
    }
  }

  end(): void {
    process.stdout.write(this.#count === 0 ? '[]\n' : '\n]\n')
  }
}

/** On a terminal one line that changes; elsewhere a line now and then. */
class Progress {
  readonly #of: number
  #done = 0
  #toldMs = performance.now()
  readonly #isTerminal = process.stderr.isTTY

  constructor(of: number) {
    this.#of = of
  }

  step(): void {
    this.#done += 1
    if (performance.now() - this.#toldMs < TOLD_EVERY_MS) return
    this.#toldMs = performance.now()
    const line = `${this.#done} of ${this.#of} files`
    if (this.#isTerminal) process.stderr.write(`\r${line}`)
    else console.error(line)
  }

  say(line: string): void {
    this.end()
    console.error(line)
  }

  end(): void {
    if (this.#isTerminal) process.stderr.write('\r\u001B[K')
  }
}
