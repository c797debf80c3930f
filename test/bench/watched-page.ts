// What a page costs while something is done with it: tasks, frames and answers as the page sees them, and the processor's time as Chromium traces it.
import type { Browser, CDPSession, Page } from 'playwright/test'

export interface Figures {
  /** Of the main thread, on the clock: the longest, and how many took more than 100 ms. */
  readonly taskMs: number
  readonly over100: number
  /** The longest task in time of a processor, which other work on the machine hardly lengthens. */
  readonly taskCpuMs: number
  /** Of a processor, in all. */
  readonly cpuMs: number
  readonly frameMs: number
  /** From a key or a press to the frame that shows what it did. */
  readonly answerMs: number
}

interface Seen { readonly tasks: number[]; readonly frames: number[]; readonly answers: number[] }
declare global {
  var seen: Seen | undefined
}

/** Runs in the page, before anything of ours. */
export function watch(): void {
  const seen: Seen = { tasks: [], frames: [], answers: [] }
  globalThis.seen = seen
  const observe = (type: string, into: number[], more: object = {}) =>
    new PerformanceObserver(list => { for (const { duration } of list.getEntries()) into.push(duration) }).observe({ type, buffered: true, ...more })
  observe('longtask', seen.tasks)
  observe('event', seen.answers, { durationThreshold: 16 })
  let last = performance.now()
  const frame = (now: number) => {
    seen.frames.push(now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

/** @returns what doing something costs, with what it leaves for later. */
export async function measured(browser: Browser, page: Page, does: () => Promise<void>): Promise<Figures> {
  const forget = () => page.evaluate(() => { for (const list of Object.values(globalThis.seen ?? {}) as number[][]) list.length = 0 })
  await browser.startTracing(page, { categories: ['toplevel'] })
  await forget()
  await does()
  await page.waitForTimeout(400)
  const { tasks, frames, answers } = await page.evaluate(() => globalThis.seen) ?? { tasks: [], frames: [], answers: [] }
  const cpu = mainThreadMs(await browser.stopTracing())
  return {
    taskMs: most(tasks), over100: tasks.filter(ms => ms > 100).length, taskCpuMs: most(cpu), cpuMs: cpu.reduce((sum, ms) => sum + ms, 0), frameMs: most(frames), answerMs: most(answers),
  }
}

const most = (times: readonly number[]) => times.reduce((one, other) => Math.max(one, other), 0)

interface TraceEvent { readonly name: string; readonly ph: string; readonly pid: number; readonly tid: number; readonly tdur?: number; readonly args?: { readonly name?: string } }

/** @returns the tasks of the page's main thread, in time of a processor. A spare renderer has one too, and does nothing. */
function mainThreadMs(trace: Buffer): number[] {
  const traceEvents = [...eventsOf(trace)]
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const tasks = mains.map(({ pid, tid }) => traceEvents.filter(event => event.pid === pid && event.tid === tid && event.ph === 'X' && event.name.endsWith('RunTask')).map(({ tdur = 0 }) => tdur / 1_000))
  return tasks.toSorted((one, other) => other.length - one.length)[0] ?? []
}

/** Chromium writes one event a line; the whole of a long trace is more than a string holds. @returns those that have a thread's name, or that took time */
function* eventsOf(trace: Buffer): Generator<TraceEvent> {
  for (let at = 0, end = 0; at < trace.length; at = end + 1) {
    end = trace.indexOf('\n', at)
    if (end < 0) end = trace.length
    const line = trace.toString('utf8', at, end).replace(/,$/, '')
    if (line.startsWith('{') && line.endsWith('}') && /"(?:thread_name|[^"]*RunTask)"/.test(line)) yield JSON.parse(line) as TraceEvent
  }
}

/** @returns what the page holds after a collection: MiB of its scripts, and nodes of its document. */
export async function heldBy(page: Page): Promise<{ heapMiB: number; nodes: number }> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  await session.detach()
  return { heapMiB: usedSize / 1_048_576, nodes }
}
