// Plays a script against the topology of a lab, as a learner's client would, and keeps what was captured.
import { setTimeout as pause } from 'node:timers/promises'
import { toBase64 } from '../../model/bytes.ts'
import type { ScenarioEvent } from '../../model/control.ts'
import { literalBytes, type StructuredDraft } from '../../model/draft.ts'
import type { Exchange, ExchangeRecord } from '../../model/exchange.ts'
import { scriptFromHttpFile } from '../../model/http-script.ts'
import type { Lab } from '../../model/lab.ts'
import type { Answer, AnswerValue } from '../../model/question.ts'
import { makeCertificate } from '../certificate/make-certificate.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import { readSegment } from '../segment/read-segment.ts'
import type { ServerCertificate } from '../simulator/running-participant.ts'
import { openTopology, type Topology } from '../topology/topology.ts'

/** Sends one draft to the entry of the topology. */
export type Send = (draft: StructuredDraft, topology: Topology) => Promise<unknown>

/** Exactly the bytes of the draft, on a connection of their own. */
export const sendRawly: Send = (draft, topology) =>
  topology.send({ kind: 'raw', bytes: toBase64(literalBytes(draft, `127.0.0.1:${topology.entries[0]?.port ?? 0}`)) })

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
  const records: ExchangeRecord[] = []
  const events: ScenarioEvent[] = []
  const fail = (error: unknown) => { throw error }
  await using topology = await openTopology(
    { scenario: lab.scenario, port: 0, lastSeq: 0, controls: [], ...(certificate && { certificate }) },
    { onSegment: segment => records.push(...readSegment(segment)), onNotice: () => undefined, onTrouble: fail },
  )
  for (const step of scriptFromHttpFile(text)) {
    if (step.kind === 'send') await send(step.draft, topology)
    else if (step.kind === 'wait') await pause(step.ms)
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

/** @returns answers that were all given before the first request, as predictions must be. */
export function answersOf(answers: Readonly<Record<string, AnswerValue>>): Answer[] {
  return Object.entries(answers).map(([question, value]) => ({ question, value, afterSeq: 0, givenWallMs: 0 }))
}
