// `lab501 doctor`: what works on this machine, and how to mend the rest. With --workshop, whether a learner can sit down at it.
import { collectorFinding } from '../../core/seat/collector.ts'
import { keepingFinding, roomFinding } from '../../core/seat/data-folder.ts'
import { clockFinding, proxyFinding } from '../../core/seat/surroundings.ts'
import type { SeatFinding } from '../../model/seat-finding.ts'
import { readJoinCode, type JoinCode } from '../../model/join-code.ts'
import { sayInEnglish } from '../../model/phrase.ts'
import { folderFor } from '../folder-for.ts'
import { findElectron, thisMachine, whyNoWindow } from '../opening/electron-binary.ts'
import { IS_PACKAGE, PACK_FOLDERS, PROJECT } from '../opening/project.ts'
import { packsFinding, pageFinding, storeFinding } from '../health/house.ts'
import { DATA, JSON_OUT, PACKS, readArgs } from '../read-args.ts'
import { packFoldersFor } from '../read-packs.ts'
import { browserFinding, electronFinding, nodeFinding, portFindings } from '../health/machine.ts'
import { UsageError } from '../usage-error.ts'
import { pageBrowserFinding, roundTripFindings } from '../health/seat.ts'

const FORM = {
  options: {
    workshop: { says: 'checks a seat: also sends a request from the app and from curl, writes an attempt, looks at room, clock, browser; what would stop a learner counts as bad' },
    join: { takes: 'CODE', says: 'the join code of the instructor\'s collector: can this machine hand in there?' },
    data: { ...DATA, says: 'looks whether attempts can be kept there' },
    packs: PACKS, json: JSON_OUT,
  },
} as const

/** @returns 0 when the main job can be done: open a lab and keep what the learner does; 1 when not. @throws UsageError */
export async function run(argv: readonly string[]): Promise<number> {
  const { values } = readArgs(FORM, argv)
  const joining = values.join === undefined ? undefined : readCode(values.join)
  const machine = thisMachine()
  const folder = folderFor(values.data)
  const packs = packsFinding([...PACK_FOLDERS, ...(values.workshop || values.packs ? packFoldersFor(values) : [])])
  const findings: SeatFinding[] = [
    nodeFinding(process.versions.node),
    storeFinding(folder),
    ...(values.workshop ? [keepingFinding(folder), roomFinding(folder), clockFinding(Date.now())] : []),
    values.workshop ? { ...packs, needed: true } : packs,
    ...(IS_PACKAGE ? [] : [pageFinding(PROJECT), electronFinding(PROJECT, machine)]),
    ...await portFindings(),
    ...(values.workshop ? await roundTripFindings(machine) : []),
    // A learner with curl and a proxy in the way sends requests that never arrive.
    { ...proxyFinding(machine.env), needed: values.workshop },
    ...(values.workshop ? [pageBrowserFinding(machine, !hasWindow())] : IS_PACKAGE ? [] : [browserFinding(machine)]),
    ...(joining ? [await collectorFinding(joining)] : []),
  ]
  const ok = findings.every(one => one.ok || !one.needed)
  if (values.json) console.log(JSON.stringify({ ok, findings }, null, 2))
  else console.log([...findings.map(asLines), verdict(ok, values.workshop)].join('\n'))
  return ok ? 0 : 1

  function hasWindow(): boolean {
    return !IS_PACKAGE && findElectron(PROJECT, machine.env) !== undefined && whyNoWindow(machine) === undefined
  }
}

function readCode(typed: string): JoinCode {
  const read = readJoinCode(typed)
  if ('fault' in read) throw new UsageError(`--join: ${sayInEnglish(read.fault)}`)
  return read.code
}

function verdict(ok: boolean, workshop: boolean): string {
  if (workshop) return ok ? 'This seat is ready.' : 'This seat is not ready: mend what is marked BAD.'
  return ok ? 'Lab 501 works here.' : 'Lab 501 does not work here yet.'
}

function asLines({ ok, needed, what, mend }: SeatFinding): string {
  const mark = ok ? 'ok  ' : needed ? 'BAD ' : 'note'
  return `${mark}  ${what}${ok ? '' : `\n      ${mend}`}`
}
