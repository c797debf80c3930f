// Makes a report of a problem from what the core knows and what the page says.
import { homedir, release, userInfo } from 'node:os'
import type { Phrase } from '../../model/phrase.ts'
import type { Redacted } from '../../model/capture-form.ts'
import { MOST_CAPTURE_CHARACTERS, reportName, type PageReport } from '../../model/report.ts'
import type { RunningAttempt } from '../attempts/running-attempt.ts'
import type { Library } from '../library/library.ts'
import { writeReport } from './write-report.ts'

export interface ReporterOptions {
  readonly about: { readonly version: string; readonly entry: string; readonly notices: readonly Phrase[] }
  readonly library: Pick<Library, 'packs'>
  readonly dataFolder: string
  /** What was logged last, the oldest first. */
  readonly logged: () => readonly string[]
}

export interface Report {
  readonly name: string
  readonly text: string
  /** What was taken out of the capture. */
  readonly redacted: Redacted[]
  /** The capture was wanted, and is so long that it is not in it. */
  readonly tooLong: boolean
}

export class Reporter {
  readonly #options: ReporterOptions

  constructor(options: ReporterOptions) {
    this.#options = options
  }

  async make(page: PageReport, attempt: RunningAttempt | undefined, keepsCapture: boolean): Promise<Report> {
    const { about, library, dataFolder, logged } = this.#options
    const capture = keepsCapture ? await attempt?.exportCapture('lab501', false) : undefined
    const tooLong = capture !== undefined && capture.text.length > MOST_CAPTURE_CHARACTERS
    const text = writeReport({
      page, about, machine: machine(), packs: library.packs(), attempt: attempt?.standing(), log: logged(), capture: tooLong ? undefined : capture?.text,
      places: [[dataFolder, '<data folder>'], [homedir(), '~'], ...nameOfUser()],
    })
    return { name: reportName(Date.now()), text, redacted: capture && !tooLong ? capture.redacted : [], tooLong }
  }
}

function machine(): Record<string, string> {
  const { node, electron, chrome } = process.versions
  return { system: `${process.platform} ${release()} ${process.arch}`, node, ...(electron !== undefined && { electron }), ...(chrome !== undefined && { chrome }) }
}

/** Only as a folder of a path: a short name may be any word. */
function nameOfUser(): [string, string][] {
  try {
    const { username } = userInfo()
    return ['/', '\\'].map(slash => [`${slash}${username}${slash}`, `${slash}~${slash}`])
  } catch {
    return []
  }
}
