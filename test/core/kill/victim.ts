// The core as a program of its own, which the test kills, and the load that it is under until then.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'

const PROGRAM = join(import.meta.dirname, '../../../electron/cli/lab501.js')
const LAB = 'reproduce-501'
const LANES = 4
const PIPELINED = 8

const Line = z.discriminatedUnion('event', [
  z.object({ event: z.literal('started'), attempt: z.string(), hops: z.array(z.object({ port: z.int() })).min(1) }),
  z.object({ event: z.literal('exchange'), attempt: z.string(), seq: z.int(), exchange: z.record(z.string(), z.unknown()) }),
])

export interface Death {
  /** Absent when it was killed before it had begun. */
  readonly attempt: string | undefined
  /** What it said that it had saved, by number. */
  readonly reported: ReadonlyMap<number, Readonly<Record<string, unknown>>>
  readonly complaints: string
}

/** When to kill: so long after the start, or after the first exchange that was reported as saved. */
export interface Moment { readonly after: 'start' | 'first saved'; readonly ms: number }

/** Runs the core under load and kills it with SIGKILL. @returns what it had reported by then, to the last whole line */
export async function runAndKill(dataFolder: string, { after, ms }: Moment): Promise<Death> {
  const child = spawn(process.execPath, [PROGRAM, 'run', LAB, '--json', '--data', dataFolder, '--port', '0'], { stdio: ['pipe', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  const reported = new Map<number, Readonly<Record<string, unknown>>>()
  let [attempt, complaints, text] = [undefined as string | undefined, '', '']
  const kill = () => void child.kill('SIGKILL')
  // Nothing saved within this time is a fault of its own, which the test sees from the count.
  const latest = setTimeout(kill, after === 'start' ? ms : 20_000)
  const load = new AbortController()

  child.stdin.on('error', () => undefined)
  child.stderr.setEncoding('utf8').on('data', (part: string) => { complaints += part })
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    const lines = (text + part).split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) {
      const said = Line.parse(JSON.parse(line))
      if (said.event === 'started') {
        attempt = said.attempt
        for (let lane = 0; lane < LANES; lane += 1) keepAsking(said.hops[0]?.port ?? 0, load.signal)
      } else {
        if (after === 'first saved' && reported.size === 0) setTimeout(kill, ms)
        reported.set(said.seq, said.exchange)
      }
    }
  })
  await closed
  clearTimeout(latest)
  load.abort()
  return { attempt, reported, complaints }
}

/** Sends a bounded number of requests at once on one connection, and again when all are answered, until told to stop. */
function keepAsking(port: number, signal: AbortSignal): void {
  const socket = connect({ port, host: '127.0.0.1', signal })
  let [answered, tail, nth] = [0, '', 0]
  const ask = () => {
    answered = 0
    const requests = Array.from({ length: PIPELINED }, () => `FROBNICATE /widgets?nth=${(nth += 1)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 4\r\n\r\nload`)
    socket.write(requests.join(''))
  }
  // A killed server resets what was open.
  socket.on('error', () => socket.destroy()).on('connect', ask).setEncoding('latin1').on('data', (part: string) => {
    const seen = tail + part
    answered += seen.match(/HTTP\/1\.1 501 /g)?.length ?? 0
    // Shorter than the pattern, so that what is cut in two is counted once.
    tail = seen.slice(-12)
    if (answered >= PIPELINED) ask()
  })
}
