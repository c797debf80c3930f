// Recordings that our labs begin with: scripts that are played against the lab's own servers, by the clients that they name.
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { writeCaptureFile } from '../../electron/core/captures/capture-file.ts'
import { play } from '../../electron/core/proving/play.ts'
import type { ScenarioEvent } from '../../electron/model/control.ts'
import type { ExchangeRecord } from '../../electron/model/exchange.ts'
import { LabFile, type Lab } from '../../electron/model/lab.ts'
import { parse } from 'yaml'
import { sendAsClient } from './clients.ts'

export const LABS = join(import.meta.dirname, '../../labs')

export interface Recorded { readonly lab: Lab; readonly file: string; readonly records: readonly ExchangeRecord[] }

/** @returns the folder and the script of every lab with a recording, by the lab's id. */
export function recordingsOfLabs(): { id: string; folder: string; script: string }[] {
  // A lab whose recording isn't made yet does not load.
  const packs = readFileSync(join(LABS, 'learning-path.txt'), 'utf8').split('\n').filter(pack => pack !== '' && existsSync(join(LABS, pack, 'pack.yaml')))
  const named = packs.flatMap(pack => (parse(readFileSync(join(LABS, pack, 'pack.yaml'), 'utf8')) as { labs: string[] }).labs.map(id => ({ id, folder: join(LABS, pack, id) })))
  return named.flatMap(({ id, folder }) => {
    const script = join(import.meta.dirname, `${id}.http`)
    return existsSync(script) ? [{ id, folder, script: readFileSync(script, 'utf8') }] : []
  })
}

/** Plays a script on the lab's servers. @returns what was captured, with the times of the lab's clock */
export async function record({ folder, script }: { folder: string; script: string }): Promise<Recorded> {
  const file = LabFile.parse(parse(readFileSync(join(folder, 'lab.yaml'), 'utf8')))
  if (file.recording === undefined) throw new Error(`${folder}: lab.yaml names no recording`)
  const lab: Lab = { ...file, pack: { id: basename(dirname(folder)), version: '1.0.0', title: '' }, intro: '', narrative: {} }
  const { records, events } = await play(lab, script, sendAsClient)
  return { lab, file: join(folder, file.recording), records: atItsClock(records, events, Date.parse(file.scenario.clock)) }
}

/** Real time passes between two controls; what they advance is added. */
function atItsClock(records: readonly ExchangeRecord[], events: readonly ScenarioEvent[], clockMs: number): ExchangeRecord[] {
  const beganMs = Math.min(...records.map(({ timing }) => timing.startedWallMs))
  return records.map(one => {
    const advancedMs = events.reduce((sum, { afterSeq, control }) => sum + (control.kind === 'advance' && afterSeq < one.seq ? control.ms : 0), 0)
    return { ...one, timing: { ...one.timing, startedWallMs: clockMs + advancedMs + one.timing.startedWallMs - beganMs } }
  })
}

/** @returns the text of the file; what is to be found out is not told by the servers' own rulings. */
export function textOf({ lab, records }: Recorded): string {
  return writeCaptureFile(lab.id, lab.pack.id === 'challenges' ? records.map(({ ruling: _, ...seen }) => seen) : records)
}
