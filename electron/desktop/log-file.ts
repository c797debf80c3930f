// Where the desktop app writes what went wrong: a packaged one has no terminal.
import { appendFileSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MAX_BYTES = 2 ** 20
/** For a report of a problem. */
const MOST_LINES = 200
const LONGEST_LINE = 2_000

/** @returns a log that writes each line to `log.txt` in `folder`, and to stderr; the file before it is kept as `log.old.txt`. */
export function openLog(folder: string): (line: string) => void {
  const path = join(folder, 'log.txt')
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(path, join(folder, 'log.old.txt'))
  return line => {
    process.stderr.write(`${line}\n`)
    try {
      appendFileSync(path, `${new Date().toISOString()} ${line.replaceAll('\n', '\n  ')}\n`)
    } catch {
      // A full disk must not stop the lesson; stderr has the line.
    }
  }
}

/** @returns the lines that were logged last, of earlier starts too: a crash is told of after the next one */
export function recentLines(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'log.txt'), 'utf8').trimEnd().split('\n').slice(-MOST_LINES).map(line => line.slice(0, LONGEST_LINE))
  } catch {
    return []
  }
}
