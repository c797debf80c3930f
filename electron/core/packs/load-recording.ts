// A lab's recording: a capture beside lab.yaml that fits the lab's servers.
import { fileRecord } from '../captures/capture-file.ts'
import { readCapture } from '../captures/read-capture.ts'
import type { FileRecord } from '../../model/exchange.ts'
import { CLIENT } from '../../model/journey.ts'
import type { LabFile } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import type { PackFiles } from './pack-files.ts'
import type { Sheet } from './parse-sheet.ts'

/** In octets: some thousand exchanges of ours. */
const MOST_OCTETS = 1_048_576
/** More than anybody would look through. */
const MOST_EXCHANGES = 1_000

/** @returns the exchanges, or what is wrong; nothing of both where the lab has no recording. @param files the lab's folder */
export function loadRecording(files: PackFiles, { value: { recording, scenario }, problem }: Sheet<LabFile>): { recorded?: FileRecord[]; problems: Problem[] } {
  if (recording === undefined) return { problems: [] }
  const wrong = (what: string, mend: string) => ({ problems: [problem(['recording'], what, mend)] })
  const read = files.bytes(recording, MOST_OCTETS)
  if ('problem' in read) return { problems: [read.problem] }
  const capture = readCapture(read.bytes, files.shown(recording))
  if ('refusal' in capture) return wrong(capture.refusal, 'Record it again.')
  const { records } = capture
  if (records.length === 0 || records.length > MOST_EXCHANGES) return wrong(`${recording} holds ${records.length} exchanges, 1 to ${MOST_EXCHANGES} are expected`, 'Record it again.')
  const names = scenario.participants.map(({ name }) => name)
  const hops = new Set(names.flatMap(to => [CLIENT, ...names].map(from => `${from}-${to}`)))
  const stray = records.find(({ hop }) => !hops.has(hop))
  if (stray) return wrong(`${recording} has the hop "${stray.hop}", which this lab doesn't have`, 'Record it with the servers of this lab.')
  return { recorded: records.map((record, nth) => fileRecord({ ...record, seq: nth + 1, source: record.source === 'participant' ? 'participant' : 'recorded' })), problems: [] }
}
