// The load: wrk where it is installed, else autocannon; the same one for every server of a run. Bounded, loopback only.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import autocannon from 'autocannon'

export interface Figures { readonly perSecond: number; readonly p99Ms: number; readonly errors: number }
export type Load = (url: string, seconds: number) => Promise<Figures>

const CONNECTIONS = 10

/** @returns the load generator and its name. */
export async function findLoad(): Promise<{ name: string; load: Load }> {
  try {
    await promisify(execFile)('wrk', ['--version']).catch((error: { code?: unknown }) => { if (error.code === 'ENOENT') throw error })
    return { name: `wrk, 1 thread, ${CONNECTIONS} connections`, load: withWrk }
  } catch {
    return { name: `autocannon, ${CONNECTIONS} connections`, load: withAutocannon }
  }
}

const withAutocannon: Load = async (url, seconds) => {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds })
  return { perSecond: result.requests.average, p99Ms: result.latency.p99, errors: result.errors + result.non2xx }
}

const withWrk: Load = async (url, seconds) => {
  const { stdout } = await promisify(execFile)('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency', url])
  const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout)
  const unit = { us: 0.001, ms: 1, s: 1_000 }[p99?.[2] ?? 'ms'] ?? 1
  return { perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]), p99Ms: Number(p99?.[1]) * unit, errors: Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0) }
}
