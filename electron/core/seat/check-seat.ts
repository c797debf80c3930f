// What a running app finds out about its own seat: the checks of `lab501 doctor --workshop` that need no program besides it.
import type { SeatFinding } from '../../model/seat-finding.ts'
import { readJoinCode } from '../../model/join-code.ts'
import type { Problem } from '../../model/problem.ts'
import type { Store } from '../store/store.ts'
import { collectorFinding } from './collector.ts'
import { keepingFinding, roomFinding, storeFinding } from './data-folder.ts'
import { roundTrip } from './round-trip.ts'
import { clockFinding, packsFinding, proxyFinding } from './surroundings.ts'

export interface Seat {
  readonly store: Store
  readonly dataFolder: string
  readonly packs: { labs(): readonly unknown[]; problems(): readonly Problem[] }
  readonly packFolders: readonly string[]
  /** Of the collector that the learner joined. */
  readonly code: () => string | undefined
}

/** @returns a finding for each thing; what is needed and not fine would stop a learner */
export async function checkSeat({ store, dataFolder, packs, packFolders, code }: Seat): Promise<SeatFinding[]> {
  const joined = readJoinCode(code() ?? '')
  return [
    storeFinding(store), keepingFinding(dataFolder), roomFinding(dataFolder), clockFinding(Date.now()),
    { ...packsFinding({ labs: packs.labs(), problems: packs.problems() }, packFolders), needed: true },
    ...await roundTrip(),
    { ...proxyFinding(process.env), needed: true },
    ...('code' in joined ? [await collectorFinding(joined.code)] : []),
  ]
}
