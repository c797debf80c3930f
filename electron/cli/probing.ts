// What `audit` and `probe` share: the server that may be looked at, progress on stderr, and Ctrl+C, which ends the run with what there is.
import { readOwnServer, type OwnServer } from '../core/audit/own-server.ts'
import type { Probe } from '../core/audit/probe.ts'
import { ANSWER_MS } from '../core/audit/send-in-turn.ts'
import { sendProbes, type Sent } from '../core/audit/send-probes.ts'
import { MOST_PROBES } from '../model/audit.ts'
import { UsageError } from './usage-error.ts'

export const TIMEOUT = { takes: 'SECONDS', says: `how long it may be silent; ${ANSWER_MS / 1_000} without it` } as const

/** @throws UsageError when it is not on this machine */
export function ownServer(url: string | undefined, more: readonly string[]): OwnServer {
  if (url === undefined) throw new UsageError('say which server: http://127.0.0.1:PORT')
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one server too many; look at one at a time`)
  const read = readOwnServer(url)
  if ('refusal' in read) throw new UsageError(read.refusal)
  return read.server
}

/** @returns what came until the end or until somebody pressed Ctrl+C. @throws UsageError when nothing listens or too much is asked */
export async function sendAll(server: OwnServer, probes: readonly Probe[], answerMs: number): Promise<Sent> {
  if (probes.length > MOST_PROBES) throw new UsageError(`these are ${probes.length} requests, and ${MOST_PROBES} are the most for one run; name fewer methods or targets`)
  const stop = new AbortController()
  const told = () => stop.abort()
  process.on('SIGINT', told)
  try {
    const sent = await sendProbes(server, probes, { signal: stop.signal, answerMs, onProgress: progress() })
    if ('refusal' in sent) throw new UsageError(sent.refusal)
    return sent
  } finally {
    process.off('SIGINT', told)
  }
}

/** @returns milliseconds. @throws UsageError */
export function readTimeout(text: string | undefined): number {
  if (text === undefined) return ANSWER_MS
  const seconds = Number(text)
  if (!/^\d{1,2}$/.test(text) || seconds < 1) throw new UsageError(`--timeout ${text}: say how many seconds a server may be silent, from 1 to 99`)
  return seconds * 1_000
}

const BAR = 24

/** A bar where somebody looks on; elsewhere a line at the beginning and at the end. */
function progress(): (done: number, of: number) => void {
  return (done, of) => {
    if (process.stderr.isTTY) {
      const full = of === 0 ? BAR : Math.round((BAR * done) / of)
      process.stderr.write(`\r[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${done} of ${of}  (Ctrl+C stops)${done === of ? '\n' : ''}`)
    } else if (done === 0 || done === of) console.error(`${done} of ${of} requests sent`)
  }
}
