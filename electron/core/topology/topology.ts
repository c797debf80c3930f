// The running servers of one attempt, with the client and the recorder: requests and controls in, segments of exchanges out. Knows no store and no page.
import type { Entry } from '../../model/attempt.ts'
import type { Control, Deed } from '../../model/control.ts'
import type { Draft } from '../../model/draft.ts'
import type { Phrase } from '../../model/phrase.ts'
import type { Scenario } from '../../model/scenario.ts'
import { Client } from '../client/client.ts'
import type { Patience } from '../client/send-raw.ts'
import { Recorder, type RecorderOptions } from '../recorder/recorder.ts'
import type { Segment } from '../segment/layout.ts'
import type { ServerCertificate } from '../simulator/running-participant.ts'
import { openScenario, type OpenOptions } from '../simulator/simulator.ts'
import { UnknownParticipant } from '../simulator/unknown-participant.ts'

export type { Patience }

export interface Sent { readonly seqs: readonly number[]; readonly failure?: Phrase }

export interface Topology extends AsyncDisposable {
  /** From the client inwards; the first is the one to send to. */
  readonly entries: readonly Entry[]
  readonly notices: readonly Phrase[]
  /** Sends a draft and waits until it is over, however it ends. @param patience with literal bytes; absent, the usual one @param to a participant that is asked in the place of the entry @returns the numbers of the client's exchanges; nothing of them waits any more to be handed on */
  readonly send: (draft: Draft, patience?: Patience, to?: string) => Promise<Sent>
  /** Changes the running topology. What ended before was handed on when it returns. @throws UnknownParticipant */
  readonly control: (control: Control) => Promise<void>
  /** Goes on with another drawing of the same clock and seed, at the same ports; who did not change goes on running. @throws PortTaken */
  readonly redraw: (scenario: Scenario, certificate?: ServerCertificate) => Promise<void>
  /** Hands on what has ended. */
  readonly flush: () => Promise<void>
}

export interface TopologyNeeds {
  readonly scenario: Scenario
  /** The entry's: explicitly asked for, taken is an error; 0 takes a free one; absent the default, or a free one with a notice. */
  readonly port?: number
  /** Of the other participants, by name. */
  readonly ports?: Readonly<Record<string, number>>
  /** What participants show that speak TLS. */
  readonly certificate?: ServerCertificate
  /** The number of the attempt's last exchange. */
  readonly lastSeq: number
  /** What was done to the topology before, and is done again, so that it stands as it was left. */
  readonly controls: readonly Deed[]
}

export interface TopologyEars {
  readonly onSegment: (segment: Segment) => void
  /** Something that the learner has to know. */
  readonly onNotice: (notice: Phrase) => void
  readonly onTrouble: (error: unknown) => void
}

/** How a topology is opened: in this process, or in one of its own. @throws PortTaken when the port that was asked for is taken */
export type OpenTopology = (needs: TopologyNeeds, ears: TopologyEars) => Promise<Topology>

/** Opens a topology in this process. */
export const openTopology: OpenTopology = (needs, ears) => openRecorded(needs, ears)

/** @param ears are those of the recorder, and whoever hears of trouble */
export async function openRecorded(
  { scenario, port, ports, certificate, lastSeq, controls }: TopologyNeeds,
  { onSegment, onTurn, onTrouble }: Omit<RecorderOptions, 'lastSeq'> & Pick<TopologyEars, 'onTrouble'>,
): Promise<Topology> {
  const recorder = new Recorder({ lastSeq, onSegment, ...(onTurn && { onTurn }) })
  const simulation = await openScenario(scenario, { ...(port !== undefined && { port }), ...(ports && { ports }), ...(certificate && { certificate }), ...tapsOf(recorder) })
  const listen = () => { for (const entry of simulation.entries) recorder.listening(entry.port, entry.participant) }
  listen()
  for (const control of controls) await simulation.control(control).catch((error: unknown) => { if (!isOfOneWhoLeft(error)) onTrouble(error) })
  let shown = certificate
  const clients = new Map<string, Client>()
  const clientOf = (name: string | undefined): Client => {
    const entry = simulation.entries.find(({ participant }) => participant === name) ?? simulation.entries[0]
    const known = clients.get(entry?.participant ?? '')
    if (known) return known
    const port = entry?.port ?? 0
    const client = new Client({
      port, http2: entry?.protocols?.includes('h2') ?? false, ...(entry?.caFile !== undefined && shown && { ca: shown.certificate }),
      connected: (clientPort, source) => recorder.clientConnected(clientPort, port, source),
      record: (seen, source) => recorder.record(seen, 'client', source),
    })
    clients.set(entry?.participant ?? '', client)
    return client
  }
  const hangUp = async (name: string) => {
    const client = clients.get(name)
    clients.delete(name)
    await client?.[Symbol.asyncDispose]()
  }
  return {
    get entries() { return simulation.entries },
    get notices() { return simulation.notices },
    async send(draft, patience, to) {
      const sent = await clientOf(to).send(draft, patience)
      recorder.flush()
      return 'failure' in sent ? { seqs: [], failure: sent.failure } : sent
    },
    async control(control) {
      recorder.flush()
      await simulation.control(control)
    },
    async redraw(next, fresh) {
      recorder.flush()
      shown = fresh ?? shown
      // Connections to whoever left would be found dead by the next request.
      for (const name of await simulation.redraw(next, fresh)) await hangUp(name)
      listen()
    },
    async flush() {
      recorder.flush()
    },
    /** Exchanges that are cut off by it are still handed on. */
    async [Symbol.asyncDispose]() {
      for (const name of [...clients.keys()]) await hangUp(name)
      await simulation[Symbol.asyncDispose]()
      recorder.flush()
    },
  }
}

/** What was done to a participant that was drawn away since is nobody's trouble. */
function isOfOneWhoLeft(error: unknown): boolean {
  return error instanceof UnknownParticipant
}

/** Both sides of every hop go to the recorder. */
function tapsOf(recorder: Recorder): Pick<OpenOptions, 'onExchange' | 'onBegin' | 'hops'> {
  return {
    onExchange: seen => void recorder.record(seen, 'server'),
    onBegin: place => recorder.begun(place),
    hops: {
      connected: (clientPort, serverPort, from) => recorder.clientConnected(clientPort, serverPort, 'participant', from),
      caused: (effect, cause) => recorder.caused(effect, cause),
      sent: seen => void recorder.record(seen, 'client', 'participant'),
    },
  }
}
