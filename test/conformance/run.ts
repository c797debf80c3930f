// `npm run conformance`: holds the cache against the public suite for HTTP caches, with that suite's own origin behind it.
//   npm run conformance -- --suite FOLDER            all of it; prints counts and what did not pass
//   npm run conformance -- --suite FOLDER --id TEST  one test, with what its client and its origin saw
//   npm run conformance -- --origin PORT [--port N]  only the cache, before an origin that runs already, until it is interrupted
// Exit codes: 0 every required test passed; 1 one did not; 2 bad arguments.
import { parseArgs } from 'node:util'
import { ScenarioClock } from '../../electron/core/simulator/scenario-clock.ts'
import { cacheBefore } from './cache-before.ts'
import { openSuite, runClient, startOrigin, type SuiteResult } from './suite.ts'
import { judge, kindOf, report } from './tally.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)
const { suite: folder, id, origin, port } = readArguments()
// The suite's origin sends dates of this machine's clock, so the cache has to live in the same time.
const clock = new ScenarioClock(new Date().toISOString(), 501, true)

if (origin !== undefined) {
  const cache = await cacheBefore(origin, { clock, port })
  say(`The cache listens on http://127.0.0.1:${cache.port} before 127.0.0.1:${origin}. End it with Ctrl+C.`)
  process.once('SIGINT', () => process.exit(0))
} else process.exit(await runSuite(folder))

async function runSuite(path: string): Promise<number> {
  const suite = await openSuite(path).catch(error => badArguments(error))
  const free = await cacheBefore(1, { clock })
  await free[Symbol.asyncDispose]()
  const stopOrigin = await startOrigin(suite, free.port)
  try {
    await using cache = await cacheBefore(free.port, { clock, port })
    const told = await runClient(suite, cache.port, id)
    if (id !== undefined) {
      say(told)
      return 0
    }
    const judged = judge(suite.tests, JSON.parse(told.slice(told.indexOf('{'))) as Record<string, SuiteResult>)
    say(report(judged))
    return judged.some(({ test, verdict }) => kindOf(test) === 'required' && verdict !== 'pass') ? 1 : 0
  } finally {
    await stopOrigin()
  }
}

function readArguments(): { suite: string; id?: string; origin?: number; port: number } {
  try {
    const { values } = parseArgs({ options: { suite: { type: 'string' }, id: { type: 'string' }, origin: { type: 'string' }, port: { type: 'string', default: '0' } } })
    const { suite = '', id, origin } = values
    if ((suite === '') === (origin === undefined)) throw new Error('Name either --suite FOLDER or --origin PORT. See docs/cache.md for how to get the suite.')
    return { suite, port: portOf(values.port), ...(id !== undefined && { id }), ...(origin !== undefined && { origin: portOf(origin) }) }
  } catch (error) {
    return badArguments(error)
  }
}

function badArguments(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`"${text}" is not a port: give a number from 0 to 65535.`)
  return Number(text)
}
