// Plays a script against the topology of a lab, as a learner's client would, and keeps what was captured.
import { setTimeout as pause } from 'node:timers/promises'
import { toBase64 } from '../../model/bytes.ts'
import type { ScenarioEvent } from '../../model/control.ts'
import { literalBytes, type Draft, type StructuredDraft } from '../../model/draft.ts'
import { finalResponse, learnersView, type Exchange, type ExchangeRecord } from '../../model/exchange.ts'
import { scriptFromHttpFile } from '../../model/http-script.ts'
import { CLIENT } from '../../model/journey.ts'
import type { Lab } from '../../model/lab.ts'
import { partPointedAt, pointAt, type Answer, type AnswerValue } from '../../model/question.ts'
import { recordedIn } from '../captures/recorded.ts'
import { makeCertificate } from '../certificate/make-certificate.ts'
import { sendRaw } from '../client/send-raw.ts'
import { rangesOfPart } from '../grader/pointed-questions.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import { readSegment } from '../segment/read-segment.ts'
import type { ServerCertificate } from '../simulator/running-participant.ts'
import { openTopology, type Topology } from '../topology/topology.ts'

/** Of a request that reaches nobody, no end is recorded. */
const OTHER_END_MS = 2_000

/** Sends one draft to the entry of the topology. */
export type Send = (draft: StructuredDraft, topology: Topology) => Promise<unknown>

/** Exactly the bytes of the draft, on a connection of their own. */
export const sendRawly: Send = (draft, topology) =>
  topology.send({ kind: 'raw', bytes: toBase64(literalBytes(draft, `127.0.0.1:${topology.entries[0]?.port ?? 0}`)) })

/** As a client of the learner's own does: nobody is told that it connects, and nothing is recorded at its end. */
async function sendFromOutside(draft: Draft, { entries: [entry] }: Topology, certificate: ServerCertificate | undefined): Promise<void> {
  const port = entry?.port ?? 0
  await sendRaw(literalBytes(draft, `127.0.0.1:${port}`), { port, ...(entry?.caFile !== undefined && certificate && { ca: certificate.certificate }), connected: () => undefined, record: () => 0 })
}

/** The server's end is over a moment after its answer is there, and of what comes from outside it is the only one. What is done next comes after it. */
async function untilRecorded(topology: Topology, records: readonly ExchangeRecord[], before: number): Promise<void> {
  const endMs = performance.now() + OTHER_END_MS
  for (;;) {
    await topology.flush()
    if (records.slice(before).some(({ hop }) => hop.startsWith(`${CLIENT}-`)) || performance.now() >= endMs) return
    await pause(1)
  }
}

/** As the composer does, which goes over to its raw mode for what its client would not send. */
export const sendAsComposer: Send = async (draft, topology) => {
  const { failure } = await topology.send(draft)
  if (failure) await sendRawly(draft, topology)
}

export interface Played {
  /** Both sides of every hop, in order. */
  readonly records: readonly ExchangeRecord[]
  readonly events: readonly ScenarioEvent[]
}

/**
 * @param text requests in the form of an `.http` file, with `@` lines for what is done to the topology between them
 * @param certificate for a lab that speaks TLS; absent is one that is written nowhere @throws HttpFileError, UnknownParticipant
 */
export async function play(lab: Lab, text: string, send: Send = sendAsComposer, certificate = passingCertificate(lab)): Promise<Played> {
  const records = recordedIn(lab)
  const events: ScenarioEvent[] = []
  const fail = (error: unknown) => { throw error }
  await using topology = await openTopology(
    { scenario: lab.scenario, port: 0, lastSeq: records.length, controls: [], ...(certificate && { certificate }) },
    { onSegment: segment => records.push(...readSegment(segment)), onNotice: () => undefined, onTrouble: fail },
  )
  for (const step of scriptFromHttpFile(text)) {
    if (step.kind === 'send') {
      const before = records.length
      await (step.isOutside ? sendFromOutside(step.draft, topology, certificate) : step.draft.kind === 'raw' ? topology.send(step.draft) : send(step.draft, topology))
      await untilRecorded(topology, records, before)
    } else if (step.kind === 'wait') await pause(step.ms)
    else {
      await topology.control(step.control)
      events.push({ nth: events.length + 1, afterSeq: records.at(-1)?.seq ?? 0, atWallMs: Date.now(), control: step.control })
    }
  }
  // What ends after the last answer, such as a server's side, is handed on when all is closed.
  await topology[Symbol.asyncDispose]()
  return { records, events }
}

function passingCertificate({ scenario }: Lab): ServerCertificate | undefined {
  return scenario.participants.some(({ tls }) => tls) ? { ...makeCertificate(Date.now()), caFile: '' } : undefined
}

/** @returns the capture as the grader reads it. */
export function exchangesOf({ records }: Played): Exchange[] {
  return records.map(record => readExchange(record))
}

/** @returns answers that were all given before the first request, as predictions must be. @param exchanges the capture at whose octets some of them point */
export function answersOf(answers: Readonly<Record<string, AnswerValue>>, exchanges: readonly Exchange[] = []): Answer[] {
  return Object.entries(answers).map(([question, value]) => ({ question, value: typeof value === 'string' ? pointed(value, exchanges) : value, afterSeq: 0, givenWallMs: 0 }))
}

/** Where `2 response Content-Type` is in this capture: another client has other lengths before it, and other numbers of its exchanges. */
function pointed(value: string, exchanges: readonly Exchange[]): string {
  const { nth, side, part } = partPointedAt(value) ?? {}
  const exchange = nth === undefined ? undefined : learnersView(exchanges)[nth - 1]
  if (!exchange || !side || !part) return value
  const [range] = rangesOfPart(part, side === 'request' ? exchange.request : finalResponse(exchange))
  return range ? pointAt({ exchange: exchange.id, side, range }) : value
}
