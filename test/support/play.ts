// Plays requests against the running topology of a lab, as a learner's client would.
import { execFile, spawnSync } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { literalBytes, type StructuredDraft } from '../../electron/model/draft.ts'
import type { Exchange, ExchangeRecord } from '../../electron/model/exchange.ts'
import { draftsFromHttpFile } from '../../electron/model/http-file.ts'
import type { Lab } from '../../electron/model/lab.ts'
import type { Answer, AnswerValue } from '../../electron/model/question.ts'
import { Client } from '../../electron/core/client/client.ts'
import type { Destination } from '../../electron/core/client/destination.ts'
import { sendRaw } from '../../electron/core/client/send-raw.ts'
import { readExchange } from '../../electron/core/recorder/read-exchange.ts'
import { openScenario } from '../../electron/core/simulator/simulator.ts'
import { recorderInto } from './segments.ts'

export type Send = (draft: StructuredDraft, to: Destination, client: Client) => Promise<unknown>

const raw: Send = (draft, to) => sendRaw(literalBytes(draft, `127.0.0.1:${to.port}`), to)

/** As the briefs show it: `-I` for HEAD, `-X` for the others. */
const curl: Send = async ({ method, target, fields, content }, to) => {
  const how = method === 'HEAD' ? ['-I'] : ['-X', method]
  const headers = fields.flatMap(({ name, value }) => ['-H', `${name}: ${value}`])
  const data = content === '' ? [] : ['--data-binary', content]
  await promisify(execFile)('curl', ['-sS', '--noproxy', '*', '-o', '/dev/null', ...how, ...headers, ...data, `http://127.0.0.1:${to.port}${target}`])
  await wait(10)
}
export const HAS_CURL = spawnSync('curl', ['--version']).status === 0

/** The composer, which goes over to its raw mode for what undici would not send; the raw mode alone; and curl, if there is one. */
export const SENDERS = {
  composer: async (draft, to, client) => {
    if ('failure' in await client.send(draft)) await raw(draft, to, client)
  },
  raw,
  ...(HAS_CURL && { curl }),
} as const satisfies Record<string, Send>

/** @param text requests in the form of an `.http` file @returns what was recorded of them, both sides, in order */
export async function playRecords(lab: Lab, text: string, send: Send = SENDERS.composer): Promise<ExchangeRecord[]> {
  const saved: ExchangeRecord[] = []
  const recorder = recorderInto(saved)
  await using simulation = await openScenario(lab.scenario, { port: 0, onExchange: seen => void recorder.record(seen, 'server') })
  const port = simulation.entries[0]?.port ?? 0
  const to: Destination = {
    port,
    connected: (clientPort, source) => recorder.clientConnected(clientPort, port, source),
    record: (seen, source) => recorder.record(seen, 'client', source),
  }
  await using client = new Client(to)
  for (const draft of draftsFromHttpFile(text)) await send(draft, to, client)
  recorder.flush()
  return saved
}

/** @returns the capture of a play. */
export async function play(lab: Lab, text: string, send: Send = SENDERS.composer): Promise<Exchange[]> {
  return (await playRecords(lab, text, send)).map(record => readExchange(record))
}

/** @returns answers that were all given before the first request, as predictions must be. */
export function answersOf(answers: Readonly<Record<string, AnswerValue>>): Answer[] {
  return Object.entries(answers).map(([question, value]) => ({ question, value, afterSeq: 0, givenWallMs: 0 }))
}
