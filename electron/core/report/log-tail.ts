// The lines that were logged last, for a report of a problem.

const MOST_LINES = 200
const LONGEST_LINE = 2_000

export interface LogTail {
  /** Logs a line, and keeps it. */
  readonly log: (line: string) => void
  /** The oldest first. */
  readonly lines: () => readonly string[]
}

/** @param log gets every line as it is */
export function keepingTail(log: (line: string) => void): LogTail {
  const kept: string[] = []
  return {
    log(line) {
      kept.push(`${new Date().toISOString()} ${line.slice(0, LONGEST_LINE)}`)
      if (kept.length > MOST_LINES) kept.shift()
      log(line)
    },
    lines: () => kept,
  }
}
