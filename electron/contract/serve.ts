// The core's end of the bridge: parses what comes in, dispatches by own key of the table, parses what goes out.
import { aside } from '../model/asides-en.ts'
import { contract, type CallName, type EventName, type EventOf, type Handlers } from './contract.ts'
import { CallFailed, type Failure } from './failure.ts'
import { readFrame, type Frame } from './frame.ts'
import type { Port } from './port.ts'

/** Hears of errors that must not cross the bridge. */
export type Report = (error: unknown, during: string) => void

/**
 * Answers the frames of `port` with `handlers`.
 * @returns a function that announces an event to the other end.
 */
export function serve(handlers: Handlers, port: Port, report: Report) {
  const running = new Map<number, AbortController>()
  let open = true
  const post = (frame: Frame) => { if (open) port.post(JSON.stringify(frame)) }

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const abort = new AbortController()
    running.set(id, abort)
    try {
      post({ kind: 'value', id, value: await call(name, input, abort.signal) })
    } catch (error) {
      post({ kind: 'failure', id, failure: failureOf(error, name) })
    } finally {
      running.delete(id)
    }
  }

  async function call(name: string, input: unknown, signal: AbortSignal): Promise<unknown> {
    if (!Object.hasOwn(contract.calls, name)) throw new CallFailed('bad-input', `there is no call "${name}"`)
    const { input: schema, output } = contract.calls[name as CallName]
    const parsed = schema.safeParse(input)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new CallFailed('bad-input', `${name}: ${issue?.path.join('.') || 'input'}: ${issue?.message ?? 'does not fit'}`)
    }
    const handler = handlers[name as CallName] as (input: unknown, signal: AbortSignal) => Promise<unknown>
    return output.parse(await handler(parsed.data, signal))
  }

  function failureOf(error: unknown, during: string): Failure {
    if (error instanceof CallFailed) return { code: error.code, message: error.message }
    report(error, during)
    return { code: 'internal', message: aside('internal', { call: during }) }
  }

  port.onFrame(text => {
    const frame = readFrame(text)
    if (frame?.kind === 'call') void answer(frame.id, frame.name, frame.input)
    else if (frame?.kind === 'cancel') running.get(frame.id)?.abort()
    else port.close()
  })
  port.onClose(() => {
    open = false
    for (const abort of running.values()) abort.abort()
  })
  return <E extends EventName>(name: E, body: EventOf<E>): void => {
    const parsed = contract.events[name].safeParse(body)
    if (parsed.success) post({ kind: 'event', name, body: parsed.data })
    else report(parsed.error, name)
  }
}
