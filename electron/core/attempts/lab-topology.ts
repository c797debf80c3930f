// The servers of a lab: opened, and drawn otherwise while they run.
import type { Attempt } from '../../model/attempt.ts'
import type { Lab } from '../../model/lab.ts'
import type { Phrase } from '../../model/phrase.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { InstallationCertificate } from '../certificate/installation-certificate.ts'
import type { Segment } from '../segment/layout.ts'
import type { Store } from '../store/store.ts'
import type { OpenTopology, Topology, TopologyNeeds } from '../topology/topology.ts'

/** The lab's servers, and what is said about opening them. */
export interface Opened { readonly topology: Topology; readonly notices: readonly Phrase[] }

export interface TopologyPlace {
  readonly attempt: Attempt
  readonly store: Store
  /** Where the topology runs; absent in this process. */
  readonly open?: OpenTopology
  /** Asked only for a lab with a participant that speaks TLS. @throws CertificateUnavailable */
  readonly certificate?: () => InstallationCertificate | Promise<InstallationCertificate>
  readonly onSegment: (segment: Segment) => void
  readonly onNotice: (notice: Phrase) => void
  readonly onTrouble: (error: unknown) => void
}

/** Fetched when it is needed: where topologies run in a process of their own, this one is without the simulator. */
const openHere: OpenTopology = async (needs, heard) => await (await import('../topology/topology.ts')).openTopology(needs, heard)

/** @throws PortTaken, CertificateUnavailable */
export async function openFor(place: TopologyPlace, { scenario }: Lab, at: Pick<TopologyNeeds, 'port' | 'ports'>): Promise<Opened> {
  const { attempt, store, open = openHere, onSegment, onNotice, onTrouble } = place
  const { certificate, notices } = await certificateFor(place, scenario)
  const topology = await open(
    { scenario, ...at, ...(certificate && { certificate }), lastSeq: store.lastSeq(attempt.id), controls: store.events(attempt.id).map(({ control }) => control) },
    { onSegment, onNotice, onTrouble },
  )
  return { topology, notices }
}

/** Goes on with another scenario at the same ports: as it runs, or where that cannot be, opened anew. @param flush is called between the two @throws PortTaken, CertificateUnavailable */
export async function changeFor(place: TopologyPlace, { topology }: Opened, before: Scenario, lab: Lab, flush: () => void): Promise<Opened> {
  const [entry, ...others] = topology.entries
  if (isOfOneTime(before, lab.scenario)) {
    try {
      const { certificate, notices } = await certificateFor(place, lab.scenario)
      await topology.redraw(lab.scenario, certificate)
      return { topology, notices }
    } catch (error) {
      place.onTrouble(error)
    }
  }
  await topology[Symbol.asyncDispose]()
  flush()
  const ports = { ...(entry && { port: entry.port }), ports: Object.fromEntries(others.map(({ participant, port }) => [participant, port])) }
  // A port may have been taken in the meantime: then others will do.
  return await openFor(place, lab, ports).catch(() => openFor(place, lab, {}))
}

/** A clock and a chance that have begun go on. */
function isOfOneTime(one: Scenario, other: Scenario): boolean {
  return one.seed === other.seed && one.clock === other.clock && one.clockRuns === other.clockRuns
}

async function certificateFor({ certificate: certify }: TopologyPlace, { participants }: Scenario) {
  const secured = participants.some(({ tls }) => tls) ? await certify?.() : undefined
  return { certificate: secured && { key: secured.key, certificate: secured.certificate, caFile: secured.caFile }, notices: secured?.notices ?? [] }
}
